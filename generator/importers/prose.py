"""Paragraphs and small tables of a source as the text of a narrative."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.common.characters import settled
from generator.filing.narrative.lines import BULLET
from generator.importers.pages import Block, Grid, Paragraph

# What a text in YAML cannot hold, or would take for the end of a line.
UNWRITABLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff\\ud800-\\udfff\\ufeff]"
)
BLANKS = re.compile(r"[ \t\u3000\xa0]+")
HAN = "\u4e00-\u9fff，。、；：？！（）《》“”"
# A blank between two characters of Chinese is an accident of printing.
BETWEEN = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
WIDEST = 10


def line_of(text: str) -> str:
    """A paragraph on one line, every character with one reading in that reading."""
    plain = BLANKS.sub(" ", UNWRITABLE.sub(" ", settled(text.replace("\n", " ")))).strip()
    return BETWEEN.sub("", plain)


def prose(blocks: Iterable[Block]) -> list[str]:
    """The lines of a narrative."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [_item(line)] if (line := line_of(block.text)) else []
        else:
            lines += drawn(block)
    return lines


def _item(line: str) -> str:
    """A line of a list with the sign that lists have in a filing."""
    item = BULLET.fullmatch(line)
    return f"- {item['rest']}" if item and not line.startswith("－") else line


def drawn(grid: Grid) -> list[str]:
    """A small table as its rows are drawn in a text; a wide one as lines."""
    rows = [[_cell(cell.text) if not cell.covered else "" for cell in row] for row in grid.rows]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if 1 < width <= WIDEST and len(rows) > 1 and not grid.loose:
        return [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return ["　".join(filter(None, row)) for row in rows]


def _cell(text: str) -> str:
    return line_of(text).replace("|", "｜").replace("\\*", "*").replace("\\{", "{")
