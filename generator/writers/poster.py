"""The picture sheet (图解): the year's figures and charts on one page, as SVG, PNG and PDF.

It shows what the web page shows at its head, from the same data and the same drawings.  The sheet is
A4 wide and at least A4 long; Typst sets it from the style's ``poster.typ``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from xml.sax.saxutils import escape

from PIL import Image, PngImagePlugin

from generator.report.build import Report
from generator.report.overview import Chart
from generator.writers.charts import SIZE, Drawing, draw
from generator.writers.failure import CannotWrite
from generator.writers.pdf.typesetting import Json, typeset
from generator.writers.style.fonts import FontSet
from generator.writers.style.tokens import Style

TEMPLATE = "poster.typ"
# Beside its drawing a chart has a heading and some air, in the units of the drawing.
AROUND = 50.0


class NothingToShow(CannotWrite):
    """The form plans no figures, or the filing has none of them."""


def render(report: Report, style: Style, fonts: FontSet) -> Mapping[str, bytes]:
    """The sheet as ``svg``, ``png`` and ``pdf``; raises NothingToShow or TypstFailed."""
    if not report.overview:
        raise NothingToShow(f"{report.header.format} 版格式没有安排图解要用的数据（format.yaml 的 overview）")
    data, template = _data(report, style), style.file(TEMPLATE)
    return {
        "svg": _told_svg(typeset(template, data, fonts, {}, "svg"), report),
        "png": _told_png(typeset(template, data, fonts, {}, "png"), report),
        "pdf": typeset(template, data, fonts, {}, "pdf"),
    }


def description(report: Report) -> str:
    """All that the sheet shows, in words."""
    figures = "，".join(f"{one.label}{one.text}{one.unit}" for one in report.overview.figures)
    charts = "".join(chart.text for chart in report.overview.charts)
    return f"{figures}。{charts}" if figures else charts


# ---------------------------------------------------------------- the sheet as JSON


def _data(report: Report, style: Style) -> Json:
    date = report.header.published
    return {
        "title": list(report.title),
        "author": report.header.authority,
        "year": report.header.year,
        "form": report.form,
        "description": description(report),
        "date": [date.year, date.month, date.day],
        "draft": report.draft,
        "figures": [asdict(one) for one in report.overview.figures],
        "columns": [list(column) for column in _columns(report.overview.charts)],
        "size": SIZE,
        "look": {
            **style.model_dump(include={"page", "body", "title", "headings", "caption", "table", "draft"}),
            "inks": style.colours.light.model_dump(),
        },
    }


def _columns(charts: tuple[Chart, ...]) -> tuple[list[Json], list[Json]]:
    """The charts in two columns, read down the left one first, as even in length as they go."""
    drawn = [(chart, draw(chart)) for chart in charts]
    lengths = [drawing.height + AROUND for _, drawing in drawn]
    cut = min(range(len(drawn) + 1), key=lambda at: max(sum(lengths[:at]), sum(lengths[at:])))
    plain = [_chart(chart, drawing) for chart, drawing in drawn]
    return plain[:cut], plain[cut:]


def _chart(chart: Chart, drawing: Drawing) -> Json:
    return {"title": chart.title, "text": chart.text, **asdict(drawing)}


# ---------------------------------------------------------------- pictures that can be read aloud


def _told_svg(data: bytes, report: Report) -> bytes:
    """The SVG, whose letters are shapes, with its words as title and description."""
    named = f'role="img" lang="{report.language}" aria-labelledby="title description"'
    words = (
        f'<title id="title">{escape(report.full_title)}</title>'
        f'<desc id="description">{escape(description(report))}</desc>'
    )
    head = re.match(r"<svg ([^>]*)>", text := data.decode())
    assert head  # Typst begins every SVG so
    return f"<svg {named} {head[1]}>{words}{text[head.end() :]}".encode()


def _told_png(data: bytes, report: Report) -> bytes:
    """The PNG in fewer colours, with its words beside the pixels."""
    told = PngImagePlugin.PngInfo()
    for key, text in _words(report):
        told.add_itxt(key, text, report.language)
    file = io.BytesIO()
    Image.open(io.BytesIO(data)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True, pnginfo=told, dpi=(144, 144)
    )
    return file.getvalue()


def _words(report: Report) -> Iterator[tuple[str, str]]:
    """The keywords of PNG, Third Edition, 11.3.3."""
    yield "Title", report.full_title
    yield "Author", report.header.authority
    yield "Description", description(report)
