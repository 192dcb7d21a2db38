"""Indents in characters, as Word counts them for Chinese text, with their length beside them."""

from __future__ import annotations

from generator.writers.docx.wordml import point_twips

# Two characters before every paragraph.
INDENT = 2


def set_in(size: float, **characters: float) -> str:
    """What sets a paragraph in by so many characters of a size: ``left``, ``right``, ``hanging``."""
    if "hanging" not in characters:
        characters["firstLine"] = 0
    sides = "".join(
        f' w:{side}Chars="{round(count * 100)}" w:{side}="{point_twips(count * size)}"'
        for side, count in characters.items()
    )
    return f"<w:ind{sides}/>"
