"""Step five, *write*: a Report in a Style becomes files: html, pdf, docx.

All files of a report are made in memory first and moved into place together: either every format
is new, or none is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator import fonts as font_files
from generator import style as styles
from generator.files import reason, replace_files
from generator.findings import Finding, Span, found
from generator.fonts import FontSet
from generator.nodes import Source
from generator.report import Figure, Heading, Items, Paragraph, Report, TableBlock
from generator.style import Style
from generator.writers.failure import CannotWrite as CannotWrite

FORMATS = ("docx", "html", "pdf")
ENGINES = ("typst", "weasyprint")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: formats, engine of the PDF, style, and where fonts are looked for."""

    formats: tuple[str, ...] = FORMATS
    engine: str = "typst"
    style: str = "gongwen"
    font_folders: tuple[Path, ...] = ()
    system_fonts: bool = True


def write(report: Report, folder: Path, name: str, order: Order | None = None) -> tuple[Path, ...]:
    """Write a report as ``folder/name.docx`` and so on; returns the paths.

    Raises StyleError, FontError or CannotWrite; in every case no file has been touched.
    """
    files = {folder / f"{name}.{form}": data for form, data in render(report, order or Order()).items()}
    try:
        replace_files(files)
    except OSError as error:
        raise CannotWrite(f"写不到 {folder}：{reason(error)}") from error
    return tuple(files)


def render(report: Report, order: Order) -> Mapping[str, bytes]:
    """The files of a report by format, in memory."""
    style = styles.find(order.style)
    fonts = font_files.choose(style, order.font_folders, system=order.system_fonts)
    makers = {form: _maker(form, order.engine) for form in order.formats}
    # Typst works outside the interpreter's lock, so the PDF is set while the others are written.
    with ThreadPoolExecutor(max_workers=2) as pool:
        waiting = {form: pool.submit(make, report, style, fonts) for form, make in _longest_first(makers)}
        return {form: waiting[form].result() for form in order.formats}


Maker = Callable[[Report, Style, FontSet], bytes]


def _longest_first(makers: Mapping[str, Maker]) -> Sequence[tuple[str, Maker]]:
    return sorted(makers.items(), key=lambda pair: pair[0] != "pdf")


def _maker(form: str, engine: str) -> Maker:
    """The writer of a format; its module is imported only when it is asked for."""
    return {"docx": _docx, "html": _html, "pdf": _typst if engine == "typst" else _weasyprint}[form]


def _docx(report: Report, style: Style, fonts: FontSet) -> bytes:
    from generator.writers import docx

    return docx.render(report, style)


def _html(report: Report, style: Style, fonts: FontSet) -> bytes:
    from generator.writers import html

    return html.render(report, style).encode()


def _typst(report: Report, style: Style, fonts: FontSet) -> bytes:
    from generator.writers import pdf_typst

    return pdf_typst.render(report, style, fonts)


def _weasyprint(report: Report, style: Style, fonts: FontSet) -> bytes:
    from generator.writers import pdf_weasyprint

    return pdf_weasyprint.render(report, style, fonts.roles)


# ---------------------------------------------------------------- characters without a glyph


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a report that no font has, and N21 for each at its first place in the filing."""

    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def check_glyphs(report: Report, source: Source, order: Order) -> Glyphs:
    """Which characters could not be printed."""
    style = styles.find(order.style)
    fonts = font_files.choose(style, order.font_folders, system=order.system_fonts)
    missing = font_files.missing(printed_text(report), fonts)
    findings = (
        found("N21", _place(one, source), character=one, codepoint=f"U+{ord(one):04X}") for one in missing
    )
    return Glyphs(missing, tuple(findings))


def _place(character: str, source: Source) -> Span:
    for number, line in enumerate(source.lines, start=1):
        if (column := line.find(character) + 1) > 0:
            return Span(number, column, number, column + 1)
    return Span()


def printed_text(report: Report) -> str:
    """Every character a report prints."""
    pieces = list(report.title)
    for block in report.all_blocks:
        match block:
            case Heading(text=text) | Figure(caption=text):
                pieces.append(text)
            case Paragraph(runs=runs):
                pieces += [run.text for run in runs]
            case Items(items=items):
                pieces += [run.text for item in items for run in item]
            case TableBlock(places=places):
                pieces += [place.text for place in places]
    return "".join(dict.fromkeys("".join(pieces)))
