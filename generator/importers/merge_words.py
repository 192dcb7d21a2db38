"""Inside a line of a narrative that was changed in a report: only the words that are other are written anew.

A number that a placeholder prints stands in the tables: changed in a sentence alone, it is told and not typed
over, since the next figure would leave the sentence behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.form.header import PUBLIC_KEYS
from generator.rules.text.printed_page import Page, Piece

SHOWN = 24
# Numbers are held against each other whole: 13 and 135 have no digits in common.
NUMBER = r"[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?"
TOKEN = re.compile(rf"{NUMBER}|.", re.DOTALL)
FIGURE = re.compile(rf"[-+－＋±]?(?:{NUMBER}|[〇零一二三四五六七八九十百千两]+)[%％‰]?")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the report: as a filing's text has it, and what it prints."""

    raw: str
    page: Page

    @property
    def words(self) -> str:
        """What it prints."""
        return self.page.words

    def written(self, first: int, last: int) -> str:
        """Some of its characters as they are written; without marks that would have only one end."""
        begin, end = self.page.source(first, last) if first < last else (0, 0)
        raw = self.raw[begin:end]
        return self.words[first:last] if raw.count("**") % 2 else raw


@dataclass
class Patch:
    """A line with what is other in a report's: ``kept`` are placeholders whose numbers the report has
    otherwise, with what they print and what it says; ``lost`` those that were written over."""

    raw: str
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Change:
    """Characters of the old print from ``start`` to ``end``, for which the new one has those of ``first`` to
    ``last``."""

    start: int
    end: int
    first: int
    last: int


def patched(printed: Page, raw: str, new: Said) -> Patch:
    """A line as it is written, with what is other in the new print."""
    patch = Patch(raw)
    for change in reversed(_whole(changes(printed.words, new.words), printed)):
        for part in reversed(list(_apart(change, printed, new.words))):
            _put(patch, part, printed, new)
    patch.kept.reverse()
    patch.lost.reverse()
    return patch


def changes(old: str, new: str) -> list[Change]:
    """What is other in a text, numbers whole."""
    before, after = list(TOKEN.finditer(old)), list(TOKEN.finditer(new))
    matcher = SequenceMatcher(None, [t[0] for t in before], [t[0] for t in after], autojunk=False)
    olds, news = [*(t.start() for t in before), len(old)], [*(t.start() for t in after), len(new)]
    return [
        Change(olds[start], olds[end], news[first], news[last])
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def difference(old: str, new: str) -> str:
    """What is other, in few words."""
    found = changes(old, new)
    if not found:
        return f"现在是“{short(new)}”"
    if len(found) > 1:
        return f"改了 {len(found)} 处，现在是“{short(new)}”"
    before, after = old[found[0].start : found[0].end], new[found[0].first : found[0].last]
    if not before:
        return f"加了“{short(after)}”"
    return f"“{short(before)}” → “{short(after)}”" if after else f"删了“{short(before)}”"


def short(text: str) -> str:
    """The beginning of a text on one line."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _put(patch: Patch, change: Change, printed: Page, new: Said) -> None:
    """One change; a number that a placeholder prints stays as it is."""
    old, now = printed.words[change.start : change.end], new.words[change.first : change.last]
    if old == now:
        return
    holes = [piece for piece in _holes(printed) if change.start <= piece.start and piece.end <= change.end]
    if len(holes) == 1 and _is_all(change, holes[0]) and _is_of_elsewhere(holes[0], old, now):
        patch.kept.append((holes[0].written.source.strip(), old, now))
        return
    patch.lost += [piece.written.source.strip() for piece in reversed(holes)]
    begin = end = _insertion(printed, change.start)
    if change.start < change.end:
        begin, end = printed.source(change.start, change.end)
    patch.raw = patch.raw[:begin] + new.written(change.first, change.last) + patch.raw[end:]


def _holes(printed: Page) -> Iterator[Piece]:
    """The pieces that placeholders print; others stand for marks."""
    return (piece for piece in printed.pieces if piece.written.source)


def _is_all(change: Change, piece: Piece) -> bool:
    return (change.start, change.end) == (piece.start, piece.end)


def _is_of_elsewhere(piece: Piece, old: str, new: str) -> bool:
    """Whether a placeholder's print is changed there, and not in the sentence: a number, with what stands
    around it, or how to reach the office."""
    group, dot, _ = piece.written.source.strip().partition(".")
    is_field = bool(dot) and group in PUBLIC_KEYS and bool(new)
    return is_field or (no_numbers(old) == no_numbers(new) and bool(FIGURE.search(old)))


def no_numbers(text: str) -> str:
    """A text with every number as 0."""
    return FIGURE.sub("0", text)


def _insertion(printed: Page, at: int) -> int:
    """Where in the line as written something is put in."""
    return 0 if at == 0 else printed.source(at - 1, at)[1]


def _whole(found: Sequence[Change], printed: Page) -> list[Change]:
    """The same, each reaching over all of a placeholder's print that it touches; those that meet are one."""
    wide: list[Change] = []
    for change in found:
        now = _over_pieces(change, printed)
        if wide and now.start < wide[-1].end:
            before = wide.pop()
            now = Change(before.start, max(before.end, now.end), before.first, max(before.last, now.last))
        wide.append(now)
    return wide


def _over_pieces(change: Change, printed: Page) -> Change:
    start, end = change.start, change.end
    for piece in printed.pieces:
        inside = piece.start < end and start < piece.end
        within = start == end and piece.start < start < piece.end
        if inside or within:
            start, end = min(start, piece.start), max(end, piece.end)
    return Change(start, end, change.first - (change.start - start), change.last + (end - change.end))


def _apart(change: Change, printed: Page, new: str) -> Iterator[Change]:
    """A change of numbers that placeholders print and of words beside them, each by itself, where the report
    has as many numbers in their place; else as it is."""
    old, now = printed.words[change.start : change.end], new[change.first : change.last]
    olds = [match.span() for match in FIGURE.finditer(old)]
    news = [match.span() for match in FIGURE.finditer(now)]
    holes = {(piece.start - change.start, piece.end - change.start) for piece in _holes(printed)}
    if len(olds) != len(news) or not holes.intersection(olds):
        yield change
        return
    at, then = 0, 0
    for (start, end), (first, last) in zip(olds, news, strict=True):
        yield _part(change, (at, start), (then, first))
        yield _part(change, (start, end), (first, last))
        at, then = end, last
    yield _part(change, (at, len(old)), (then, len(now)))


def _part(change: Change, old: tuple[int, int], new: tuple[int, int]) -> Change:
    return Change(change.start + old[0], change.start + old[1], change.first + new[0], change.first + new[1])
