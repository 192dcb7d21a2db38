"""Tables that only arrange a page: a frame around a text, a menu beside it.  They are read as text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importers.figures import looks_like_number

# So much text in a cell is no entry of a table; so many lines of it are paragraphs.
LONG, PAGE, LINES = 30, 100, 3
# Of a table of data, so many of its texts are figures.
FIGURES = 3
# A page is arranged in so many rows: its head, its middle, its foot.
ROWS = 3


def is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only arranges a page, by the texts of its cells (each once)."""
    filled = [[text for text in row if text.strip()] for row in rows]
    texts = [text for row in filled for text in row]
    figures = sum(map(looks_like_number, texts))
    if not texts or figures * FIGURES >= len(texts):
        return False
    if max(map(len, filled)) == 1:
        return max(map(len, rows)) == 1 or any(len(text) >= LONG for text in texts)
    return sum(len(row) > 0 for row in filled) <= ROWS and any(map(_is_page, texts))


def _is_page(text: str) -> bool:
    """Whether a cell holds paragraphs."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) >= LINES and len(text) >= PAGE
