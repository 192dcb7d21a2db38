"""The lines of a narrative that were changed in a report, put among those that were not.

A line that prints what the report says stays as it is written, with its placeholders; in one that was
changed, only the words that are other are written anew, a placeholder only where its print was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from generator.filing.filing import Filing, Text
from generator.filing.narrative.placeholders import scan
from generator.filing.pictures import ALONE, PICTURE_LINE
from generator.rules.text.printed_page import Page, page

# What is the same however it is set: blanks, emphasis, marks of lists, the address of a link.
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
LOOKS = re.compile(r"[\s\\*\u200b\ufffc]+|^(?:[-•·●◆➢]\s*|[0-9]{1,2}[.．、]\s*)")
LINK_PRINTED = r"\1（\2）"
RULE = re.compile(r"\|[|\s:-]+")
SHOWN = 24
# A line of which less stays the same is another line.
ALIKE = 0.5


@dataclass
class TextMerge:
    """The lines of a narrative as they are to be written, and what was changed; ``notes``: what follows."""

    lines: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is written, and what it prints: with the figures of before, and with those of now."""

    raw: str
    before: Page
    page: Page


@dataclass(frozen=True, slots=True)
class _Said:
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


def _key(line: str) -> str:
    return LOOKS.sub("", LINK.sub(LINK_PRINTED, line.strip()))


def merged_text(old: Filing, between: Filing, new: Filing, path: str) -> TextMerge:
    """A narrative of the filing with what the report says: ``between`` has the report's figures already."""
    lines = list(_lines(old, between, path))
    captions = {_key(each["caption"]) for line in lines for each in PICTURE_LINE.finditer(line.raw)}
    theirs = [said for said in _said(new, path) if _key(said.words) not in captions]
    result = TextMerge()
    keys = [_known(line, theirs) for line in lines]
    matcher = SequenceMatcher(None, keys, [_key(said.words) for said in theirs], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            result.lines += [line.raw for line in lines[start:end]]
            result.notes += _followed(path, lines[start:end], theirs[first:last], start)
        else:
            _exchange(result, path, lines[start:end], theirs[first:last], start)
    return result


def _said(new: Filing, path: str) -> Iterator[_Said]:
    """The lines of the report, each by itself as those of the filing are."""
    text = new.texts[path]
    for raw in text.scalar.text.split("\n"):
        if raw.strip():
            yield _Said(raw, _page(new, text, raw))


def _followed(path: str, lines: Sequence[_Line], theirs: Sequence[_Said], at: int) -> Iterator[str]:
    """Lines whose placeholders print other figures now, though the report still says those of before."""
    for number, (line, said) in enumerate(zip(lines, theirs, strict=True), start=at + 1):
        if _key(line.page.words) != _key(said.words):
            yield f"{path} 第{number}段随表里的数改了：{_difference(said.words, line.page.words)}"


def _lines(old: Filing, between: Filing, path: str) -> Iterator[_Line]:
    """The lines that are written; blank ones print nothing and are left out."""
    text = between.texts[path]
    for raw in text.scalar.text.split("\n"):
        if raw.strip():
            yield _Line(raw, _page(old, text, raw), _page(between, text, raw))


def _page(filing: Filing, text: Text, raw: str) -> Page:
    return page(filing, replace(text, scalar=replace(text.scalar, text=raw)))


def _known(line: _Line, theirs: Sequence[_Said]) -> str:
    """What a line is looked for by: its print of now, unless only that of before is there."""
    now, before = _key(line.page.words), _key(line.before.words)
    said = {_key(each.words) for each in theirs}
    return before if now not in said and before in said else now


def _exchange(result: TextMerge, path: str, lines: Sequence[_Line], theirs: Sequence[_Said], at: int) -> None:
    """Lines of ours for which the report has others: patched where alike, else taken as they come."""
    rest = list(theirs)
    for number, line in enumerate(lines, start=at + 1):
        if ALONE.fullmatch(line.raw.strip()) or RULE.fullmatch(line.raw.strip()):
            result.lines.append(line.raw)  # a picture, or what parts a table's head: they print no words
            continue
        place = _alike(line, rest)
        if place is None:
            result.changes.append(f"{path} 第{number}段删去：{_short(line.page.words)}")
            continue
        _add(result, path, rest[:place])
        printed = _nearer(line, rest[place].words)
        result.lines.append(_patched(printed, line.raw, rest[place]))
        difference = _difference(printed.words, rest[place].words)
        result.changes.append(f"{path} 第{number}段：{difference}{_unheld(line.raw, result.lines[-1])}")
        rest = rest[place + 1 :]
    _add(result, path, rest)


def _unheld(before: str, after: str) -> str:
    """What is said of placeholders that were written over: the tables do not follow a sentence."""
    kept = [hole.source for hole in scan(after)]
    gone = [hole.source for hole in scan(before) if hole.source not in kept]
    return f"（占位符“{'”“'.join(gone)}”换成了写定的字，表里的数没有动）" if gone else ""


def _add(result: TextMerge, path: str, lines: Sequence[_Said]) -> None:
    for line in lines:
        result.lines.append(line.raw)
        result.changes.append(f"{path} 加一段：{_short(line.words)}")


def _alike(line: _Line, theirs: Sequence[_Said]) -> int | None:
    """Which of some lines is this one, changed; None where none is."""
    ratios = [SequenceMatcher(None, line.page.words, each.words, autojunk=False).ratio() for each in theirs]
    best = max(ratios, default=0.0)
    return ratios.index(best) if best >= ALIKE else None


def _nearer(line: _Line, theirs: str) -> Page:
    """What a changed line printed: with the figures of before, where it is nearer to that."""
    return min((line.page, line.before), key=lambda each: len(_changes(each.words, theirs)))


# ---------------------------------------------------------------- inside a line


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters of the old print from ``start`` to ``end``, for which the new one has those of ``first`` to
    ``last``."""

    start: int
    end: int
    first: int
    last: int


def _patched(printed: Page, raw: str, new: _Said) -> str:
    """A line as it is written with what is other in the new print; placeholders are exchanged whole."""
    for change in reversed(_whole(_changes(printed.words, new.words), printed)):
        if change.start == change.end:
            begin = _insertion(printed, change.start)
            end = begin
        else:
            begin, end = printed.source(change.start, change.end)
        raw = raw[:begin] + new.written(change.first, change.last) + raw[end:]
    return raw


def _insertion(printed: Page, at: int) -> int:
    """Where in the line as written something is put in."""
    if at == 0:
        return 0
    return printed.source(at - 1, at)[1]


def _changes(old: str, new: str) -> list[_Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [_Change(*places) for kind, *places in matcher.get_opcodes() if kind != "equal"]


def _whole(changes: Sequence[_Change], printed: Page) -> list[_Change]:
    """The same, each reaching over all of a placeholder's print that it touches; those that meet are one."""
    found: list[_Change] = []
    for change in changes:
        wide = _over_pieces(change, printed)
        if found and wide.start < found[-1].end:
            before = found.pop()
            wide = _Change(before.start, max(before.end, wide.end), before.first, max(before.last, wide.last))
        found.append(wide)
    return found


def _over_pieces(change: _Change, printed: Page) -> _Change:
    start, end = change.start, change.end
    for piece in printed.pieces:
        inside = piece.start < end and start < piece.end
        within = start == end and piece.start < start < piece.end
        if inside or within:
            start, end = min(start, piece.start), max(end, piece.end)
    return _Change(start, end, change.first - (change.start - start), change.last + (end - change.end))


def _difference(old: str, new: str) -> str:
    """What is other, in few words."""
    changes = _changes(old, new)
    if len(changes) > 1:
        return f"改了 {len(changes)} 处，现在是“{_short(new)}”"
    change = changes[0]
    before, after = old[change.start : change.end], new[change.first : change.last]
    if not before:
        return f"加了“{_short(after)}”"
    return f"“{_short(before)}” → “{_short(after)}”" if after else f"删了“{_short(before)}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
