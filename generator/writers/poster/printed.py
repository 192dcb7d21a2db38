"""What the picture sheet prints: the title, and the figures and charts of the overview."""

from __future__ import annotations

from collections.abc import Iterator

from generator.report.build import Report


def text(report: Report) -> str:
    """The characters that our fonts must have."""
    return "".join((*report.title, *_of_overview(report)))


def _of_overview(report: Report) -> Iterator[str]:
    for figure in report.overview.figures:
        yield from (figure.label, figure.text, figure.unit, figure.change)
    for chart in report.overview.charts:
        yield chart.title
        for bar in chart.bars:
            yield from (bar.label, bar.text, *(part.label for part in bar.parts))
