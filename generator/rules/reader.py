"""A narrative as its reader sees it, every placeholder replaced by what it prints, with the way back.

`prose` looks at what was typed by hand; this is for what only shows where both stand together.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.filing import Filing, Text
from generator.narrative.expression import Mistake
from generator.narrative.filters import Unwritable
from generator.narrative.placeholders import Hidden, Placeholder, Unknown, resolve, scan
from generator.rules.prose import MASK


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a placeholder's print stands among the words, and where it was written."""

    start: int
    end: int
    written: Placeholder


@dataclass(frozen=True, slots=True)
class Page:
    """The words that are read, and the pieces of them that placeholders print."""

    words: str
    pieces: tuple[Piece, ...]

    def placeholder(self, start: int, end: int) -> Piece | None:
        """What printed these characters, from its very beginning on; None where they were typed."""
        return next((one for one in self.pieces if one.start == start and end <= one.end), None)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where in the narrative as written these characters come from, placeholders whole."""
        return self._written(start, after=False), self._written(end, after=True)

    def _written(self, position: int, *, after: bool) -> int:
        moved = 0
        for one in self.pieces:
            if position < one.start or (after and position == one.start):
                break
            if position < one.end or (after and position == one.end):
                return one.written.end if after else one.written.start
            moved = one.written.end - one.end
        return position + moved


def page(filing: Filing, text: Text) -> Page:
    """What a narrative prints; a placeholder that prints nothing (a finding of its own) leaves a mark."""
    raw, words, at = text.scalar.text, "", 0
    pieces = []
    for one in scan(raw):
        words += raw[at : one.start]
        shown = _shown(filing, one)
        pieces.append(Piece(len(words), len(words) + len(shown), one))
        words += shown
        at = one.end
    return Page(words + raw[at:], tuple(pieces))


def _shown(filing: Filing, one: Placeholder) -> str:
    try:
        return resolve(filing, one)
    except (Mistake, Unknown, Unwritable, Hidden):
        return MASK
