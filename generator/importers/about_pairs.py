"""A small table in which a page says things about a report: index number, who published it and when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.importers.pages import Cell, Grid, Paragraph, as_text
from generator.importers.prose import line_of
from generator.importers.wild import reading

COLONS = ":：\u3000 "


def about_pairs(grid: Grid) -> Iterator[Paragraph]:
    """Each name with what stands behind it, as a line; nothing where the grid is no such table."""
    cells = [[cell for cell in row if not cell.covered and cell.text.strip()] for row in grid.rows]
    names = [row[0] for row in cells if row]
    if grid.loose or sum(map(_is_name, names)) * 2 < max(len(names), 1):
        return
    for row in cells:
        place = 0
        while place < len(row):
            if _is_name(row[place]) and place + 1 < len(row) and not _is_name(row[place + 1]):
                name = line_of(row[place].text).replace(" ", "").strip(COLONS)
                yield Paragraph(as_text(f"{name}：{line_of(row[place + 1].text)}"), row[place].at)
                place += 2
            else:
                yield Paragraph(as_text(line_of(row[place].text)), row[place].at)
                place += 1


def _is_name(cell: Cell) -> bool:
    """Whether a cell holds a word with which pages begin such a line."""
    return line_of(cell.text).replace(" ", "").strip(COLONS) in reading().around
