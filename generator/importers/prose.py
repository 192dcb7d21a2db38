"""Paragraphs and small tables of a source as the text of a narrative."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.common.characters import settled
from generator.filing.narrative.lines import BULLET
from generator.filing.narrative.text_tables import COLUMNS_LIMIT, ROWS_LIMIT
from generator.importers.pages import Block, Grid, Paragraph

# What a text in YAML cannot hold, or would take for the end of a line.
UNWRITABLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff\\ud800-\\udfff\\ufeff]"
)
BLANKS = re.compile(r"[ \t\u3000\xa0]+")
HAN = "\u4e00-\u9fff，。、；：？！（）《》“”"
# A blank between two characters of Chinese is an accident of printing.
BETWEEN = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")


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
    """A small table as its rows are drawn in a text; one that cannot be as lines."""
    rows = _rows(grid)
    width = max(map(len, rows), default=0)
    if is_small(grid):
        return [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return ["　".join(filter(None, row)) for row in rows]


def is_small(grid: Grid) -> bool:
    """Whether it can be drawn in a text."""
    rows = _rows(grid)
    narrow = 1 < max(map(len, rows), default=0) <= COLUMNS_LIMIT
    return narrow and 1 < len(rows) <= ROWS_LIMIT + 1 and not grid.loose


def _rows(grid: Grid) -> list[list[str]]:
    rows = [[_cell(cell.text) if not cell.covered else "" for cell in row] for row in grid.trimmed.rows]
    return [row for row in rows if any(row)]


def _cell(text: str) -> str:
    return line_of(text).replace("|", "｜").replace("\\*", "*").replace("\\{", "{")
