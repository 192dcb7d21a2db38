r"""Small tables that an office draws in its text: lines of 「| … | … |」, the first of them the head.

A line of 「|---|:--:|」 below the head, as other programs want it, is not printed.  A bar within a
placeholder, or behind a backslash, is none of the table's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# So many columns fit on the page, two characters wide at least.
COLUMNS_LIMIT = 10
# A longer one is no small table; a form's own are told by S17.
ROWS_LIMIT = 200
BAR = re.compile(r"\{\{[^{}\n]*\}\}|\\\||(?P<bar>\|)")
RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
# What means something elsewhere; a cell holds words and figures only.
MARKED = re.compile(r"(?<!\\)\*\*|(?<!\\)!?\[[^\[\]\n]*\]\([^()\n]*\)")


@dataclass(frozen=True, slots=True)
class TextCell:
    """The text of a cell, and where it stands in the text of the table."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a table from being printed as one, in Chinese, and where."""

    problem: str
    start: int
    end: int


Row = tuple[TextCell, ...]


def is_row(line: str) -> bool:
    """Whether a line, without the white space around it, is drawn as a row."""
    return line.startswith("|") and line.endswith("|") and len(_bars(line)) > 1


def rows(text: str) -> tuple[Row, ...]:
    """The rows of a table, its head first."""
    found = [_row(line, start) for number, start, line in _lines(text) if number != 1 or not _is_rule(line)]
    return tuple(found)


def faults(text: str) -> Iterator[Fault]:
    """Everything that keeps a table from being printed as one."""
    head, *body = rows(text)
    if not body:
        yield Fault("只有表头，没有内容", head[0].start, _end(head))
    if len(head) > COLUMNS_LIMIT:
        yield Fault(f"有 {len(head)} 列，一页最多排 {COLUMNS_LIMIT} 列", head[0].start, _end(head))
    if len(body) > ROWS_LIMIT:
        yield Fault(f"有 {len(body)} 行，正文里的表最多 {ROWS_LIMIT} 行", head[0].start, _end(head))
    for number, row in enumerate(body, start=1):
        if len(row) != len(head):
            problem = f"表头有 {len(head)} 格，下面第 {number} 行有 {len(row)} 格"
            yield Fault(problem, row[0].start, _end(row))
    for cell in (cell for row in (head, *body) for cell in row):
        if MARKED.search(cell.text):
            yield Fault("格子里只能写文字和数", cell.start, cell.start + len(cell.text))


def drawn(text: str) -> Iterator[tuple[int, int]]:
    """What of a table is its drawing, and what in its cells is told as a fault: from where to where."""
    for number, start, line in _lines(text):
        if number == 1 and _is_rule(line):
            yield start, start + len(line)
            continue
        spans = [(bar, bar + 1) for bar in _bars(line)]
        spans += [match.span() for match in MARKED.finditer(line)]
        yield from ((start + first, start + last) for first, last in sorted(spans))


def _end(row: Row) -> int:
    return row[-1].start + len(row[-1].text)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Every line with its number and its place, without white space."""
    start = 0
    for number, raw in enumerate(text.split("\n")):
        inner = raw.strip()
        yield number, start + raw.index(inner), inner
        start += len(raw) + 1


def _is_rule(line: str) -> bool:
    return RULE.fullmatch(line) is not None


def _bars(line: str) -> list[int]:
    return [match.start() for match in BAR.finditer(line) if match["bar"]]


def _row(line: str, start: int) -> Row:
    bars = _bars(line)
    pieces = [(line[first + 1 : last], first + 1) for first, last in pairwise(bars)]
    return tuple(_cell(piece, start + at) for piece, at in pieces)


def _cell(raw: str, start: int) -> TextCell:
    inner = raw.strip()
    return TextCell(inner, start + raw.index(inner))


def cell_text(cell: TextCell) -> str:
    """What a cell says, its bars freed."""
    return cell.text.replace("\\|", "|")
