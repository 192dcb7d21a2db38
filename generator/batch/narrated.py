"""Filings and published reports whose sentences are to be shown, with the way to a place in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.batch.desk import Desk, apart, load
from generator.batch.inputs import Reports, reports_among, under
from generator.batch.reports import read_reports
from generator.filing.filing import Filing
from generator.filing.read import read
from generator.findings.exit_code import Unopened
from generator.findings.finding import Finding, Span
from generator.findings.position import Position
from generator.form.library import Library
from generator.importers.extract import Imported
from generator.importers.places import of_text

# What a filing that a report became is called while it is read.
_AS_FILING = "填报.yaml"


@dataclass(frozen=True, slots=True)
class Narrated:
    """A file with its filing; ``imported`` is what a report was read as, ``findings`` what is wrong with a
    filing."""

    name: str
    filing: Filing | None
    imported: Imported | None = None
    findings: tuple[Finding, ...] = ()

    def position(self, span: Span) -> Position | None:
        """Where in a report words stand; None in a filing, where their line and column are their place."""
        if self.imported is None:
            return None
        return of_text(span, self.imported, self.filing) or Position()


def narrated(
    paths: Sequence[str], library: Library, previous: str | None = None
) -> tuple[list[Narrated], list[Unopened]]:
    """What paths stand for, and what could not be opened; reports only where they are named themselves."""
    there, reports = reports_among(under(paths, Reports.PASSED_OVER))
    desk = Desk(library, previous)
    examined, unopened = apart(desk.examine(there.inputs))
    found = [
        Narrated(each.document.source.name, each.filing, findings=tuple(each.findings)) for each in examined
    ]
    read_back = list(_reports(reports, library))
    found += [each for each in read_back if isinstance(each, Narrated)]
    unopened += [each for each in read_back if isinstance(each, Unopened)]
    return found, [*there.unopened, *unopened]


def _reports(files: Sequence[Path], library: Library) -> Iterator[Narrated | Unopened]:
    for each in read_reports(files, library):
        if isinstance(each, Unopened):
            yield each
        elif not each.imported.text:
            reasons = "；".join(finding.detail or finding.message for finding in each.findings)
            yield Unopened(each.name, reasons or "没有读出报告")
        else:
            document = read(each.imported.text.encode(), _AS_FILING, library=library)
            yield Narrated(each.name, load(document, library).filing, each.imported)
