"""Findings of a filing that was imported, each at its place in the source where that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.findings.position import Position
from generator.importers.extract import Imported


def placed(findings: Iterable[Finding], imported: Imported, filing: Filing | None) -> Iterator[Finding]:
    """The findings, those of numbers at their cells, those of texts at their paragraphs."""
    for finding in findings:
        at = _of_cells(finding, imported) or _of_text(finding, imported, filing) or Position()
        yield replace(finding, at=at)


def _of_cells(finding: Finding, imported: Imported) -> Position | None:
    for cell in (finding.accused, *finding.cells):
        if cell in imported.places:
            return imported.places[cell]
        inside = (at for path, at in imported.places.items() if cell and path.startswith(f"{cell}."))
        if at := next(inside, None):
            return at
    return None


def _of_text(finding: Finding, imported: Imported, filing: Filing | None) -> Position | None:
    """The paragraph that a finding is about; of a whole text the first."""
    for path, text in filing.texts.items() if filing else ():
        lines, span = imported.lines.get(path, ()), text.scalar.span
        if lines and (finding.span.within(span) or finding.span.line == span.line):
            # The first line of a text stands below its key.
            number = finding.span.line - span.line - 1
            return lines[number] if 0 <= number < len(lines) else lines[0]
    return None
