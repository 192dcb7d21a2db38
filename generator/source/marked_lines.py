"""Source lines with a mark under what is meant: ``^`` under the chief place, ``-`` under the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, takewhile

from generator.common.safe_text import harmless
from generator.findings.finding import Span
from generator.findings.unseen import pieces, shown
from generator.source.nodes import Source

CHIEF, OTHER = "^", "-"
# A narrative is one long line; this much of it is shown on either side of the marks.
AROUND = 30
WHOLE = 90
# A column of table three has 22 rows; so many lines still read as one thing.
MOST = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A source line as it is shown, and the row under it: pieces of text, each all one sign or all blank."""

    number: int
    text: str
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines in the order of the file, how many more take part, and whether those are all faint."""

    lines: tuple[Line, ...]
    left_out: int
    faint: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """Characters of one line, 0-based."""

    start: int
    end: int
    sign: str


def excerpt(source: Source, chief: Span, others: Sequence[Span] = (), faint: Sequence[Span] = ()) -> Excerpt:
    """The line of the chief place and those of the others; ``faint`` ones only where all can be shown."""
    marks: dict[int, list[_Mark]] = {}
    _add(marks, source, [chief], CHIEF)
    _add(marks, source, others, OTHER)
    strong = list(marks)
    _add(marks, source, faint, OTHER)
    shown = list(marks) if len(marks) <= MOST else strong[:MOST]
    lines = tuple(_line(source.lines[number - 1], number, marks[number]) for number in sorted(shown))
    return Excerpt(lines, len(marks) - len(shown), faint=len(strong) <= MOST)


def legible(text: str) -> str:
    """One line for a terminal or a log: what nobody sees is named, no command is found in it."""
    return harmless(shown(text))


def _add(marks: dict[int, list[_Mark]], source: Source, spans: Sequence[Span], sign: str) -> None:
    for span in spans:
        if source.text and 0 < span.line <= len(source.lines):
            marks.setdefault(span.line, []).append(_mark(source.lines[span.line - 1], span, sign))


def _mark(line: str, span: Span, sign: str) -> _Mark:
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return _Mark(start, min(max(min(end, len(line)), start + 1), start + AROUND), sign)


def _line(line: str, number: int, marks: Sequence[_Mark]) -> Line:
    left, right = _window(line, marks)
    head, tail = "…" if left else "", "…" if right < len(line) else ""
    row = " " * len(head) + "".join(_under(line, left, right, marks))
    under = tuple(
        "".join(piece)
        for _, piece in groupby(row.rstrip(" 　"), key=lambda sign: sign if sign in "^-" else " ")
    )
    return Line(number, f"{head}{legible(line[left:right])}{tail}", under)


def _window(line: str, marks: Sequence[_Mark]) -> tuple[int, int]:
    """What of a line is shown: all of a short one, else what lies about its marks or its chief mark."""
    if len(line) <= WHOLE and sum(map(_width, shown(line))) <= WHOLE:
        return 0, len(line)
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    if _fitting(line[first : first + WHOLE + 1], WHOLE) < min(last, len(line)) - first:
        first, last = marks[0].start, marks[0].end
    last = first + min(last - first, max(1, _fitting(line[first:last], WHOLE)))
    left = first - _fitting(reversed(line[max(0, first - AROUND) : first]), AROUND)
    return left, min(len(line), last + _fitting(line[last : last + AROUND], AROUND))


def _fitting(characters: Iterable[str], room: int) -> int:
    """How many characters have room as they are shown: what nobody sees is shown by a long name."""
    ends = accumulate(len(shown(character)) for character in characters)
    return sum(1 for _ in takewhile(lambda end: end <= room, ends))


def window(source: Source, span: Span) -> Span:
    """What of a place's first line is worth showing: all of a short one, else what lies about the place."""
    line = source.lines[span.line - 1]
    left, right = _window(line, [_mark(line, span, CHIEF)])
    return Span(span.line, left + 1, span.line, right + 1)


def _under(text: str, left: int, right: int, marks: Sequence[_Mark]) -> Iterator[str]:
    """Below each character, as it is shown, as many signs or as much white space as it is wide."""
    # The chief place may lie within another; its own sign must be seen.
    last_first = sorted(marks, key=lambda mark: mark.sign == CHIEF, reverse=True)
    end = max([right, *(mark.end for mark in marks if mark.start >= right)])
    at = left
    for written, seen in pieces(text[left:end].ljust(end - left)):
        places = range(at, at + len(written))
        at = places.stop
        signs = (mark.sign for mark in last_first if mark.start < places.stop and mark.end > places.start)
        sign = next(signs, "")
        for character in seen:
            wide = _width(character) == 2
            yield sign * _width(character) if sign else "　" if wide else " "


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
