"""Placeholders found in a narrative, before anything is known of what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.common.kept import kept

# A backslash before a brace or an asterisk makes it text (see narrative/markup.py).
MARKS = re.compile(r"\\[{*]|\{\{")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``{{ … }}`` at characters ``start`` to ``end`` of a text; ``source`` is what stands inside."""

    start: int
    end: int
    source: str
    closed: bool = True


def scan(text: str) -> Iterator[Placeholder]:
    """Every placeholder of a text, left to right; one that is not closed on its line says so."""
    yield from _scanned(text)


@kept
def _scanned(text: str) -> tuple[Placeholder, ...]:
    found: list[Placeholder] = []
    start = 0
    for line in text.split("\n") if "{{" in text else ():
        found += _scan_line(line, start)
        start += len(line) + 1
    return tuple(found)


def _scan_line(line: str, start: int) -> Iterator[Placeholder]:
    position = 0
    while match := MARKS.search(line, position):
        position = match.end()
        if match[0] != "{{":
            continue
        close = line.find("}}", position)
        if close < 0:
            yield Placeholder(start + match.start(), start + position, "", closed=False)
            return
        yield Placeholder(start + match.start(), start + close + 2, line[position:close])
        position = close + 2
