"""Where a signature stands at the end of a report, by GB/T 9704—2012, 7.3.5: distances from the right edge.

With a seal the day stands four characters in, who signs centred above it; without one the day begins two
characters right of where the name begins, and whichever ends further right stands two characters in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from generator.report.blocks import Attachments, Signature
from generator.writers.style.line_breaks import broken

SHIFT = EDGE = 2
SEALED_EDGE = 4
# Blank lines above: a seal reaches well over the name, and to within one line of the text.
LINES, SEALED_LINES = 1, 2


@dataclass(frozen=True, slots=True)
class Signing:
    """Characters from the right edge to the end of the name and of the day, blank lines above them, and the
    lines of the name."""

    authority: float
    date: float
    above: int
    lines: tuple[str, ...] = ()

    @property
    def edge(self) -> float:
        """Characters from the right edge to what is next to it."""
        return min(self.authority, self.date)


def signing(signature: Signature, characters: int) -> Signing:
    """The place of a signature on lines of so many characters; a longer name is broken at whole words."""
    room = characters - (0 if signature.seal else EDGE)
    lines = _lines(signature.authority, room)
    authority, date = max(map(width, lines)), width(signature.date)
    if signature.seal:
        beyond = (authority - date) / 2
        edge = max(SEALED_EDGE, beyond)
        return Signing(edge - beyond, edge, SEALED_LINES, lines)
    longer = max(authority, date + SHIFT)
    return Signing(EDGE + longer - authority, longer - date, LINES, lines)


def _lines(name: str, room: float) -> tuple[str, ...]:
    """A name that is longer than its line: each of several authorities on lines of its own."""
    if width(name) <= room:
        return (name,)
    parts = re.split("(?<=、)", name)
    return tuple(line for part in parts for line in broken(part, room))


def closing_plain(block: Attachments | Signature, characters: int) -> dict[str, Any]:
    """A signature and its place, or the names of attachments with their numbers and how wide these are."""
    if isinstance(block, Signature):
        place = signing(block, characters)
        where = {"edge": place.edge, "above": place.above, "lines": list(place.lines)}
        return {"kind": "signature", **asdict(block), **where}
    names = [list(pair) for pair in zip(block.marks, block.names, strict=True)]
    return {"kind": "attachments", "names": names, "number": max(map(width, block.marks))}


def width(text: str) -> float:
    """How many characters wide a text is: digits and Latin letters take half of one."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)
