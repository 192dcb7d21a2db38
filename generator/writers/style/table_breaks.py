"""Where a table that fits a page may be broken all the same, so that no page is left half empty before it.

It is broken between groups of rows, with its heads repeated, and only where a good part of it stands before
and behind the break; a table that takes less than half a page stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from generator.form.table_grid import Place, Role
from generator.report.build import TableBlock
from generator.writers.style.table_measures import TableLook, is_kept, lines, table_look
from generator.writers.style.tokens import MM_PER_POINT, Style

# Of the height of a page: what a table takes that may be broken, what of it stands before a break at the
# least, and behind it.
TALL, BEFORE, BEHIND = 0.5, 0.33, 0.2
# The pitch of lines in a cell as a multiple of their size.
LEADING = 1.2


def breaks(table: TableBlock, style: Style) -> tuple[int, ...]:
    """The rows before which a table that is kept whole elsewhere may go on on the next page."""
    if not table.head_rows or table.landscape or not is_kept(table):
        return ()
    look = table_look(table, style)
    heights = [_height(table, row, look) for row in range(table.rows)]
    page, head = style.page.text_height, sum(heights[: table.head_rows])
    if sum(heights) < TALL * page:
        return ()
    return tuple(
        row
        for row in _between_groups(table)
        if sum(heights[:row]) >= BEFORE * page and head + sum(heights[row:]) >= BEHIND * page
    )


def _between_groups(table: TableBlock) -> Iterator[int]:
    groups = [place for place in table.places if is_inner(place, table)]
    for row in range(table.head_rows + 1, table.rows):
        if not any(group.row < row < group.row + group.rowspan for group in groups):
            yield row


def is_inner(place: Place, table: TableBlock) -> bool:
    """Whether it names a group of rows without groups in it."""
    return place.role is Role.ROW_GROUP and not any(
        other.role is Role.ROW_GROUP
        and other.column > place.column
        and place.row <= other.row < place.row + place.rowspan
        for other in table.places
    )


def _height(table: TableBlock, row: int, look: TableLook) -> float:
    """About how high a row is, in millimetres."""
    counts = (_lines(place, look) for place in table.places if place.row == row and place.rowspan == 1)
    return max(counts, default=1) * look.size * LEADING * MM_PER_POINT + 2 * look.padding_y


def _lines(place: Place, look: TableLook) -> int:
    wrapped = ceil(len(place.text) / max(look.characters(place) - place.indent, 1))
    return max(len(lines(place, look)), 1 if place.role is Role.NUMBER else wrapped)
