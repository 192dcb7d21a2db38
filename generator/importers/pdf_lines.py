"""The letters of a page as lines of text, and the pieces of a line that stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.importers.pdf_page import Letter

# A gap as wide as this part of a letter's height parts what stands in two columns.
APART = 0.9
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
# A blank that a printer set between two characters of Chinese, or between one and a figure.
BLANK = re.compile(rf"(?<=[{HAN}]) +| +(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: its pieces, each with the place where it begins, and the box of the whole."""

    pieces: tuple[str, ...]
    left: float
    right: float
    bottom: float
    top: float
    size: float

    @property
    def text(self) -> str:
        """All of it."""
        return BLANK.sub("", " ".join(self.pieces))


def text_lines(letters: Iterable[Letter]) -> list[TextLine]:
    """The lines of letters, from the top down."""
    return [line for row in _rows(letters) if (line := _line(row))]


def text_of(letters: Iterable[Letter]) -> str:
    """The text of a cell, its lines one below the other."""
    return "\n".join(line.text for line in text_lines(letters))


def _rows(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Letters that stand on one line, each line from left to right."""
    rows: list[list[Letter]] = []
    inked = [letter for letter in letters if letter.top > letter.bottom and not letter.text.isspace()]
    middle = height = 0.0
    for letter in sorted(inked, key=lambda letter: -letter.middle[1]):
        y = letter.middle[1]
        if rows and middle - y < max(height, letter.top - letter.bottom) * 0.5:
            rows[-1].append(letter)
        else:
            rows.append([letter])
            height = 0.0
        tallest = max(rows[-1], key=lambda each: each.top - each.bottom)
        middle, height = tallest.middle[1], tallest.top - tallest.bottom
    return [sorted(row, key=lambda letter: letter.left) for row in rows]


def _line(row: Sequence[Letter]) -> TextLine | None:
    if not row:
        return None
    tall, wide = (
        max(letter.top - letter.bottom for letter in row),
        max(letter.right - letter.left for letter in row),
    )
    # A character of Chinese is as wide as its type is large; figures alone are half as wide.
    size = wide if wide > tall * 0.6 else tall * 0.75
    pieces = [row[0].text]
    for before, letter in pairwise(row):
        gap = letter.left - before.right
        if gap > APART * size:
            pieces.append(letter.text)
        else:
            blank = gap > size * 0.22 and before.text.isascii() and letter.text.isascii()
            pieces[-1] += f"{' ' if blank else ''}{letter.text}"
    ends = (min(letter.bottom for letter in row), max(letter.top for letter in row))
    return TextLine(tuple(pieces), row[0].left, row[-1].right, *ends, size)
