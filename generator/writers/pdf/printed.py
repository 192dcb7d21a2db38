"""What the PDF prints: all of a report."""

from __future__ import annotations

from generator.report.build import Report
from generator.report.rewritten import printed_text


def text(report: Report) -> str:
    """The characters that our fonts must have."""
    return printed_text(report)
