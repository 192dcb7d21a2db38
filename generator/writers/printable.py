"""What fonts can print of a report, for the writers that set its text in ours.

Such a writer says in a module ``printed`` what it prints.  A DOCX or a web page is set where it is read,
with the fonts that are there, and needs none of ours.
"""

from __future__ import annotations

from generator import writers
from generator.report.build import Report
from generator.report.rewritten import without
from generator.writers.style.fonts import FontSet, lacking, reaching


def missing(report: Report, form: str, fonts: FontSet) -> tuple[str, ...]:
    """The characters of a report that no face has and this form prints; none for what is not set by us."""
    text = writers.printed_text(form, report)
    return lacking(text, reaching(text, fonts))


def printable(report: Report, form: str, fonts: FontSet) -> tuple[Report, FontSet]:
    """A report and the fonts that reach all of it; what none has stands in a draft as 〓."""
    if report.draft:
        report = without(report, missing(report, form, fonts))
    return report, reaching(writers.printed_text(form, report), fonts)
