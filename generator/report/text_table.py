"""A table that an office drew in its text, as a block: its first line heads, and its first column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from generator.filing.narrative.text_tables import cell_text, rows
from generator.form.table_grid import Place, Role
from generator.report.blocks import TableBlock

NUMBER = re.compile(r"[-+−]?[0-9][0-9,]*(?:\.[0-9]+)?")
# Widths follow what columns hold, in characters of half a square, within these bounds.
NARROWEST, WIDEST = 6, 30

Settle = Callable[[str], str]


def text_table(text: str, id: str, caption: str, settle: Settle) -> TableBlock:
    """The block of a table without faults; ``settle`` gives a cell's text as it is printed."""
    words = [[settle(cell_text(cell)) for cell in row] for row in rows(text)]
    head = words[0]
    heads = [Place(0, at, 1, 1, Role.COLUMN, word, f"{id}-1-{at + 1}") for at, word in enumerate(head)]
    body = [place for at, row in enumerate(words[1:], 1) for place in _line(id, at, row, heads)]
    return TableBlock(id, caption, len(head), len(words), 1, _widths(words), (*heads, *body))


def _line(id: str, at: int, row: Sequence[str], heads: Sequence[Place]) -> list[Place]:
    name = f"{id}-{at + 1}-1"
    first = Place(at, 0, 1, 1, Role.ROW, row[0], name, (heads[0].id,))
    rest = [
        Place(at, column, 1, 1, _role(word), word, headers=(heads[column].id, name))
        for column, word in enumerate(row[1:], 1)
    ]
    return [first, *rest]


def _role(word: str) -> Role:
    return Role.NUMBER if NUMBER.fullmatch(word) else Role.UNIT


def _widths(words: Sequence[Sequence[str]]) -> tuple[int, ...]:
    columns = zip(*words, strict=True)
    return tuple(min(max(NARROWEST, *map(half_squares, column)), WIDEST) for column in columns)


def half_squares(word: str) -> int:
    """How wide a word is: a Chinese character two, a letter or a figure one."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in word)
