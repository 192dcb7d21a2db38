"""How wide the columns of a table are: in the proportions of the form, except that a long number takes room
from columns with some to spare before it is set smaller."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form.table_grid import Place, Role
from generator.report.build import TableBlock
from generator.writers.style.line_breaks import broken, width
from generator.writers.style.tokens import MM_PER_POINT
from generator.writers.style.words import words

# Width of a figure in the widest of the shipped faces for tables, in its own size, and what of the first and
# the last is white.
FIGURE_WIDTH = 0.562
FIGURE_MARGIN = 0.08
# What a column of labels keeps of its share at the least.
LABELS = 0.65
# A head of so many characters stands on one line.
SHORT_HEAD = 3
# The name of a group of rows may have so much more of a column where that saves a line.
STRETCH = 1.05
# Beside a word, in characters: the space before what stands at the left, and a little for rounding.
AIR = 0.2


def column_widths(table: TableBlock, whole: float, size: float, padding: float) -> tuple[float, ...]:
    """The widths in millimetres; their sum is ``whole``."""
    unit = whole / sum(table.widths)
    widths = [share * unit for share in table.widths]
    needed = _needed(table, widths, size, padding)
    wanted = [max(need - has, 0) for need, has in zip(needed, widths, strict=True)]
    spare = [max(has - need, 0) for need, has in zip(needed, widths, strict=True)]
    moved = min(sum(wanted), sum(spare))
    if not moved:
        return tuple(widths)
    return tuple(
        has + moved * want / sum(wanted) - moved * free / sum(spare)
        for has, want, free in zip(widths, wanted, spare, strict=True)
    )


def _needed(table: TableBlock, widths: Sequence[float], size: float, padding: float) -> list[float]:
    """The least that each column can do with."""
    needed = [0.0] * len(widths)
    unit = size * MM_PER_POINT
    for place in table.places:
        if place.colspan == 1:
            has = (widths[place.column] - 2 * padding) / unit
            least = _text_width(place, has) * unit + 2 * padding
            needed[place.column] = max(needed[place.column], least)
    return needed


def _text_width(place: Place, has: float) -> float:
    """What a cell wants of the ``has`` characters that its column holds."""
    match place.role:
        case Role.NUMBER:
            return len(place.text) * FIGURE_WIDTH
        case Role.ROW:
            return LABELS * has
        case Role.ROW_GROUP:
            return max(map(width, broken(place.text, has * STRETCH))) + AIR
        case _ if len(place.text) <= SHORT_HEAD:
            return width(place.text) + AIR
        case _:
            return max((width(word) for word in words(place.text)), default=0.0) + AIR
