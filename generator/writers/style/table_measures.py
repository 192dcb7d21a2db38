"""What the writers share about the look of tables: sizes, widths, alignment, where heads break."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from generator.form.table_grid import Place, Role
from generator.report.build import TableBlock
from generator.writers.style.tokens import MM_PER_POINT, Style


@dataclass(frozen=True, slots=True)
class TableLook:
    """The measures of one table: ``size`` in points, the others in millimetres."""

    size: float
    padding_x: float
    padding_y: float
    widths: tuple[float, ...]

    def room(self, place: Place) -> float:
        """The width inside a cell."""
        return sum(self.widths[place.column : place.column + place.colspan]) - 2 * self.padding_x


def table_look(table: TableBlock, style: Style) -> TableLook:
    """The measures of a table that fills the type area."""
    dense = style.table.dense
    page = style.page.holding(landscape=table.landscape)
    columns = dense.columns * page.text_width / style.page.text_width
    chosen = dense if table.columns >= columns or table.rows >= dense.rows else style.table
    unit = page.text_width / sum(table.widths)
    widths = tuple(width * unit for width in table.widths)
    return TableLook(chosen.size, chosen.padding.x, chosen.padding.y, widths)


def centred(place: Place) -> bool:
    """Labels of single rows stand at the left where groups stand beside them; all else is centred."""
    return place.role is not Role.ROW


# Longer tables may break over pages; a table of the form that fits one page stays whole.
KEEP_ROWS = 30
KEEP_ROWS_LANDSCAPE = 20

# Width of a figure in the widest of the shipped faces and of Times New Roman, in its own size.
FIGURE_WIDTH = 0.57


def is_kept(table: TableBlock) -> bool:
    """Whether a table is to stay whole, and with its heading."""
    return table.rows <= (KEEP_ROWS_LANDSCAPE if table.landscape else KEEP_ROWS)


def fitted(place: Place, look: TableLook) -> float | None:
    """The size, in half points, at which a long number fits its cell; None where it fits as it is.

    A number must neither run over its neighbour nor be broken: 1234|5678 is two numbers.
    """
    needed = len(place.text) * FIGURE_WIDTH
    fits = look.room(place) / MM_PER_POINT
    if place.role is not Role.NUMBER or needed * look.size <= fits:
        return None
    return floor(fits / needed * 2) / 2


def measure(place: Place, look: TableLook) -> int | None:
    """How many characters a line of a narrow head should hold, so that its lines are even.

    商业企业 in three characters' width is better broken 商业｜企业 than 商业企｜业.  None where the text
    fits on one line or is long enough to be left to itself.
    """
    if place.role not in (Role.COLUMN, Role.ROW_GROUP, Role.COLUMN_GROUP):
        return None
    fits = floor(look.room(place) / (look.size * MM_PER_POINT) + 0.01)
    if not 0 < fits < len(place.text):
        return None
    return ceil(len(place.text) / ceil(len(place.text) / fits))
