"""The days below the title on paper, as far as a style wants them: 「发布日期：2025年1月24日」.

A web page shows them always; on paper many offices want none, for the signature has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.form.day import official
from generator.report.build import Report
from generator.writers.labels import labels
from generator.writers.style.tokens import Style

GAP = "\u3000"


def with_days(report: Report, style: Style) -> Report:
    """The report with the line of days that the style wants below the title; without a wish the same."""
    line = GAP.join(_days(report, style))
    return replace(report, head=replace(report.head, days=(line,))) if line else report


def _days(report: Report, style: Style) -> Iterator[str]:
    words, signed = labels(report.language), report.head.signed
    for day in style.days:
        if day == "published":
            yield words.published + official(report.header.published)
        elif signed and not report.head.byline and not _is_said(report, style):
            yield words.signed + official(signed)


def _is_said(report: Report, style: Style) -> bool:
    """Whether the day of signing is that of publication, which stands there too."""
    return "published" in style.days and report.head.signed == report.header.published
