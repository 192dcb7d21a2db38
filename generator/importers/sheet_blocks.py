"""A sheet of cells as blocks: headings and narratives stand there in rows of a single text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.importers.pages import Block, Cell, Grid, Paragraph


def sheet_blocks(grid: Grid) -> Iterator[Block]:
    """A sheet with its lines of a single text as paragraphs."""
    held: list[tuple[Cell, ...]] = []
    for row in grid.rows:
        texts = [cell for cell in row if cell.text and not cell.covered]
        if len(texts) == 1 and len(texts[0].text) > 1 and not texts[0].text.isdecimal():
            if held:
                yield Grid(tuple(held), grid.at)
                held = []
            for line in texts[0].text.split("\n"):
                if line.strip():
                    yield Paragraph(line.strip(), texts[0].at)
        else:
            held.append(row)
    if held:
        yield Grid(tuple(held), grid.at)
