"""The certain mends of files: the characters that their findings say to change, and no others.

Pure: text in, text out.  Every round makes the mends that do not touch each other and looks again,
because a mended figure may bring the next slip to light, or settle it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.filing.read import read_again
from generator.findings.exit_code import Fault, attempt
from generator.findings.finding import Edit, Finding, Fix, Level
from generator.form.library import SHIPPED, Library
from generator.rules.examine import Examined
from generator.source.edits import edited, line_starts, place
from generator.source.nodes import Document, Source
from generator.source.read import LINE_BREAK

# Each round mends one place at least; a file with more slips at one place than this is not mended further.
ROUNDS_LIMIT = 100

# All documents that are checked together, and what there is to say of each.
Look = Callable[[Sequence[Document]], Sequence[Examined | Fault]]


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
    """A text after its certain mends, what was changed, and what there still is to say of it; a fault of ours
    that ended its mending."""

    text: str
    changes: tuple[Change, ...]
    examined: Examined
    fault: Fault | None = None


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
    fault: Fault | None = None

    @property
    def name(self) -> str:
        """The file's."""
        return self.examined.document.source.name

    def stop(self, fault: Fault) -> None:
        """Leave it as it stands, for a fault of ours."""
        self.done, self.fault = True, fault


def mend(results: Sequence[Examined], look: Look, library: Library = SHIPPED) -> list[Mended]:
    """Mend documents until no finding carries a mend; ``look`` examines the texts that result, together.

    A round of a document is taken back where its text could then no longer be read, or a mend did not settle
    its finding.
    """
    opened = [_Open(examined) for examined in results]
    for _ in range(ROUNDS_LIMIT):
        wanted = [_wanted(document) for document in opened]
        if not any(wanted):
            break
        documents = [
            _document(document, patches, library) for document, patches in zip(opened, wanted, strict=True)
        ]
        for document, patches, after in zip(opened, wanted, look(documents), strict=True):
            _take(document, patches, after)
    return [_mended(document) for document in opened]


def _wanted(opened: _Open) -> list[_Patch]:
    """The edits of a document's next round."""
    if opened.done:
        return []
    patches = attempt(opened.name, lambda: _patches(opened.examined))
    if isinstance(patches, Fault):
        opened.stop(patches)
        return []
    return patches


def _document(opened: _Open, patches: list[_Patch], library: Library) -> Document:
    """A document with the edits of a round made."""
    before = opened.examined.document
    if not patches:
        return before
    text = edited(before.source.text, [each.edit for each in patches])
    after = attempt(opened.name, lambda: read_again(text, before.source, library))
    if isinstance(after, Fault):
        opened.stop(after)
        return before
    return after


def _take(opened: _Open, patches: list[_Patch], after: Examined | Fault) -> None:
    """Go on from the document as it was seen after a round, or leave it for good."""
    if isinstance(after, Fault):
        opened.stop(after)
    elif _settled(opened.examined, after, patches):
        opened.made = [*_moved(opened.made, patches), *_moved(patches, patches)]
        opened.examined = after
    else:
        opened.done = True


def _mended(opened: _Open) -> Mended:
    text = opened.examined.document.source.text
    return Mended(text, tuple(_changes(opened.made, text)), opened.examined, opened.fault)


def _patches(examined: Examined) -> list[_Patch]:
    """The edits of one round: all of a finding's or none, and none that touches another's.

    The gravest first: a waiver is bound to figures, so it waits until these are right.
    """
    source = examined.document.source
    starts, end = line_starts(source.text), _line_end(source)
    taken: list[_Patch] = []
    for finding, fix in _gravest(examined.findings):
        wanted = [_patch(source.text, starts, _ending(edit, end), finding) for edit in fix.edits]
        if not any(_touch(patch, other) for patch in wanted for other in taken):
            taken += wanted
    return sorted(taken, key=_start)


def _gravest(findings: Iterable[Finding]) -> list[tuple[Finding, Fix]]:
    """The findings that carry a mend, with it, of the gravest level that there is among them."""
    mends = [(finding, finding.fix) for finding in findings if finding.fix]
    level = next((level for level in Level if any(finding.level is level for finding, _ in mends)), None)
    return [(finding, fix) for finding, fix in mends if finding.level is level]


def _start(patch: _Patch) -> int:
    return patch.start


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


def _touch(patch: _Patch, other: _Patch) -> bool:
    """Whether two edits share a character, or meet: two that write at one place would have no order."""
    return patch.start <= other.end and other.start <= patch.end


def _settled(before: Examined, after: Examined, patches: list[_Patch]) -> bool:
    """Whether every finding that was mended is gone, and the text reads as well as before."""
    unreadable = {finding.code for finding in after.document.findings} - {
        finding.code for finding in before.document.findings
    }
    left = {_name(finding) for finding in after.findings}
    return not unreadable and not any(_name(patch.finding) in left for patch in patches)


def _name(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    """What stays of a finding when lines move."""
    return finding.code, finding.message, finding.cells


def _moved(made: Iterable[_Patch], patches: list[_Patch]) -> Iterator[_Patch]:
    """Patches at the places where they stand once ``patches`` are in the text."""
    for patch in made:
        grown = sum(len(each.edit.text) - len(each.old) for each in patches if each.start < patch.start)
        yield replace(patch, start=patch.start + grown)


def _changes(made: Iterable[_Patch], text: str) -> Iterator[Change]:
    starts = line_starts(text)
    for patch in sorted(made, key=_start):
        title = patch.finding.fix.title if patch.finding.fix else ""
        # An edit that writes a line of its own begins with the end of the line before.
        begins = patch.start + len(patch.edit.text) - len(patch.edit.text.lstrip("\r\n"))
        yield Change(bisect_right(starts, begins), patch.finding.code, title, patch.old, patch.edit.text)
