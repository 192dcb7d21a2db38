"""What is kept of a filing that was handed in: small, so that a province's have room beside one another."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from generator.collect.lines import Line, lines
from generator.collect.packed import NONE, Number, Numbers, Packed, packed
from generator.filing.blanks import is_blank
from generator.filing.filing import Filing, State
from generator.filing.key import plain_name
from generator.findings.exit_code import Fault, Unopened
from generator.findings.finding import Finding, Level
from generator.form.header import KEYS
from generator.rules.examine import Examined
from generator.rules.kinds import options_of
from generator.workbook.figures import Figure, figures


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it is told to those who collect."""

    code: str
    level: Level
    line: int
    message: str
    detail: str = ""
    accepted: bool = False
    stops: bool = True

    def __str__(self) -> str:
        """Its sentence, with the figures where there are any."""
        return f"{self.message}：{self.detail}" if self.detail else self.message


@dataclass(frozen=True, slots=True, eq=False)
class Handed:
    """One filing, the same as no other.

    ``head`` are the fields of its head that are right, by their keys; ``figures`` its numbers as they are
    listed, ``adding`` how many of them, the first, are the form's own that add up over authorities;
    ``unknown`` the addresses of such of which nothing can be said.  ``late`` is the code of the rule that
    says it came too late.  ``lines`` are its sentences as they are compared.  ``counts``: it can be told
    whose its numbers are, for when, and how far they reach.
    """

    file: str
    authority: str = ""
    year: int | None = None
    period: str = ""
    form: str = ""
    scope: str = ""
    published: datetime.date | None = None
    head: Mapping[str, str] = field(default_factory=dict)
    figures: Packed = NONE
    adding: int = 0
    unknown: tuple[str, ...] = ()
    findings: tuple[Told, ...] = ()
    late: str = ""
    lines: tuple[Line, ...] = ()
    counts: bool = False

    @property
    def key(self) -> str:
        """The name of its authority as names are compared."""
        return plain_name(self.authority)

    @property
    def numbers(self) -> Mapping[str, Number]:
        """The form's numbers that add up over authorities, by their addresses."""
        return Numbers(self.figures, self.adding)

    def count(self, level: Level) -> int:
        """How many findings it has of a level; what was accepted does not count."""
        return Counter(told.level for told in self.findings if not told.accepted)[level]

    @property
    def has_errors(self) -> bool:
        """Whether it has failed."""
        return self.count(Level.ERROR) > 0

    @property
    def may_be_wrong(self) -> bool:
        """Whether it has an error that makes the report itself wrong: one that is only late is true."""
        return any(told.level is Level.ERROR and told.stops and not told.accepted for told in self.findings)


def handed(result: Examined | Unopened, folder: str = "") -> Handed:
    """What is kept of a filing that was examined, or could not be opened; its name from the folder on."""
    if isinstance(result, Unopened):
        words = str(result) if isinstance(result, Fault) else f"打不开：{result.reason}"
        return Handed(_below(folder, result.file), findings=(Told("", Level.ERROR, 1, words),))
    told = tuple(map(_told, result.findings))
    name, filing = _below(folder, result.document.source.name), result.filing
    if filing is None:
        return Handed(name, findings=told)
    adding, others = _figures(filing)
    return Handed(
        file=name,
        authority=filing.authority or "",
        year=filing.year,
        period=filing.period,
        form=filing.format.version,
        scope=filing.known.get("scope") or "",
        published=filing.known.get("published"),
        head=_head(filing),
        figures=packed((*adding, *others)),
        adding=len(adding),
        unknown=tuple(_unknown(filing)),
        findings=told,
        late=_late(filing, result.findings),
        lines=lines(filing),
        counts=_counts(filing),
    )


def shared(filing: Handed) -> Handed:
    """The same with words that are the same in thousands of filings kept once, wherever it came from."""
    intern = sys.intern
    return replace(
        filing,
        head={intern(key): intern(text) for key, text in filing.head.items()},
        findings=tuple(replace(told, message=intern(told.message)) for told in filing.findings),
        lines=tuple(line._replace(path=intern(line.path)) for line in filing.lines),
    )


def _below(folder: str, name: str) -> str:
    path = PurePath(name)
    return path.relative_to(folder).as_posix() if folder and path.is_relative_to(folder) else name


def _told(finding: Finding) -> Told:
    message, detail = (" ".join(text.split()) for text in (finding.message, finding.detail))
    line, accepted = finding.span.line, bool(finding.accepted)
    return Told(finding.code, finding.level, line, message, detail, accepted, finding.stops)


def _head(filing: Filing) -> dict[str, str]:
    return {key: text for key in KEYS if (text := filing.head(key))}


def _figures(filing: Filing) -> tuple[list[Figure], list[Figure]]:
    """The form's numbers that add up, and all others."""
    addresses = filing.format.addresses
    adding, others = list[Figure](), list[Figure]()
    for figure in figures(filing):
        address = addresses.get(figure.path)
        (adding if address and not address.is_share else others).append(figure)
    return adding, others


def _counts(filing: Filing) -> bool:
    """Whether its numbers can be added: whatever else is wrong in its head does not matter."""
    return filing.authority is not None and filing.year is not None and "scope" in filing.known


def _unknown(filing: Filing) -> Iterator[str]:
    """The form's numbers that are blank or broken; what may be left out and was counts nothing."""
    addresses = filing.format.addresses
    known = (State.GIVEN, State.COMPUTED, State.LEFT_OUT)
    for path, cell in filing.cells.items():
        if not addresses[path].is_share and (cell.state not in known or is_blank(filing, cell)):
            yield path


def _late(filing: Filing, findings: tuple[Finding, ...]) -> str:
    """The code of the rule that it came too late for; nothing where that was accepted."""
    day = filing.known.get("published")
    if day is None or filing.year is None:
        return ""
    dues = {rule.code: options_of(rule).due(filing.period_end) for rule in filing.format.rules}
    late = {code for code, due in dues.items() if due is not None and day > due}
    return next((each.code for each in findings if each.code in late and not each.accepted), "")
