"""A chart as plain values, for a template that writes it as SVG."""

from __future__ import annotations

from dataclasses import asdict

from generator.report.overview import Chart
from generator.writers.html.table import Plain
from generator.writers.style.charts import SIZE, draw


def drawing(chart: Chart) -> Plain:
    """A chart laid out, in whole tenths: the same on every machine, and no longer than it need be."""
    drawn = draw(chart)
    return {
        "key": chart.key,
        "title": chart.title,
        "text": chart.text,
        "width": _short(drawn.width),
        "height": _short(drawn.height),
        "rectangles": [_shortened(asdict(rectangle)) for rectangle in drawn.rectangles],
        "words": [{**_shortened(asdict(words)), "size": _short(SIZE)} for words in drawn.words],
    }


def _short(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _shortened(shape: Plain) -> Plain:
    return {key: _short(value) if isinstance(value, float) else value for key, value in shape.items()}
