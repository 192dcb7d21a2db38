"""Totals that were left out of a filing, summed from their parts."""

from __future__ import annotations

from collections.abc import Iterable

from generator.filing.filing import Cell, State
from generator.findings.finding import Span
from generator.form.format import Format


def sum_rows(format: Format, cells: dict[str, Cell]) -> None:
    """Fill the total rows that were left out, column by column (not their total columns).

    The innermost first: a total may be part of another.
    """
    for _, row in sorted(format.rows.items(), key=lambda pair: -pair[0].count(".")):
        for address in row:
            if address.total_row and not address.open_column and _is_open(address.path, cells):
                cells[address.path] = _sum(address.path, format.above(address), cells)


def sum_columns(format: Format, cells: dict[str, Cell]) -> None:
    """Fill the total columns that were left out, row by row."""
    for row in format.rows.values():
        for address in row:
            if address.total_column and not address.computed_row and _is_open(address.path, cells):
                cells[address.path] = _sum(address.path, format.beside(address), cells)


def _is_open(path: str, cells: dict[str, Cell]) -> bool:
    """Whether a total was left out, or left blank (which is told as a blank and sums all the same)."""
    return path not in cells or cells[path].state is State.BLANK


def _sum(path: str, parts: Iterable[str], cells: dict[str, Cell]) -> Cell:
    names = tuple(parts)
    values = [cells.get(name, Cell(name, None, State.BROKEN, Span())) for name in names]
    if any(value.state is State.BROKEN for value in values):
        return Cell(path, None, State.BROKEN, Span())
    total = sum((value.value or 0 for value in values), start=0)
    if path in cells:
        return Cell(path, total, State.BLANK, cells[path].span, names)
    return Cell(path, total, State.COMPUTED, values[0].span if values else Span(), names)
