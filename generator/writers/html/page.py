"""The Report as one self-contained web page: accessible, readable on a phone, and fit to be printed.

Its words come from the Report, its shape from ``templates/report.html.j2``, its looks from the
style's ``report.css``, which is a template too so that no size is written twice.  Templates get
plain values only, and values are never read as templates.
"""

from __future__ import annotations

import datetime
import json
import math
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from itertools import groupby, takewhile
from pathlib import Path

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from generator.common import data_folders
from generator.filing.filing import Picture
from generator.filing.narrative import links
from generator.filing.narrative.markup import Run
from generator.form.day import official
from generator.report.blocks import NOTE, UNIT, Attachments, Signature
from generator.report.build import Block, Figure, Figures, Heading, Items, Paragraph, Report, TableBlock
from generator.writers.failure import CannotWrite
from generator.writers.html.carried import FILING_ID
from generator.writers.html.downloads import Download, downloads, of_table
from generator.writers.html.drawing import drawing
from generator.writers.html.linked_data import linked_data
from generator.writers.html.policy import guarded
from generator.writers.html.table import Plain, is_whole, table_plain
from generator.writers.labels import labels
from generator.writers.style.line_breaks import title_lines
from generator.writers.style.signing import closing_plain
from generator.writers.style.tokens import BASE, Style


@dataclass(frozen=True, slots=True)
class Extras:
    """What stands around the report: ``charts`` or only the figures, and the files beside the page
    (form and name).  Paper has none of it."""

    charts: bool = True
    siblings: tuple[tuple[str, str], ...] = ()


def web_page(report: Report, style: Style, extras: Extras | None = None) -> str:
    """The page.  No script runs in it and nothing is loaded from elsewhere.

    Raises CannotWrite for a style whose template is broken.
    """
    page = _page(report, style, extras or Extras())
    try:
        return guarded(_template(style.folder).render(page))
    except TemplateError as error:
        raise CannotWrite(_in_words(style, error)) from error


def _in_words(style: Style, error: TemplateError) -> str:
    """What is wrong with a template; Jinja's own sentences are English."""
    if isinstance(error, TemplateNotFound):
        return f"样式 {style.folder} 的网页模板引用了没有的文件“{error.name}”"
    if isinstance(error, TemplateSyntaxError):
        return f"样式的网页模板写得不对：{error.filename or error.name}，第 {error.lineno} 行"
    return f"样式 {style.folder} 的网页模板排不出来：用了没有的名称，或者做了做不到的事"


@cache
def _template(folder: Path) -> Template:
    """A style's folder comes first, so that a style may bring a page of its own; what it does not
    bring comes from the base style, whose files it may also include (``gongwen/report.css``)."""
    shipped = data_folders.folder("styles")
    environment = SandboxedEnvironment(
        loader=FileSystemLoader([folder, data_folders.folder("templates"), shipped / BASE, shipped]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _page(report: Report, style: Style, extras: Extras) -> Plain:
    sections = [_section(heading, blocks, style) for heading, blocks in _sections(report.blocks)]
    return {
        "language": report.language,
        "labels": labels(report.language).model_dump(),
        "lines": title_lines(report.title, style),
        "title": report.full_title,
        "landscape": report.begins_landscape,
        "turns": any(block.landscape for block in report.all_blocks),
        "form": report.form,
        "head": asdict(report.head),
        "published": _day(report.header.published),
        "signed": _day(report.head.signed) if report.head.signed != report.header.published else None,
        "header": report.header.model_dump(),
        "website": report.website.model_dump(),
        "sections": sections,
        "overview": asdict(report.overview),
        "drawings": [drawing(chart) for chart in report.overview.charts] if extras.charts else [],
        "history": _history(report),
        "past": [drawing(chart) for chart in report.history.charts] if extras.charts else [],
        "downloads": downloads(report, extras.siblings),
        "takes": _takes(report),
        "linked_data": _script(linked_data(report)),
        "letter": [_block(block, style, "") for block in report.letter],
        "draft": report.draft,
        "filing_id": FILING_ID,
        "filing": _filing(report),
        "style": _look(style),
    }


def _day(date: datetime.date | None) -> Plain | None:
    return {"date": date.isoformat(), "text": official(date)} if date else None


def _look(style: Style) -> Plain:
    """The tokens; pitch and tracking rounded down, so that the last line and character surely fit."""
    return {
        **style.model_dump(),
        "pitch": math.floor(style.pitch * 1000) / 1000,
        "tracking": math.floor(style.tracking * 100) / 100,
    }


# ---------------------------------------------------------------- around the report


def _history(report: Report) -> Plain:
    """The years before; ``forms``: they are of several."""
    forms = {row.form for row in report.history.rows if row.cells}
    lines = [line.model_dump() for line in report.history.lines]
    rows = [asdict(row) for row in report.history.rows]
    return {"lines": lines, "rows": rows, "notes": report.history.notes, "forms": len(forms) > 1}


def _takes(report: Report) -> dict[str, Download]:
    """For every table, by its id, the link to it as CSV."""
    return {block.id: of_table(report, block) for block in report.all_blocks if isinstance(block, TableBlock)}


# ---------------------------------------------------------------- blocks


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Heading | None, list[Block]]]:
    """The blocks below each heading of the first level; None for what stands before the first."""
    heading: Heading | None = None
    for first, group in groupby(blocks, lambda block: isinstance(block, Heading) and block.level == 1):
        if not first:
            yield heading, list(group)
            heading = None
            continue
        for block in group:
            if heading:
                yield heading, []
            heading = block if isinstance(block, Heading) else None
    if heading:
        yield heading, []


def _section(heading: Heading | None, blocks: list[Block], style: Style) -> Plain:
    """``lead`` is a table that follows its heading at once, or after the line of its unit: it bears its name,
    and paper keeps them on one page (``together``) where a page is long enough."""
    lead = _lead(heading, blocks)
    named_by = heading.id if heading and lead else ""
    plain = [
        _beside(blocks, number, style, named_by if number < len(lead) else "")
        for number in range(len(blocks))
    ]
    return {
        "heading": heading and _heading(heading),
        "below": [block for block in plain if block["kind"] == "heading" and block["tag"] == "h3"],
        "lead": plain[: len(lead)],
        "together": any(is_whole(block, style) for block in lead if isinstance(block, TableBlock)),
        "runs": _runs_of_pages(plain[len(lead) :]),
        "landscape": bool(heading and heading.landscape),
    }


def _runs_of_pages(blocks: Iterable[Plain]) -> list[Plain]:
    """Neighbours that stand on pages of the same direction."""
    runs = groupby(blocks, lambda block: block["landscape"])
    return [{"landscape": landscape, "blocks": list(run)} for landscape, run in runs]


def _lead(heading: Heading | None, blocks: list[Block]) -> list[Block]:
    """The table that follows a heading at once, with the line above it; nothing where there is none."""
    lines = list(takewhile(lambda block: isinstance(block, Paragraph) and block.align == UNIT, blocks))
    first = blocks[: len(lines) + 1]
    return first if heading and first and isinstance(first[-1], TableBlock) else []


def _beside(blocks: list[Block], number: int, style: Style, named_by: str) -> Plain:
    """A block, and of a table or a note how it stands to those around it."""
    plain = {**_block(blocks[number], style, named_by), "landscape": blocks[number].landscape}
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if plain["kind"] == "table" and _is_note(following):
        plain["around"] += " noted"
    if _is_note(blocks[number]):
        plain["more"] = _is_note(following)
    return plain


def _is_note(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.align == NOTE


def _block(block: Block, style: Style, named_by: str) -> Plain:
    match block:
        case Heading():
            plain = _heading(block)
        case Paragraph():
            plain = {"kind": "paragraph", "runs": _runs(block.runs), "align": block.align, "more": False}
        case Items():
            plain = {"kind": "list", "entries": [_runs(item) for item in block.items]}
        case Figure():
            plain = _figure(block)
        case Figures():
            plain = {"kind": "figures", "figures": [_figure(figure) for figure in block.figures]}
        case TableBlock():
            plain = table_plain(block, style, named_by)
        case Attachments() | Signature():
            plain = closing_plain(block, style.grid.characters)
    return plain


def _heading(heading: Heading) -> Plain:
    """The title is h1, so every heading of the report stands one deeper in HTML."""
    tag = f"h{heading.level + 1}"
    return {"kind": "heading", "tag": tag, "id": heading.id, "text": heading.text, "page": heading.page}


def _runs(runs: Iterable[Run]) -> list[Plain]:
    """Runs by where they lead to: those of one link together."""
    return [
        {
            "target": links.target(address),
            "runs": [{"text": run.text, "strong": run.strong, "face": run.face} for run in group],
        }
        for (address, _), group in groupby(runs, lambda run: run.leads)
    ]


def _figure(figure: Figure) -> Plain:
    return {"kind": "figure", "caption": figure.caption, **_picture(figure.picture)}


def _picture(picture: Picture) -> Plain:
    data = b64encode(picture.data).decode("ascii")
    source = f"data:image/{picture.format};base64,{data}"
    return {"source": source, "width": picture.width, "height": picture.height}


# ---------------------------------------------------------------- the filing within


def _filing(report: Report) -> str:
    return _script({"format": report.header.format, "filing": report.data})


def _script(value: Plain) -> str:
    """JSON without a character that could end the script it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
