"""The certain mends of files: the characters that their findings say to change, and no others.

Pure: text in, text out.  Every round makes the mends that do not touch each other and looks again,
because a mended figure may bring the next slip to light, or settle it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.filing.read import read_again
from generator.findings.finding import Edit, Finding, Level
from generator.form.library import SHIPPED, Library
from generator.rules.examine import Examined
from generator.source.edits import edited, line_starts, place
from generator.source.nodes import Document, Source
from generator.source.read import LINE_BREAK

# Each round mends one place at least; a file with more slips at one place than this is not mended further.
ROUNDS_LIMIT = 100

# All documents that are checked together, and what there is to say of each.
Look = Callable[[Sequence[Document]], Sequence[Examined]]


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


@dataclass
class _Open:
    """A document being mended: as it stands, what was done to it, and whether that is all."""

    examined: Examined
    made: list[_Patch] = field(default_factory=list)
    done: bool = False


def mend(results: Sequence[Examined], look: Look, library: Library = SHIPPED) -> list[Mended]:
    """Mend documents until no finding carries a mend; ``look`` examines the texts that result, together.

    A round of a document is taken back where its text could then no longer be read, or a mend did not settle
    its finding.
    """
    opened = [_Open(one) for one in results]
    for _ in range(ROUNDS_LIMIT):
        wanted = [[] if one.done else _patches(one.examined) for one in opened]
        if not any(wanted):
            break
        documents = [_document(one, patches, library) for one, patches in zip(opened, wanted, strict=True)]
        for one, patches, after in zip(opened, wanted, look(documents), strict=True):
            _take(one, patches, after)
    return [_mended(one) for one in opened]


def _document(one: _Open, patches: list[_Patch], library: Library) -> Document:
    source = one.examined.document.source
    if not patches:
        return one.examined.document
    text = edited(source.text, [each.edit for each in patches])
    return read_again(text, source, library)


def _take(one: _Open, patches: list[_Patch], after: Examined) -> None:
    """Go on from the document as it was seen after a round, or leave it for good."""
    if _settled(one.examined, after, patches):
        one.made = [*_moved(one.made, patches), *_moved(patches, patches)]
        one.examined = after
    else:
        one.done = True


def _mended(one: _Open) -> Mended:
    text = one.examined.document.source.text
    return Mended(text, tuple(_changes(one.made, text)), one.examined)


def _patches(examined: Examined) -> list[_Patch]:
    """The edits of one round: all of a finding's or none, and none that touches another's.

    The gravest first: a waiver is bound to figures, so it waits until these are right.
    """
    source = examined.document.source
    starts, end = line_starts(source.text), _line_end(source)
    level = next(
        (each for each in Level if any(one.fix and one.level is each for one in examined.findings)), None
    )
    taken: list[_Patch] = []
    for finding in (one for one in examined.findings if one.level is level):
        edits = finding.fix.edits if finding.fix else ()
        wanted = [_patch(source.text, starts, _ending(edit, end), finding) for edit in edits]
        if not any(_touch(one, other) for one in wanted for other in taken):
            taken += wanted
    return sorted(taken, key=lambda one: one.start)


def _line_end(source: Source) -> str:
    """How the file ends its lines."""
    found = LINE_BREAK.search(source.text)
    return found.group() if found else "\n"


def _ending(edit: Edit, end: str) -> Edit:
    """An edit whose lines end as the file's do."""
    return edit if end == "\n" else replace(edit, text=edit.text.replace("\n", end))


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
