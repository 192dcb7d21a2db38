"""Cells of a filing where nothing is written, or a dash, as gaps that may be zeros (docs/decisions/0051)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.filing.filing import Filing
from generator.filing.numbers import means_nothing
from generator.findings.finding import Edit, Finding, Span
from generator.rules.mends.missing_rows import Gap
from generator.source.edits import line_starts, place

BLANK = "S07"
# Told of what is no number, or no row: a dash among them.
NO_NUMBER = ("S03", "S04")


def blanks(filing: Filing, findings: Sequence[Finding]) -> Iterator[tuple[Finding, Gap]]:
    """The findings of blank cells and dashes, each with the edits that would write zeros there.

    A total that is blank is passed over: it is what its parts add up to, not nothing.
    """
    text, starts = filing.source.text, line_starts(filing.source.text)
    for finding in findings:
        if not finding.cells or finding.code not in (BLANK, *NO_NUMBER) or _has_total(filing, finding):
            continue
        start, end = place(starts, finding.span)
        if finding.code == BLANK or means_nothing(text[start:end]):
            edits = tuple(_zero(text, starts, span) for span in dict.fromkeys(finding.marks))
            yield finding, Gap(finding.cells, edits, finding.span.column)


def _has_total(filing: Filing, finding: Finding) -> bool:
    """Whether a total is blank by itself, not with its whole row."""
    total = any(filing.format.addresses[cell].open_column for cell in finding.cells)
    return (total and len(set(finding.marks)) > 1) or (total and len(finding.cells) == 1)


def _zero(text: str, starts: Sequence[int], span: Span) -> Edit:
    start, end = place(starts, span)
    return Edit(span, " 0" if start == end and text[:start].endswith(":") else "0")
