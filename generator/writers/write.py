"""Step five, *write*: a Report in a Style becomes files: html, pdf, docx, and a picture sheet (poster).

All files of a report are made in memory first and moved into place together: either every format
is new, or none is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.common.atomic_files import reason, replace_files
from generator.report.build import Report
from generator.writers.failure import CannotWrite
from generator.writers.printable import printable
from generator.writers.style import fonts as font_files
from generator.writers.style import tokens as styles
from generator.writers.style.fonts import FontSet
from generator.writers.style.tokens import Style

FORMATS = ("docx", "html", "pdf")
# What else can be asked for: one picture sheet of the year's figures, in three kinds of file.
POSTER = "poster"
EXTRAS = (POSTER,)
POSTER_KINDS = ("svg", "png", "pdf")
POSTER_NAME = "图解"
ENGINES = ("typst", "weasyprint")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: formats, engine of the PDF, style, and where fonts are looked for.

    ``plain`` leaves the charts out of the web page; ``contents`` puts a list of contents into the DOCX.
    """

    formats: tuple[str, ...] = FORMATS
    engine: str = "typst"
    style: str = "gongwen"
    font_folders: tuple[Path, ...] = ()
    system_fonts: bool = True
    plain: bool = False
    contents: bool = False


def write(report: Report, folder: Path, name: str, order: Order | None = None) -> tuple[Path, ...]:
    """Write a report as ``folder/name.docx`` and so on; returns the paths.

    Raises StyleError, FontError or CannotWrite; in every case no file has been touched.
    """
    chosen = order or Order()
    names = file_names(name, chosen)
    files = {folder / names[form]: data for form, data in render(report, chosen, name).items()}
    try:
        replace_files(files)
    except OSError as error:
        raise CannotWrite(f"写不到 {folder}：{reason(error)}") from error
    return tuple(files)


def file_names(name: str, order: Order) -> dict[str, str]:
    """The files an order makes for a filing of that name, by form: ``docx``, …, ``poster.png``."""
    names: dict[str, str] = {}
    for form in order.formats:
        if form == POSTER:
            names |= {f"{form}.{kind}": f"{name}-{POSTER_NAME}.{kind}" for kind in POSTER_KINDS}
        else:
            names[form] = f"{name}.{form}"
    return names


def render(report: Report, order: Order, name: str = "") -> Mapping[str, bytes]:
    """The files of a report by form, in memory.

    With a ``name`` the page links to the other files of the same order, which will lie beside it.
    """
    style = styles.find(order.style)
    fonts = font_files.choose(style, order.font_folders, system=order.system_fonts)
    work = Work(report, style, fonts, order, name)
    # Typst works outside the interpreter's lock, so the PDF is set while the others are written.
    with ThreadPoolExecutor(max_workers=2) as pool:
        waiting = {form: pool.submit(_maker(form, order.engine), work) for form in _longest_first(order)}
        made = [waiting[form].result() for form in order.formats]
    return {form: data for files in made for form, data in files.items()}


@dataclass(frozen=True, slots=True)
class Work:
    """All that a writer needs."""

    report: Report
    style: Style
    fonts: FontSet
    order: Order
    name: str


Maker = Callable[[Work], Mapping[str, bytes]]


def _longest_first(order: Order) -> Sequence[str]:
    return sorted(order.formats, key=lambda form: form != "pdf")


def _maker(form: str, engine: str) -> Maker:
    """The writer of a format; its module is imported only when it is asked for."""
    pdf = _typst if engine == "typst" else _weasyprint
    return {"docx": _docx, "html": _html, "pdf": pdf, POSTER: _poster}[form]


def _docx(work: Work) -> Mapping[str, bytes]:
    from generator.writers.docx import body as docx

    if not (work.style.folder / "reference.docx").is_file():
        raise CannotWrite(f"样式文件夹 {work.style.folder} 里没有 reference.docx，见 styles/README.md")
    return {"docx": docx.render(work.report, work.style, contents=work.order.contents)}


def _html(work: Work) -> Mapping[str, bytes]:
    from generator.writers.html import page as html

    others = file_names(work.name, work.order) if work.name else {}
    extras = html.Extras(charts=not work.order.plain, siblings=tuple(others.items()))
    return {"html": html.render(work.report, work.style, extras).encode()}


def _typst(work: Work) -> Mapping[str, bytes]:
    from generator.writers.pdf import typst as pdf_typst

    report, fonts = printable(work.report, "pdf", work.fonts)
    return {"pdf": pdf_typst.render(report, work.style, fonts)}


def _weasyprint(work: Work) -> Mapping[str, bytes]:
    from generator.writers.pdf import weasyprint as pdf_weasyprint

    report, fonts = printable(work.report, "pdf", work.fonts)
    return {"pdf": pdf_weasyprint.render(report, work.style, fonts.roles)}


def _poster(work: Work) -> Mapping[str, bytes]:
    from generator.writers import poster

    report, fonts = printable(work.report, POSTER, work.fonts)
    files = poster.render(report, work.style, fonts)
    return {f"{POSTER}.{kind}": data for kind, data in files.items()}
