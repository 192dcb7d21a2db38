"""A narrative in one way of writing: no blanks, wide punctuation, narrow digits; and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.form.carrying import carrying

_WIDE = str.maketrans(
    "０１２３４５６７８９％．;:()!?〇",
    "0123456789%.；：（）！？零",
)
# No sentence of a report is as long.
LONGEST = 600
_MARKS = frozenset("，；、")
_BLANK = frozenset(" 　\t\r\xa0*")
_ENDS = frozenset("。！？\n")
# A comma that parts thousands: between a digit and three digits that end there.
_THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True)
class Plain:
    """The words, and where each character stands on the page."""

    words: str
    places: tuple[int, ...]

    def on_page(self, start: int, end: int) -> tuple[int, int]:
        """Where characters stand on the page, from the first to behind the last."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """From where to where a sentence goes, without its end; whether it begins a paragraph."""

    start: int
    end: int
    first: bool


def plain(words: str) -> Plain:
    """The same words in one way of writing; a mark for revision says nothing."""
    wide = words.translate(_WIDE)
    unsaid = {match.start() for match in _THOUSANDS.finditer(wide)}
    mark = carrying().revise
    for match in re.finditer(re.escape(mark), wide):
        unsaid.update(range(*match.span()))
    kept = [at for at, sign in enumerate(wide) if sign not in _BLANK and at not in unsaid]
    return Plain("".join("，" if wide[at] == "," else wide[at] for at in kept), tuple(kept))


def sentences(words: str) -> Iterator[Sentence]:
    """The sentences of a narrative, one after the other; empty ones are none.  One that is longer than any
    that people write ends where it is too long, so that what is read of it has a bound."""
    start, first = 0, True
    for at, sign in enumerate(words):
        if sign in _ENDS or (at - start >= LONGEST and sign in _MARKS) or at - start >= 2 * LONGEST:
            if at > start:
                yield Sentence(start, at, first)
                first = False
            start = at + 1
            first = first or sign == "\n"
    if len(words) > start:
        yield Sentence(start, len(words), first)
