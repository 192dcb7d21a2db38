"""What the writers share about the look of tables: sizes, widths, alignment, where words break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, floor

from generator.form.table_grid import Place, Role
from generator.report.build import TableBlock
from generator.writers.style.line_breaks import broken
from generator.writers.style.table_widths import FIGURE_MARGIN, FIGURE_WIDTH, column_widths
from generator.writers.style.tokens import MM_PER_POINT, Style


@dataclass(frozen=True, slots=True)
class TableLook:
    """The measures of one table: ``size`` and ``rule`` in points, the others in millimetres.

    ``stacked``: blocks below each other under banners, whose rows have short names.
    """

    size: float
    padding_x: float
    padding_y: float
    widths: tuple[float, ...]
    stacked: bool = False
    rule: float = 0.0

    def room(self, place: Place) -> float:
        """The width inside a cell."""
        return sum(self.widths[place.column : place.column + place.colspan]) - 2 * self.padding_x

    def characters(self, place: Place) -> float:
        """The same in characters."""
        return self.room(place) / (self.size * MM_PER_POINT)


def table_look(table: TableBlock, style: Style) -> TableLook:
    """The measures of a table that fills the type area."""
    dense = style.table.dense
    page = style.page.holding(landscape=table.landscape)
    columns = dense.columns * page.text_width / style.page.text_width
    chosen = dense if table.columns >= columns or table.rows >= dense.rows else style.table
    widths = column_widths(table, page.text_width, chosen.size, chosen.padding.x)
    stacked = any(place.role is Role.BANNER for place in table.places)
    return TableLook(chosen.size, chosen.padding.x, chosen.padding.y, widths, stacked, style.table.rule)


def centred(place: Place, look: TableLook) -> bool:
    """As in the national form: banners, groups and labels of rows stand at the left, and a corner with a
    sentence in it; labels of a stack of blocks and all else are centred."""
    if place.role is Role.ROW:
        return look.stacked
    if place.role is Role.CORNER:
        return place.colspan == 1
    return place.role not in (Role.BANNER, Role.ROW_GROUP)


# Longer tables may break over pages; a table of the form that fits one page stays whole.
KEEP_ROWS = 30
KEEP_ROWS_LANDSCAPE = 20


def is_kept(table: TableBlock) -> bool:
    """Whether a table is to stay whole, and with its heading."""
    return table.rows <= (KEEP_ROWS_LANDSCAPE if table.landscape else KEEP_ROWS)


# Words in a table are no smaller than this: what is smaller cannot be read in print.
SMALLEST = 7.5


def remark_size(look: TableLook) -> float:
    """The size of a remark behind its number."""
    return max(look.size - 2, SMALLEST)


def fitted(place: Place, look: TableLook) -> float | None:
    """The size, in half points, at which a long number fits its cell; None where it fits as it is.

    A number must neither run over its neighbour nor be broken: 1234|5678 is two numbers.  One that is set
    smaller has all of its cell, without padding.
    """
    needed = len(place.text) * FIGURE_WIDTH + len(place.mark)
    if place.role is not Role.NUMBER or needed * look.size <= look.room(place) / MM_PER_POINT:
        return None
    fits = (look.room(place) + 2 * look.padding_x) / MM_PER_POINT - look.rule
    return min(floor(fits / (needed - FIGURE_MARGIN) * 2) / 2, look.size)


# What a head's lines keep to spare, in characters, so that rounding breaks none of them again.
_SLACK = 0.05
_HEADS = (Role.CORNER, Role.COLUMN_GROUP, Role.COLUMN, Role.ROW_GROUP)


def lines(place: Place, look: TableLook) -> tuple[str, ...]:
    """The lines of a head or of a group's name, broken at whole words: 商业｜企业, not 商业企｜业."""
    if place.role not in _HEADS:
        return (f"{place.text}{place.mark}",)
    inset = 0 if centred(place, look) else look.padding_x / (look.size * MM_PER_POINT)
    return broken(place.text, look.characters(place) - inset - _SLACK)


def measure(place: Place, look: TableLook) -> int | None:
    """How many characters a line of a row's label may hold, where else the last one would stand alone."""
    if place.role is not Role.ROW:
        return None
    fits = floor(look.characters(place) - place.indent)
    count = len(place.text)
    if fits < 3 or count <= fits or count % fits != 1:
        return None
    return ceil(count / ceil(count / fits))


# Words of what is not Chinese, which are broken nowhere else, and characters that in any face are known to
# be no wider than so many of a Chinese one.
_WORDS = re.compile(r"[^\s\u4e00-\u9fff]{3,}")
_KNOWN = re.compile(r"[!-~\u2010-\u2027\u3001-\u3020\uff01-\uff60]+")
_WIDEST = 1.1


def may_run_over(place: Place, look: TableLook) -> bool:
    """Whether a word of a cell may be wider than its line; the setter need not look at any other."""
    if place.role is Role.NUMBER and place.text.isascii():
        return False  # see `fitted`
    most = (look.characters(place) - place.indent) / _WIDEST
    found = (word for line in lines(place, look) for word in _WORDS.findall(line))
    return any(len(word) > most or not _KNOWN.fullmatch(word) for word in found)


def is_head(place: Place) -> bool:
    """Whether a cell is of the head of its table, or of a block's."""
    return place.role in (Role.BANNER, Role.CORNER, Role.COLUMN_GROUP, Role.COLUMN)


def shade(place: Place, style: Style) -> str:
    """The colour behind a cell; empty where it is the paper's."""
    if not is_head(place):
        return ""
    inks = style.colours.paper
    colour = inks.banner if place.role is Role.BANNER and inks.banner else inks.shade
    return "" if colour == "#ffffff" else colour
