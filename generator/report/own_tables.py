"""An office's own tables as blocks: behind the report, each under its title, wide ones on turned pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from generator.filing.filing import Filing, OwnTable
from generator.form.own_tables import KEY
from generator.form.table_grid import Grid, Role
from generator.report.around_tables import before_table, below_table
from generator.report.blocks import Block, Heading, Origin, TableBlock
from generator.report.tables import free_grid
from generator.report.text_table import half_squares

# Widths are counted in characters of a table's type.  So many stand side by side on a page that lies upright
# at a size that can be read; a column of words is as wide as its longest cell, within bounds.
UPRIGHT = 48
NARROWEST, WIDEST = 4, 16
DIGIT = 0.6


def own_tables(filing: Filing) -> Iterator[Block]:
    """All of them, in the order of the filing; the first begins a page."""
    for number, table in enumerate(filing.own_tables, start=1):
        mark = f"{KEY}{number}" if len(filing.own_tables) > 1 else KEY
        yield from _blocks(filing, table, mark, first=number == 1)


def _blocks(filing: Filing, table: OwnTable, mark: str, *, first: bool) -> Iterator[Block]:
    path = f"{KEY}.{table.title}"
    grid = free_grid(mark, table.table, table.printed)
    widths = _widths(grid)
    turned = sum(widths) > UPRIGHT
    block = TableBlock(path, table.title, grid.columns, grid.rows, grid.head_rows, widths, grid.places)
    around = (*before_table(filing, path, table.unit), block, *below_table(filing, path))
    heading = Heading(f"{mark}　{table.title}", 1, "", page=first and not turned, landscape=turned)
    yield replace(heading, origin=Origin(path))
    yield from (replace(each, landscape=turned, origin=each.origin or Origin(path)) for each in around)


def _widths(grid: Grid) -> tuple[int, ...]:
    """How wide each column should be, by what stands in it."""
    widths = [NARROWEST] * grid.columns
    for place in grid.places:
        length = len(place.text) * DIGIT if place.role is Role.NUMBER else half_squares(place.text) / 2
        length += 1
        if place.role is Role.COLUMN:
            length = length / 2 + 1  # a head may stand on two lines
        most = WIDEST if place.role is not Role.NUMBER else WIDEST * 2
        widths[place.column] = max(widths[place.column], min(ceil(length), most))
    return tuple(widths)
