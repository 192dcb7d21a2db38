"""A statutory table as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from generator.form.table_grid import Place
from generator.report.build import TableBlock
from generator.writers.docx.document import OF_TABLES, Document
from generator.writers.docx.wordml import BREAK, point_twips, text, twips, value
from generator.writers.style.table_breaks import breaks
from generator.writers.style.table_measures import (
    TableLook,
    centred,
    fitted,
    is_head,
    is_kept,
    lines,
    measure,
    remark_size,
    shade,
    table_look,
)
from generator.writers.style.tokens import MM_PER_POINT, Style

# Part of a character's width that a narrowed label keeps to spare, so that rounding breaks no line early.
_SLACK = 0.4
# The text of a cell; hint: quotes and dashes are Chinese ones.
_RUN = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{}</w:rPr>{}</w:r>'
_TEXT = '<w:t xml:space="preserve">{}</w:t>'


def table_text(document: Document, table: TableBlock, style: Style) -> str:
    """The ``w:tbl`` of a table, in the named styles of the document."""
    look = table_look(table, style)
    named = _style_ids(document, look.size != style.table.size)
    return _Table(table, look, _columns(look), named, style, breaks(table, style)).xml()


def _shade(place: Place, style: Style) -> str:
    """What colours the cells of heads; nothing where the style has them white, as paper is."""
    colour = shade(place, style)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour[1:].upper()}"/>' if colour else ""


def _style_ids(document: Document, small: bool) -> dict[str, str]:
    """Styles as they are named in a document, by what they are for."""
    ending = " Small" if small else ""
    names = {name: name + ending for name in ("Table Head", "Table Label", "Table Text")}
    left = f"Table Head Left{ending}"  # not in documents that were made before there was one
    names["Table Head Left"] = left if document.named(left) else names["Table Head"]
    ids = {name: value(document.style(full)) for name, full in names.items()}
    return {**ids, "Report Table": value(document.style("Report Table", OF_TABLES))}


def _columns(look: TableLook) -> tuple[int, ...]:
    """Widths in twips whose sum is that of the table, whatever the rounding."""
    edges = [0, *(twips(edge) for edge in accumulate(look.widths))]
    return tuple(right - left for left, right in pairwise(edges))


@dataclass
class _Table:
    table: TableBlock
    look: TableLook
    columns: tuple[int, ...]
    styles: dict[str, str]
    style: Style
    breaks: tuple[int, ...]

    def xml(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.columns)
        rows = "".join(self._row(number, cells) for number, cells in self._rows())
        return f"<w:tbl>{self._properties()}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def _properties(self) -> str:
        x, y = twips(self.look.padding_x), twips(self.look.padding_y)
        padding = "".join(
            f'<w:{side} w:w="{width}" w:type="dxa"/>'
            for side, width in (("top", y), ("left", x), ("bottom", y), ("right", x))
        )
        size = f"{self.table.caption}，{self.table.rows}行{self.table.columns}列"
        return (
            f"<w:tblPr><w:tblStyle w:val={self.styles['Report Table']}/>"
            f'<w:tblW w:w="{sum(self.columns)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{padding}</w:tblCellMar><w:tblLook w:val="0000"/>'
            f"<w:tblCaption w:val={value(self.table.caption)}/>"
            f"<w:tblDescription w:val={value(size)}/></w:tblPr>"
        )

    def _rows(self) -> Iterator[tuple[int, list[tuple[Place, int]]]]:
        """Row by row its places, each with how many rows above it began."""
        pieces = [(place, down) for place in self.table.places for down in range(place.rowspan)]
        pieces.sort(key=lambda piece: (piece[0].row + piece[1], piece[0].column))
        for number, row in groupby(pieces, key=lambda piece: piece[0].row + piece[1]):
            yield number, list(row)

    def _row(self, number: int, cells: list[tuple[Place, int]]) -> str:
        header = "<w:tblHeader/>" if number < self.table.head_rows else ""
        # Each row keeps with the next, so the table stays with its heading and, where it can, on one page;
        # of a longer table the heads keep with the first rows.
        # A table longer than a page is broken anyway; rows that all kept together would only move it down.
        # A tall table that would leave much of a page empty may go on on the next one between groups.
        kept = self.table.rows - 1 if is_kept(self.table) else self.table.head_rows + 1
        keep = "<w:keepNext/>" if number < kept and number + 1 not in self.breaks else ""
        content = "".join(self._cell(place, down, keep) for place, down in cells)
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{content}</w:tr>"

    def _cell(self, place: Place, down: int, keep: str) -> str:
        width = sum(self.columns[place.column : place.column + place.colspan])
        span = f'<w:gridSpan w:val="{place.colspan}"/>' if place.colspan > 1 else ""
        merge = f'<w:vMerge w:val="{"continue" if down else "restart"}"/>' if place.rowspan > 1 else ""
        words = "" if down or not place.printed else self._words(place)
        style = f"<w:pStyle w:val={self.styles[self._named_style(place)]}/>"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{self._fill(place)}'
            '<w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr>{style}{keep}{self._indent(place)}</w:pPr>{words}</w:p></w:tc>"
        )

    def _named_style(self, place: Place) -> str:
        middle = centred(place, self.look)
        if is_head(place):
            return "Table Head" if middle else "Table Head Left"
        return "Table Text" if middle else "Table Label"

    def _words(self, place: Place) -> str:
        """The number with its mark or its remark, or the words of a cell."""
        words = _RUN.format(self._fitted(place), self._text(place))
        if not place.remark:
            return words
        size = remark_size(self.look) * 2
        small = f'<w:sz w:val="{size:g}"/><w:szCs w:val="{size:g}"/>'
        return f"{words}{BREAK}{_RUN.format(small, _TEXT.format(text(place.in_brackets)))}"

    def _fitted(self, place: Place) -> str:
        """A smaller size for a number too long for its cell: the one thing no style can say."""
        size = fitted(place, self.look)
        return f'<w:sz w:val="{size * 2:g}"/><w:szCs w:val="{size * 2:g}"/>' if size else ""

    def _fill(self, place: Place) -> str:
        """Its colour, and no margins for a number that has been made smaller already."""
        sides = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        margins = f"<w:tcMar>{sides}</w:tcMar>" if fitted(place, self.look) else ""
        return _shade(place, self.style) + margins

    def _text(self, place: Place) -> str:
        return "<w:br/>".join(_TEXT.format(text(line)) for line in lines(place, self.look))

    def _indent(self, place: Place) -> str:
        """Its own indent, and on the right what keeps the last character of a label from standing alone."""
        left = point_twips(place.indent * self.look.size)
        right = 0
        if count := measure(place, self.look):
            needed = (count + place.indent + _SLACK) * self.look.size
            right = max(point_twips(self.look.room(place) / MM_PER_POINT - needed), 0)
        sides = f' w:left="{left}"' * bool(left) + f' w:right="{right}"' * bool(right)
        return f"<w:ind{sides}/>" if sides else ""
