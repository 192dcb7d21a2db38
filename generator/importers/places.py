"""Findings of a filing that was imported, each at its place in the source where that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Span
from generator.findings.position import Position
from generator.importers.extract import Imported


def placed(findings: Iterable[Finding], imported: Imported, filing: Filing | None) -> Iterator[Finding]:
    """The findings, those of numbers at their cells, those of texts at their paragraphs."""
    for finding in findings:
        at = _of_cells(finding, imported) or of_text(finding.span, imported, filing) or Position()
        yield replace(finding, at=at)


def _of_cells(finding: Finding, imported: Imported) -> Position | None:
    for cell in (finding.accused, *finding.cells):
        if cell in imported.places:
            return imported.places[cell]
        inside = (at for path, at in imported.places.items() if cell and path.startswith(f"{cell}."))
        if at := next(inside, None):
            return at
    return None


def of_text(span: Span, imported: Imported, filing: Filing | None) -> Position | None:
    """The paragraph that words of a text stand in; of a whole text the first."""
    for path, text in filing.texts.items() if filing else ():
        lines, whole = imported.lines.get(path, ()), text.scalar.span
        if lines and (span.within(whole) or span.line == whole.line):
            # The first line of a text stands below its key.
            number = span.line - whole.line - 1
            return lines[number] if 0 <= number < len(lines) else lines[0]
    return None
