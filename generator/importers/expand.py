"""Cells with spans laid out on a grid, every place filled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.findings.position import Position
from generator.importers.pages import Cell, Grid

# No table of a report is wider; a span that says more is a slip, or meant to hurt.
WIDEST = 200
DEEPEST = 2000


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell as the source has it: its text and how far it reaches; ``down`` 0 goes on with the one above."""

    text: str
    right: int = 1
    down: int = 1
    column: int | None = None


def expand(rows: Iterable[Iterable[Spanning]], at: Position) -> Grid:
    """The grid of rows of cells; what a cell covers has its text too, marked as covered, as is what is not
    there where a row is shorter than others."""
    laid: list[list[Cell | None]] = []
    for number, row in enumerate(rows):
        _row(laid, number, row, at)
    width = max((len(row) for row in laid), default=0)
    filled = [
        tuple(
            cell or Cell("", _at(at, number, column), covered=True)
            for column, cell in enumerate(_padded(row, width))
        )
        for number, row in enumerate(laid)
    ]
    while filled and all(cell.covered for cell in filled[-1]):
        filled.pop()  # a span that reaches below the table
    return Grid(tuple(filled), at)


def _row(laid: list[list[Cell | None]], number: int, row: Iterable[Spanning], at: Position) -> None:
    _reach(laid, number)
    column = 0
    for spanning in row:
        while column < len(laid[number]) and laid[number][column] is not None:
            column += 1
        if column >= WIDEST:
            break
        column = spanning.column if spanning.column is not None else column
        _lay(laid, number, min(column, WIDEST), spanning, at)
        column += spanning.right


def _lay(laid: list[list[Cell | None]], number: int, column: int, spanning: Spanning, at: Position) -> None:
    right = max(1, min(spanning.right, WIDEST - column))
    down = max(1, min(spanning.down, DEEPEST - number))
    above = laid[number - 1][column] if number and column < len(laid[number - 1]) else None
    goes_on = spanning.down == 0 and above is not None
    cell = Cell(above.text if goes_on and above else spanning.text, _at(at, number, column), covered=goes_on)
    for line in range(number, number + down):
        _reach(laid, line)
        laid[line] = _padded(laid[line], column + right)
        for place in range(column, column + right):
            if laid[line][place] is None:
                first = line == number and place == column
                laid[line][place] = cell if first else replace(cell, covered=True)


def _reach(laid: list[list[Cell | None]], number: int) -> None:
    while len(laid) <= number:
        laid.append([])


def _padded(row: list[Cell | None], width: int) -> list[Cell | None]:
    return [*row, *[None] * (width - len(row))]


def _at(at: Position, row: int, column: int) -> Position:
    return replace(at, row=row + 1, column=column + 1)
