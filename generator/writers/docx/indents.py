"""Indents in characters, as Word counts them for Chinese text, with their length beside them."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

# Two characters before every paragraph.
INDENT = 2


def set_in(paragraph: Paragraph, size: float, **characters: float) -> None:
    """Set a paragraph in by so many characters of a size: ``left``, ``right``, ``hanging``."""
    if "hanging" not in characters:
        characters["firstLine"] = 0
    indent = OxmlElement("w:ind")
    for side, count in characters.items():
        indent.set(qn(f"w:{side}Chars"), str(round(count * 100)))
        indent.set(qn(f"w:{side}"), str(Pt(count * size).twips))
    properties = paragraph._p.get_or_add_pPr()
    properties._insert_ind(indent)
