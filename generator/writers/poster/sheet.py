"""What the picture sheet shows, as JSON for Typst: title, figures, and the charts in two columns."""

from __future__ import annotations

from dataclasses import asdict

from generator.report.build import Report
from generator.report.overview import Chart
from generator.writers.pdf.typesetting import Json
from generator.writers.style.charts import SIZE, Drawing, draw
from generator.writers.style.line_breaks import all_broken
from generator.writers.style.tokens import MM_PER_POINT, Style

# Beside its drawing a chart has a heading and some air, in the units of the drawing.
AROUND = 50.0
# The size of the title in points, and what it leaves free beside it in millimetres.
TITLE_SIZE = 23.0
TITLE_SIDES = 32.0


def description(report: Report) -> str:
    """All that the sheet shows, in words."""
    figures = "，".join(f"{figure.label}{figure.text}{figure.unit}" for figure in report.overview.figures)
    charts = "".join(chart.text for chart in report.overview.charts)
    return f"{figures}。{charts}" if figures else charts


def sheet(report: Report, style: Style) -> Json:
    """The sheet of a report."""
    date = report.header.published
    return {
        "title": list(report.title),
        "title_size": TITLE_SIZE,
        "title_lines": [line for lines in all_broken(report.title, _title_room(style)) for line in lines],
        "author": report.header.authority,
        "year": report.header.year,
        "form": report.form,
        "description": description(report),
        "date": [date.year, date.month, date.day],
        "draft": report.draft,
        "figures": [asdict(figure) for figure in report.overview.figures],
        "columns": [list(column) for column in columns(report.overview.charts)],
        "size": SIZE,
        "look": {
            **style.model_dump(include={"page", "body", "title", "headings", "caption", "table", "draft"}),
            "inks": style.colours.light.model_dump(),
        },
    }


def _title_room(style: Style) -> float:
    return (style.page.width - TITLE_SIDES) / MM_PER_POINT / TITLE_SIZE


def columns(charts: tuple[Chart, ...]) -> tuple[list[Json], list[Json]]:
    """The charts in two columns, read down the left one first, as even in length as they go."""
    drawn = [(chart, draw(chart)) for chart in charts]
    lengths = [drawing.height + AROUND for _, drawing in drawn]
    cut = min(range(len(drawn) + 1), key=lambda at: max(sum(lengths[:at]), sum(lengths[at:])))
    plain = [_chart(chart, drawing) for chart, drawing in drawn]
    return plain[:cut], plain[cut:]


def _chart(chart: Chart, drawing: Drawing) -> Json:
    return {"title": chart.title, "text": chart.text, **asdict(drawing)}
