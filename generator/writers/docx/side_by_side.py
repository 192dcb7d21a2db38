"""Paragraphs side by side in a DOCX: a row of cells without rules, which Word keeps on one page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

# Millimetres of a cell's width that its content leaves free.
GAP = 6


def row_of_cells(cells: Sequence[Sequence[Paragraph]], width: float) -> BaseOxmlElement:
    """The paragraphs, taken from where they stand, as cells of one row so many millimetres wide."""
    each = Mm(width / len(cells)).twips
    grid = f'<w:gridCol w:w="{each}"/>' * len(cells)
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr></w:tc>'
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{each * len(cells)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell * len(cells)}</w:tr></w:tbl>"
    )
    for place, paragraphs in zip(table.iter(qn("w:tc")), cells, strict=True):
        place.extend(paragraph._p for paragraph in paragraphs)
    return table
