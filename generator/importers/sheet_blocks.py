"""A sheet of cells as blocks: headings and narratives stand there in rows of a single text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.importers.pages import Block, Cell, Grid, Paragraph

# Lines so short are those of a narrow cell, and no paragraphs.
NARROW = 4


def sheet_blocks(grid: Grid) -> Iterator[Block]:
    """A sheet with its lines of a single text as paragraphs."""
    held: list[tuple[Cell, ...]] = []
    for row in grid.rows:
        texts = [cell for cell in row if cell.text and not cell.covered]
        if len(texts) == 1 and len(texts[0].text) > 1 and not texts[0].text.isdecimal():
            if held:
                yield Grid(tuple(held), grid.at)
                held = []
            yield from (Paragraph(line, texts[0].at) for line in _lines(texts[0].text))
        else:
            held.append(row)
    if held:
        yield Grid(tuple(held), grid.at)


def _lines(text: str) -> list[str]:
    """The paragraphs of a cell."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return ["".join(lines)] if all(len(line) <= NARROW for line in lines) else lines
