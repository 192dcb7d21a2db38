"""What of a narrative's marks means something: placeholders, pictures, tables, items, links, emphasis.

It is what the report takes apart (``narrative/lines.py``, ``narrative/markup.py``), told here without the
parser that check must do without; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.common.kept import kept
from generator.filing.narrative.lines import Line, lines, marks
from generator.filing.narrative.links import ESCAPED, LINK
from generator.filing.narrative.pasted import pasted
from generator.filing.narrative.scanning import scan
from generator.filing.narrative.text_tables import drawn

# Stands for every character that means something; no pattern looks for it.
MASK = "\ufffc"
ESCAPE = re.compile(rf"\\[{{*]|{ESCAPED.pattern}")
STARS = re.compile(r"\*+")

Spans = Iterable[tuple[int, int]]


def without_holes(text: str) -> str:
    """A line of the same length without its placeholders."""
    return masked(text, ((hole.start, hole.end) for hole in scan(text) if hole.closed))


@kept
def without_meant(text: str) -> str:
    """A narrative of the same length in which only the marks stand that mean nothing."""
    words = masked(text, ((hole.start, hole.end) for hole in scan(text)))
    words = ESCAPE.sub(lambda escape: MASK * len(escape[0]), words)
    words = masked(words, (span for line in lines(text) for span in _whole(text, line)))
    words = masked(words, (span for table in pasted(text) for span in table.signs))
    words = masked(words, marks(text), " ")
    return "\n".join(map(_line, words.split("\n")))


def _whole(text: str, line: Line) -> Spans:
    """What a picture or a table has of a narrative."""
    if line.kind in ("picture", "picture row"):
        end = text.find("\n", line.start)
        return [(text.rfind("\n", 0, line.start) + 1, end if end >= 0 else len(text))]
    if line.kind == "table":
        return [(line.start + start, line.start + end) for start, end in drawn(line.text)]
    return []


def _line(line: str) -> str:
    """A line without its links, unless it is a heading, and its emphasis."""
    found = [] if is_heading(line) else list(LINK.finditer(line))
    inside = [
        (match.start("words") + start, match.start("words") + start + 2)
        for match in found
        for start in sorted(paired(match["words"]))
    ]
    outside = masked(line, (match.span() for match in found))
    stars = ((start, start + 2) for start in sorted(paired(outside)))
    brackets = [
        span
        for match in found
        for span in ((match.start(), match.start("words")), (match.end("words"), match.end()))
    ]
    return masked(line, sorted([*inside, *brackets, *stars]))


def is_heading(line: str) -> bool:
    """Whether a line, its placeholders masked, is a heading."""
    return any(found.kind == "heading" for found in lines(line))


def masked(text: str, spans: Spans, by: str = MASK) -> str:
    """A text with these spans, in order, masked."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], by * (end - start)]
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
