"""What of a narrative's marks means something: placeholders, escapes, pictures, items, emphasis.

It is what ``narrative/markup.py`` reads, told here without the parser that check must do without; a test
holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.filing.narrative.placeholders import scan
from generator.filing.pictures import PICTURE_LINE

# Stands for every character that means something; no pattern looks for it.
MASK = "\ufffc"
ESCAPE = re.compile(r"\\[{*]")
PICTURE = re.compile(rf"^\s*{PICTURE_LINE.pattern}\s*$")
ITEM = re.compile(r"^\s*-\s+(?=\S)")
STARS = re.compile(r"\*+")


def without_meant(text: str) -> str:
    """A narrative of the same length in which only the marks stand that mean nothing."""
    text = ESCAPE.sub(MASK * 2, _masked(text, ((hole.start, hole.end) for hole in scan(text))))
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    if PICTURE.match(line):
        return MASK * len(line)
    line = ITEM.sub(lambda match: " " * len(match[0]), line)
    return _masked(line, ((start, start + 2) for start in sorted(paired(line))))


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with these spans, in order, masked."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], MASK * (end - start)]
        last = end
    return "".join(parts) + text[last:]


def paired(line: str) -> Iterator[int]:
    """Where the ``**`` of a line stand that begin or end emphasis."""
    opened: list[int] = []
    for match in STARS.finditer(line):
        start, end = match.span()
        if end - start != 2:
            continue
        if opened and not line[start - 1].isspace():
            yield from (opened.pop(), start)
        elif end < len(line) and not line[end].isspace():
            opened.append(start)
