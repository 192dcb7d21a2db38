"""Lines in the office's own words that begin with a placeholder: YAML takes its braces for a group.

Only in quotes are they text: 「标题: {{ 年度 }}年…」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.source.slips import kinds
from generator.source.slips.characters import BLANKS
from generator.source.slips.shape import LINED, NOTHING_KNOWN, Holds, Shape
from generator.source.slips.stand_in import Slip, Stroke
from generator.source.slips.values import KEY, without_comment

_HOLE = r"\{\{[^{}\n]*\}\}"
_ITEM = re.compile(rf"[ \t]*-[ \t]+(?P<text>{_HOLE}.*)")
_OF_LIST = re.compile(rf"[\[【,，][{BLANKS}]*(?P<text>{_HOLE}[^,，\]】]*)")
_BEGINS = re.compile(rf"[{BLANKS}]*(?P<text>{_HOLE}.*)")


def holes(lines: Sequence[str], keys: Mapping[tuple[str, ...], int], shape: Shape) -> Iterator[Slip]:
    """The slips of such lines behind the keys of the head, and in the lists below them."""
    for path, number in keys.items():
        behind = shape.below.get(path[0], NOTHING_KNOWN) if len(path) == 1 else NOTHING_KNOWN
        if behind.holds in LINED:
            yield from _behind(lines, number, path[0])
        if behind.holds is Holds.LINES:
            yield from _below(lines, number, path[0])


def _behind(lines: Sequence[str], number: int, key: str) -> Iterator[Slip]:
    line = lines[number - 1]
    start = match.end() if (match := KEY.search(line)) else 0
    if whole := _BEGINS.fullmatch(without_comment(line[start:])):
        yield from _quoted(number, key, [(start + whole.start("text"), whole["text"])])
    elif line[start : start + 1] in ("[", "【"):
        found = [(item.start("text"), item["text"]) for item in _OF_LIST.finditer(line, start)]
        yield from _quoted(number, key, found)


def _below(lines: Sequence[str], number: int, key: str) -> Iterator[Slip]:
    for below, line in enumerate(lines[number:], number + 1):
        if line.strip() and not line.lstrip().startswith(("-", "#")):
            return
        if item := _ITEM.fullmatch(without_comment(line)):
            yield from _quoted(below, key, [(item.start("text"), item["text"])])


def _quoted(number: int, key: str, found: Sequence[tuple[int, str]]) -> Iterator[Slip]:
    """Quotes around each text; one that holds quotes of its own is left as it is."""
    strokes: list[Stroke] = []
    for start, text in found:
        end = start + len(text.rstrip())
        if not set('"\\') & set(text):
            strokes += [Stroke(start, start, '"'), Stroke(end, end, '"')]
    if strokes:
        yield kinds.unquoted(number, key, strokes)
