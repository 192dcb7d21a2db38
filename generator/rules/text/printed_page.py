"""A narrative as its reader sees it, every placeholder replaced by what it prints, with the way back.

What was typed by hand and what placeholders print are read together: a placeholder of the wrong cell is
as wrong as a wrong digit.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from generator.filing.filing import Filing, Text
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.placeholders import Hidden, Placeholder, Unknown, resolve, scan
from generator.filing.same import Same

# What a placeholder that cannot be worked out is shown as: no figure and no word.
MASK = "￼"


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
        piece = self._last(start)
        return piece if piece and piece.start == start and end <= piece.end else None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where in the narrative as written these characters come from, placeholders whole."""
        first, last = self._last(start), self._last(end - 1)
        begin = first.written.start if first and start < first.end else _moved(first, start)
        return begin, last.written.end if last and end <= last.end else _moved(last, end)

    def _last(self, position: int) -> Piece | None:
        """The last piece that begins at a position or before it."""
        number = bisect_right(self.pieces, position, key=_start)
        return self.pieces[number - 1] if number else None


def _start(piece: Piece) -> int:
    return piece.start


def _moved(piece: Piece | None, position: int) -> int:
    """Where something typed after a piece was written."""
    return position if piece is None else position + piece.written.end - piece.end


def page(filing: Filing, text: Text) -> Page:
    """What a narrative, or a passage of one, prints; a placeholder that prints nothing (a finding of its own)
    leaves a mark."""
    if text is not filing.texts.get(text.path):
        return page_of(filing, text)
    return _pages(Same(filing))[text.path]


@lru_cache(maxsize=2)
def _pages(same: Same) -> dict[str, Page]:
    """Every narrative of a filing; kept, because every rule of words asks."""
    return {path: page_of(same.filing, text) for path, text in same.filing.texts.items()}


def page_of(filing: Filing, text: Text) -> Page:
    """The same, worked out anew: for a narrative that is not (yet) in the filing."""
    raw, parts, pieces = text.scalar.text, [], []
    at = length = 0
    for placeholder in scan(raw):
        shown = _shown(filing, placeholder)
        start = length + placeholder.start - at
        parts += [raw[at : placeholder.start], shown]
        pieces.append(Piece(start, start + len(shown), placeholder))
        at, length = placeholder.end, start + len(shown)
    return Page("".join([*parts, raw[at:]]), tuple(pieces))


def _shown(filing: Filing, placeholder: Placeholder) -> str:
    try:
        return resolve(filing, placeholder)
    except (Mistake, Unknown, Unwritable, Hidden):
        return MASK
