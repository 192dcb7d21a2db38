"""The picture sheet (图解): the year's figures and charts on one page, as SVG, PNG and PDF.

It shows what the web page shows at its head, from the same data and the same drawings.  The sheet is
A4 wide and at least A4 long; Typst sets it from the style's ``poster.typ``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from html import escape

from PIL import Image, PngImagePlugin

from generator.report.build import Report
from generator.writers.failure import CannotWrite
from generator.writers.order import Task
from generator.writers.pdf.typesetting import typeset
from generator.writers.poster.fewer_colours import in_fewer_colours
from generator.writers.poster.sheet import description, sheet
from generator.writers.printable import printable

TEMPLATE = "poster.typ"


class NothingToShow(CannotWrite):
    """The form plans no figures, or the filing has none of them."""


def render(task: Task) -> Mapping[str, bytes]:
    """The sheet in three kinds of file; raises NothingToShow or TypstFailed."""
    report, fonts = printable(task.report, "poster", task.fonts)
    if not report.overview:
        raise NothingToShow(f"{report.header.format} 版格式没有安排图解要用的数据（format.yaml 的 overview）")
    data, template = sheet(report, task.style), task.style.file(TEMPLATE)
    return {
        "poster.svg": _described_svg(typeset(template, data, fonts, {}, "svg"), report),
        "poster.png": _described_png(typeset(template, data, fonts, {}, "png"), report),
        "poster.pdf": typeset(template, data, fonts, {}, "pdf"),
    }


# ---------------------------------------------------------------- pictures that can be read aloud


def _described_svg(data: bytes, report: Report) -> bytes:
    """The SVG, whose letters are shapes, with its words as title and description."""
    named = f'role="img" lang="{report.language}" aria-labelledby="title description"'
    words = (
        f'<title id="title">{escape(report.full_title)}</title>'
        f'<desc id="description">{escape(description(report))}</desc>'
    )
    head = re.match(r"<svg ([^>]*)>", text := data.decode())
    assert head  # Typst begins every SVG so
    return f"<svg {named} {head[1]}>{words}{text[head.end() :]}".encode()


def _described_png(data: bytes, report: Report) -> bytes:
    """The PNG in fewer colours, with its words beside the pixels."""
    described = PngImagePlugin.PngInfo()
    for key, text in _words(report):
        described.add_itxt(key, text, report.language)
    file = io.BytesIO()
    # Pillow's utmost (optimize) takes eight times as long for a file that is a twentieth smaller.
    drawn = in_fewer_colours(Image.open(io.BytesIO(data)).convert("RGB"))
    drawn.save(file, "PNG", pnginfo=described, dpi=(144, 144))
    return file.getvalue()


def _words(report: Report) -> Iterator[tuple[str, str]]:
    """The keywords of PNG, Third Edition, 11.3.3."""
    yield "Title", report.full_title
    yield "Author", report.header.authority
    yield "Description", description(report)
