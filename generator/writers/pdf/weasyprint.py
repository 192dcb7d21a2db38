"""PDF by WeasyPrint: the web page printed with its own stylesheet, for those who theme in CSS.

Claimed and kept: PDF/A-3a, tagged, with table heads tied to their numbers as the page has them
(WeasyPrint's own ties go wrong where heads are merged) and the filing attached as its source.

WeasyPrint justifies at spaces only, and Chinese has none: a line that its punctuation will not let
end at the last place of the grid stays up to a character short.  Typst justifies between characters.
"""

from __future__ import annotations

import datetime
import io
import logging
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from generator.report.build import Report
from generator.writers.failure import CannotWrite
from generator.writers.html.page import Extras, web_page
from generator.writers.pdf.weasyprint_marks import tightened
from generator.writers.pdf.weasyprint_rules import close_tables
from generator.writers.pdf.weasyprint_tags import drop_repeated_links, finish
from generator.writers.style.fonts import Face, FontSet
from generator.writers.style.tokens import Style

ATTACHMENT = "filing.yaml"
VARIANT = "pdf/a-3a"
MISSING = (
    "没有 WeasyPrint 所需的系统库：Debian 上运行 "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0，"
    "macOS 上运行 brew install pango，Windows 上在 MSYS2 里运行 pacman -S mingw-w64-x86_64-pango。"
)
NOT_INSTALLED = "没有安装 WeasyPrint：运行 pip install weasyprint。"


class EngineMissing(CannotWrite):
    """WeasyPrint cannot run on this machine; the message says what to install."""


class EngineComplains(CannotWrite):
    """WeasyPrint has printed the page, but not as the page asks; the message repeats why."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and whatever WeasyPrint had to say against the page while it made it."""

    data: bytes
    pages: int
    warnings: tuple[str, ...]


def render(report: Report, style: Style, fonts: FontSet) -> bytes:
    """The PDF of a report, each role of the style in the first of its faces that has the character."""
    printed = typeset(report, style, fonts.roles)
    if printed.warnings:
        raise EngineComplains(f"WeasyPrint：{'；'.join(map(_in_words, printed.warnings))}")
    return printed.data


def _in_words(warning: str) -> str:
    """A complaint of WeasyPrint's in Chinese: what it ignored, and where."""
    if not warning.isascii():
        return warning
    match = re.match(r"Ignored `(.+)` at ([0-9]+):([0-9]+)", warning, re.DOTALL)
    if match:
        return f"样式表第 {match[2]} 行第 {match[3]} 列的“{match[1]}”它不认识，没有起作用"
    return "网页的样式里有它不支持的写法，没有起作用"


def typeset(report: Report, style: Style, faces: Mapping[str, Sequence[Face]]) -> Printed:
    """The same, with WeasyPrint's complaints beside the PDF instead of in its place."""
    weasyprint = engine()
    fonts = tuple(dict.fromkeys(face for role in faces.values() for face in role))
    fetch = _Fetcher(weasyprint, {_url(face): face for face in fonts})
    with _warnings() as complaints:
        configuration = weasyprint.text.fonts.FontConfiguration()
        sheet = weasyprint.CSS(string=_font_sheet(faces, fonts), url_fetcher=fetch, font_config=configuration)
        text = tightened(web_page(report, style, Extras(charts=False)))
        page = weasyprint.HTML(string=text, url_fetcher=fetch)
        document = page.render(font_config=configuration, stylesheets=[sheet], pdf_variant=VARIANT)
        _describe(document.metadata, report, weasyprint)
        close_tables(document)
        drop_repeated_links(document)
        data = document.write_pdf(finisher=finish, pdf_variant=VARIANT)
    names = {_name(number) for number in range(len(fonts))}
    complaints += [
        f"用了所选字体之外的字体：{family}" for family in _families(document) if family not in names
    ]
    return Printed(data, len(document.pages), tuple(complaints))


def engine() -> Any:
    """WeasyPrint, ready to run; raises EngineMissing where it is not."""
    try:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it prints its troubles too; we have words of our own
            weasyprint = import_module("weasyprint")
            import_module("weasyprint.text.fonts")
    except ModuleNotFoundError as error:
        raise EngineMissing(NOT_INSTALLED) from error
    except (ImportError, OSError) as error:
        raise EngineMissing(MISSING) from error
    if weasyprint.text.ffi.harfbuzz_subset is None:  # it would still run, six times slower
        raise EngineMissing(MISSING)
    return weasyprint


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What WeasyPrint logs as a warning or worse meanwhile."""
    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it leaves its colour profile open
            yield complaints
    finally:
        logger.removeHandler(handler)


def _describe(metadata: Any, report: Report, weasyprint: Any) -> None:
    """Author, date and attachment: all from the filing, so that it gives the same bytes every time."""
    published = report.header.published
    noon = datetime.datetime.combine(published, datetime.time(12))
    metadata.authors = [report.header.authority]
    metadata.created = metadata.modified = published.isoformat()
    filing = weasyprint.Attachment(
        string=report.data, name=ATTACHMENT, relationship="Source", created=noon, modified=noon
    )
    metadata.attachments = [filing]


# ---------------------------------------------------------------- fonts


def _name(number: int) -> str:
    """A family of one face that no installed font can be taken for."""
    return f"nianbao-{number}"


def _url(face: Face) -> str:
    return f"{face.path.resolve().as_uri()}#{face.index}"


# A cell that goes on on the next page has no part there in WeasyPrint, so its rows cannot be tagged right
# (PDF/UA-1, 7.2): what Word and Typst may break is kept whole here, with the heading above it.
WHOLE = "div:has(tr.kept) { break-inside: avoid; }"


def _font_sheet(faces: Mapping[str, Sequence[Face]], fonts: Sequence[Face]) -> str:
    """The faces, and the roles told to use them; no weight, so that nothing is made bold by force."""
    rules = [
        f'@font-face {{ font-family: "{_name(number)}"; src: url("{_url(face)}"); }}'
        for number, face in enumerate(fonts)
    ]
    for role, members in faces.items():
        stack = ", ".join(f'"{_name(fonts.index(face))}"' for face in members)
        rules.append(f":root {{ --{role}: {stack} !important; }}")
    return "\n".join([*rules, "* { font-weight: normal !important; }", WHOLE])


def _families(document: Any) -> list[str]:
    return sorted({font.family for font in document.fonts.values()})


class _Fetcher:
    """Gives WeasyPrint the chosen fonts and what the page holds itself, and nothing else."""

    _fail_on_errors = False

    def __init__(self, weasyprint: Any, faces: Mapping[str, Face]) -> None:
        self._urls = weasyprint.urls
        self._data = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
        self._faces = faces

    def __call__(self, url: str) -> Any:
        if url in self._faces:
            return self._urls.URLFetcherResponse(url, _font(self._faces[url]))
        if url.startswith("data:"):
            return self._data.fetch(url)
        raise ValueError(f"refused: {url}")


def _font(face: Face) -> bytes:
    """The bytes of one face; out of a collection it is taken alone, for CSS cannot point into one."""
    data = face.path.read_bytes()
    if data[:4] != b"ttcf":
        return data
    from fontTools.ttLib import TTFont

    single = io.BytesIO()
    with TTFont(io.BytesIO(data), fontNumber=face.index, lazy=True, recalcTimestamp=False) as font:
        font.save(single, reorderTables=None)
    return single.getvalue()
