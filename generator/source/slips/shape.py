"""What a filing's lines may hold, as far as finding slips must know it; made from a form's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Holds(Enum):
    """What is written behind a key."""

    GROUP = "keys of its own, on lines below or in braces"
    ITEMS = "a list of groups"
    FIGURE = "one number"
    ROW = "a number for every column"
    WORD = "a word of few characters: a date, a year, a choice, a code"
    LINE = "a line in the office's own words"
    LINES = "a line in the office's own words, or a list of them"
    TEXT = "paragraphs in the office's own words"
    UNKNOWN = "nothing that we know of"


LINED = (Holds.LINE, Holds.LINES)
# What may go on on the lines below its key.
OPEN = (*LINED, Holds.TEXT)


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands behind a key, and what each key below it holds; ``counts``: how many numbers a row has.

    ``line``: a line in the office's own words may stand there instead; ``text``: paragraphs may.
    """

    holds: Holds
    below: Mapping[str, Shape] = field(default_factory=dict)
    counts: tuple[int, ...] = ()
    line: bool = False
    text: bool = False

    @property
    def tabular(self) -> bool:
        """Whether it stands in a table: a number, a row, or a group of them."""
        return self.holds in (Holds.GROUP, Holds.FIGURE, Holds.ROW)

    @property
    def own_words(self) -> bool:
        """Whether it is the office's own language, in which no character is accused."""
        return self.holds in (*OPEN, Holds.UNKNOWN)

    @property
    def may_be_words(self) -> bool:
        """Whether what stands behind its key on the same line is the office's own language."""
        return self.own_words or self.text


NOTHING_KNOWN = Shape(Holds.UNKNOWN)
