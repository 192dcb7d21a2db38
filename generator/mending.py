"""The certain mends of a file: the characters that its findings say to change, and no others.

Pure: text in, text out.  Every round makes the mends that do not touch each other and looks again,
because a mended figure may bring the next slip to light, or settle it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator import reading
from generator.edits import edited, line_starts, place
from generator.examine import Examined
from generator.findings import Edit, Finding
from generator.nodes import Document, Source

# Each round mends one place at least; a file with more slips at one place than this is not mended further.
ROUNDS_LIMIT = 100

Look = Callable[[Document], Examined]


@dataclass(frozen=True, slots=True)
class Change:
    """One edit that was made: its line in the mended text, why, and the characters before and after."""

    line: int
    code: str
    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after its certain mends, what was changed, and what there still is to say of it."""

    text: str
    changes: tuple[Change, ...]
    examined: Examined


@dataclass(frozen=True, slots=True)
class _Patch:
    """An edit of one finding, and the characters from ``start`` to ``end`` that it replaces."""

    start: int
    end: int
    old: str
    edit: Edit
    finding: Finding


def mend(examined: Examined, look: Look) -> Mended:
    """Mend a document until no finding carries a mend; ``look`` examines each text that results.

    A round is not made where the text after it could no longer be read, or a mend did not settle its finding.
    """
    made: list[_Patch] = []
    for _ in range(ROUNDS_LIMIT):
        source = examined.document.source
        patches = _patches(source, examined.findings)
        if not patches:
            break
        text = edited(source.text, [one.edit for one in patches])
        after = look(reading.read(text.encode(), source.name, source.folder))
        if not _settled(examined, after, patches):
            break
        made = [*_moved(made, patches), *_moved(patches, patches)]
        examined = after
    text = examined.document.source.text
    return Mended(text, tuple(_changes(made, text)), examined)


def _patches(source: Source, findings: Iterable[Finding]) -> list[_Patch]:
    """The edits of one round: all of a finding's or none, and none that touches another's."""
    starts = line_starts(source.text)
    taken: list[_Patch] = []
    for finding in findings:
        edits = finding.fix.edits if finding.fix else ()
        wanted = [_patch(source.text, starts, edit, finding) for edit in edits]
        if not any(_touch(one, other) for one in wanted for other in taken):
            taken += wanted
    return sorted(taken, key=lambda one: one.start)


def _patch(text: str, starts: list[int], edit: Edit, finding: Finding) -> _Patch:
    start, end = place(starts, edit.span)
    return _Patch(start, end, text[start:end], edit, finding)


def _touch(one: _Patch, other: _Patch) -> bool:
    """Whether two edits share a character, or meet: two that write at one place would have no order."""
    return one.start <= other.end and other.start <= one.end


def _settled(before: Examined, after: Examined, patches: list[_Patch]) -> bool:
    """Whether every finding that was mended is gone, and the text reads as well as before."""
    unreadable = {one.code for one in after.document.findings} - {
        one.code for one in before.document.findings
    }
    left = {_name(one) for one in after.findings}
    return not unreadable and not any(_name(one.finding) in left for one in patches)


def _name(one: Finding) -> tuple[str, str, tuple[str, ...]]:
    """What stays of a finding when lines move."""
    return one.code, one.message, one.cells


def _moved(made: Iterable[_Patch], patches: list[_Patch]) -> Iterator[_Patch]:
    """Patches at the places where they stand once ``patches`` are in the text."""
    for one in made:
        grown = sum(len(each.edit.text) - len(each.old) for each in patches if each.start < one.start)
        yield replace(one, start=one.start + grown)


def _changes(made: Iterable[_Patch], text: str) -> Iterator[Change]:
    starts = line_starts(text)
    for one in sorted(made, key=lambda one: one.start):
        title = one.finding.fix.title if one.finding.fix else ""
        # An edit that writes a line of its own begins with the end of the line before.
        begins = one.start + len(one.edit.text) - len(one.edit.text.lstrip("\r\n"))
        yield Change(bisect_right(starts, begins), one.finding.code, title, one.old, one.edit.text)
