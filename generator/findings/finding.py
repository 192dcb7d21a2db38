"""What is wrong, and where: the values that every layer hands upward.

Nothing here knows YAML, the law or a terminal.  The sentences of the findings that hold for
every form stand in ``catalogue.yaml`` beside this file, so that ``nianbao rules`` and the
findings themselves can never say different things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from generator.findings.position import Position
from generator.findings.unseen import shown

Number = int | Decimal | Fraction


class Level(StrEnum):
    """How grave a finding is; an error stops ``build``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source: 1-based lines and columns (characters); the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def within(self, other: Span) -> bool:
        """Whether another stretch holds all of it."""
        ends = (self.end_line, self.end_column) <= (other.end_line, other.end_column)
        return (other.line, other.column) <= (self.line, self.column) and ends


@dataclass(frozen=True, slots=True)
class Place:
    """A place beside the finding's own that one should see, in another file perhaps.

    ``words`` say what stands there; ``file`` is empty for the file of the finding.
    """

    span: Span
    words: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of the source to be replaced by ``text``; an empty span is a place to write at."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain mend: what it does, in Chinese, and the edits that do it."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule not met, in one place.

    ``message`` is the rule's sentence, ``detail`` shows the figures; ``cells`` are the
    addresses that take part and ``marks`` their places, in the same order; ``related`` are other
    places to see.  ``evidence`` is what it rests on besides, as text, and ``values`` what stood in the
    cells: a waiver is given for just these (see `fingerprint`).  ``accused`` is the cell that the figures
    accuse, where it can only be that one.  ``fix`` is there only where the mend is
    certain.  ``accepted`` is the reason of the waiver that accepts it.  ``stops`` is False for an error
    that is the law's but does not make the report itself wrong, so that it can be built all the same.
    """

    code: str
    level: Level
    message: str
    span: Span
    detail: str = ""
    cells: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()
    left: Number | None = None
    right: Number | None = None
    difference: Number | None = None
    basis: str = ""
    help: str = ""
    file: str = ""
    values: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    related: tuple[Place, ...] = ()
    accused: str = ""
    fix: Fix | None = None
    accepted: str = ""
    stops: bool = True
    at: Position | None = None

    def on(self, cells: Iterable[str], marks: Iterable[Span]) -> Finding:
        """The same finding with the cells that take part and their places."""
        return replace(self, cells=tuple(cells), marks=tuple(marks))


def in_order(findings: Iterable[Finding], file: str) -> tuple[Finding, ...]:
    """The findings of one file, stamped with its name, in the order of the file, legible."""
    return tuple(
        sorted(
            (replace(_legible(finding), file=file) for finding in findings),
            key=lambda finding: (finding.span, finding.code),
        )
    )


def _legible(finding: Finding) -> Finding:
    """The same finding with every character named that nobody sees; what it rests on stays as written."""
    fix = finding.fix and replace(finding.fix, title=shown(finding.fix.title))
    return replace(
        finding,
        message=shown(finding.message),
        detail="\n".join(map(shown, finding.detail.split("\n"))),
        help=shown(finding.help),
        related=tuple(replace(place, words=shown(place.words)) for place in finding.related),
        fix=fix,
    )


# Letters that make no word and no number in any reader of YAML.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")


def fingerprint(finding: Finding) -> str:
    """Eight letters that stand for a finding and everything it rests on: its code, its cells with their
    values, both sides, its evidence.  Where one of these changes, so does the fingerprint; lines and
    wording do not matter."""
    sides = [str(finding.left), str(finding.right)]
    rests_on = [finding.code, *finding.cells, "", *finding.values, "", *sides, "", *finding.evidence]
    return sha256("\x1f".join(rests_on).encode()).hexdigest()[:8].translate(_LETTERS)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether ``check`` has failed."""
    return any(finding.level is Level.ERROR for finding in findings)


def stops_build(findings: Iterable[Finding]) -> bool:
    """Whether ``build`` must stop."""
    return any(finding.level is Level.ERROR and finding.stops for finding in findings)
