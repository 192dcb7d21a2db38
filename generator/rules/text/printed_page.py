"""A narrative as its reader sees it, with what placeholders print and without marks, and the way back.

What was typed by hand and what placeholders print are read together: a placeholder of the wrong cell is
as wrong as a wrong digit.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from generator.common.same import kept_of_the_same
from generator.filing.filing import Filing, Text
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.placeholders import Hidden, Unknown, resolve
from generator.filing.narrative.scanning import Placeholder, scan
from generator.rules.text.meant import MASK
from generator.rules.text.unprinted import unprinted


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a placeholder's print, or what is read in place of a mark, stands among the words, and where it
    was written."""

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
        whole = piece and piece.start == start and end <= piece.end and piece.written.source
        return piece if whole else None

    def is_printed(self, at: int) -> bool:
        """Whether a placeholder prints this character."""
        piece = self._last(at)
        return piece is not None and at < piece.end and bool(piece.written.source)

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
    return _pages(filing)[text.path]


@kept_of_the_same
def _pages(filing: Filing) -> dict[str, Page]:
    """Every narrative of a filing; kept, because every rule of words asks."""
    return {path: page_of(filing, text) for path, text in filing.texts.items()}


def page_of(filing: Filing, text: Text) -> Page:
    """The same, worked out anew: for a narrative that is not (yet) in the filing."""
    raw, parts, pieces = text.scalar.text, [], []
    at = length = 0
    for written, shown in _instead(filing, raw):
        if written.start < at:
            continue  # a placeholder in the address of a link
        start = length + written.start - at
        parts += [raw[at : written.start], shown]
        pieces.append(Piece(start, start + len(shown), written))
        at, length = written.end, start + len(shown)
    return Page("".join([*parts, raw[at:]]), tuple(pieces))


def _instead(filing: Filing, raw: str) -> list[tuple[Placeholder, str]]:
    """What is read in place of what is written, in order: of placeholders, of marks that are not printed."""
    holes = [(placeholder, _shown(filing, placeholder)) for placeholder in scan(raw)]
    marks = [(Placeholder(start, end, ""), shown) for start, end, shown in unprinted(raw)]
    return sorted([*marks, *holes], key=lambda pair: pair[0].start)


def _shown(filing: Filing, placeholder: Placeholder) -> str:
    try:
        return resolve(filing, placeholder)
    except (Mistake, Unknown, Unwritable, Hidden):
        return MASK
