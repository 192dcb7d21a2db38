"""What fonts can print of a report: for what we set ourselves, the PDF and the picture sheet.

A DOCX or a web page is set where it is read, with the fonts that are there, and needs none of ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.report.build import Report
from generator.report.rewritten import printed_text, without
from generator.writers.style import fonts as font_files
from generator.writers.style.fonts import FontSet

PDF = "pdf"
SHEET = "poster"
SET_BY_US = (PDF, SHEET)


def missing(report: Report, form: str, fonts: FontSet) -> tuple[str, ...]:
    """The characters of a report that no face has and this form prints; none for what is not set by us."""
    text = _text(report, form)
    return font_files.missing(text, font_files.reaching(text, fonts))


def printable(report: Report, form: str, fonts: FontSet) -> tuple[Report, FontSet]:
    """A report and the fonts that reach all of it; what none has stands in a draft as 〓."""
    if report.draft:
        report = without(report, missing(report, form, fonts))
    return report, font_files.reaching(_text(report, form), fonts)


def _text(report: Report, form: str) -> str:
    """What a form prints of a report."""
    if form == PDF:
        return printed_text(report)
    return "".join((*report.title, *_of_sheet(report))) if form == SHEET else ""


def _of_sheet(report: Report) -> Iterator[str]:
    for figure in report.overview.figures:
        yield from (figure.label, figure.text, figure.unit, figure.change)
    for chart in report.overview.charts:
        yield chart.title
        for bar in chart.bars:
            yield from (bar.label, bar.text, *(part.label for part in bar.parts))
