"""Paragraphs side by side in a DOCX: a row of cells without rules, which Word keeps on one page."""

from __future__ import annotations

from collections.abc import Sequence

from generator.writers.docx.wordml import Paragraph, twips

# Millimetres of a cell's width that its content leaves free.
GAP = 6


def row_of_cells(cells: Sequence[Sequence[Paragraph]], width: float) -> str:
    """The paragraphs as cells of one row so many millimetres wide."""
    each = twips(width / len(cells))
    grid = f'<w:gridCol w:w="{each}"/>' * len(cells)
    row = "".join(f"<w:tc>{_properties(each)}{''.join(map(str, paragraphs))}</w:tc>" for paragraphs in cells)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{each * len(cells)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def _properties(width: int) -> str:
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>'
