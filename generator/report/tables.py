"""The tables of a filing as they are printed: every place of the grid with its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.filing.blanks import is_blank
from generator.filing.filing import Cell, Filing, FreeRow, State
from generator.filing.numbers import figure
from generator.form.format import Column, Format, FreeTable, Table
from generator.form.table_grid import Grid, Place, Role, lay_out


def filled(filing: Filing, section: str, table: Table) -> Grid:
    """The grid of a table of the form with the filing's numbers in it."""
    grid = lay_out(section, table)
    return replace(grid, places=tuple(_filled(filing, place) for place in grid.places))


def _filled(filing: Filing, place: Place) -> Place:
    if place.role is Role.UNIT and place.path:
        return replace(place, text=_unit(filing.format, place.path), path="")
    if place.path in filing.words:
        return replace(place, role=Role.UNIT, text=filing.words[place.path].text, path="")
    if place.role is not Role.NUMBER:
        return place
    cell = filing.cells[place.path]
    return _numbered(place, replace(cell, state=State.BLANK) if is_blank(filing, cell) else cell)


def _numbered(place: Place, cell: Cell) -> Place:
    """A place with its number, and what is said of it."""
    remark = cell.remark.text.strip() if cell.remark else ""
    return replace(place, text=figure(cell), path=cell.path, remark=remark)


def _unit(format: Format, row: str) -> str:
    """What the numbers of a row count in; each once where its columns differ."""
    units = (format.kinds[cell.kind].unit for cell in format.rows.get(row, ()))
    return "、".join(dict.fromkeys(units))


def free_grid(section: str, table: FreeTable, rows: tuple[FreeRow, ...]) -> Grid:
    """The grid of a free table: the head, then a line for each row, parts set in below their row."""
    heads = [
        Place(0, number, 1, 1, Role.COLUMN, column.label, f"{section}-1-{number + 1}")
        for number, column in enumerate(table.columns)
    ]
    lines = list(_lines(rows, 0))
    places = [*heads]
    for at, (row, level) in enumerate(lines, start=1):
        label = f"{section}-{at + 1}-1"
        for number, column in enumerate(table.columns):
            place = _place(row, column, at, number)
            if number == 0:
                place = replace(place, role=Role.ROW, id=label, headers=(heads[0].id,), indent=level)
            else:
                place = replace(place, headers=(heads[number].id, label))
            places.append(place)
    return Grid(len(table.columns), len(lines) + 1, 1, tuple(places))


def _place(row: FreeRow, column: Column, at: int, number: int) -> Place:
    key = str(column.key)
    if key in row.cells:
        return _numbered(Place(at, number, 1, 1, Role.NUMBER), row.cells[key])
    return Place(at, number, 1, 1, Role.UNIT, row.words[key])


def _lines(rows: tuple[FreeRow, ...], level: int) -> Iterator[tuple[FreeRow, int]]:
    for row in rows:
        yield row, level
        yield from _lines(row.parts, level + 1)
