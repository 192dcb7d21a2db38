"""The Report as one self-contained web page: accessible, readable on a phone, and fit to be printed.

Its words come from the Report, its shape from ``templates/report.html.j2``, its looks from the
style's ``report.css``, which is a template too so that no size is written twice.  Templates get
plain values only, and values are never read as templates.
"""

from __future__ import annotations

import json
import math
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from generator import resources
from generator.filing import Picture
from generator.grid import Place, Role
from generator.report import Block, Figure, Heading, Items, Paragraph, Report, TableBlock
from generator.style import MM_PER_POINT, Style
from generator.writers import looks

FILING_ID = "nianbao-filing"

# HTML's word for the cells that a head stands over; a place without one is no head.
SCOPES = {
    Role.BANNER: "colgroup",
    Role.COLUMN_GROUP: "colgroup",
    Role.COLUMN: "col",
    Role.ROW_GROUP: "rowgroup",
    Role.ROW: "row",
}

Plain = dict[str, Any]


# More digits than a column of the page holds on a narrow screen.
DIGITS = 5


def render(report: Report, style: Style) -> str:
    """The page.  No script runs in it and nothing is loaded from elsewhere."""
    return _template(style.folder).render(_page(report, style))


@cache
def _template(folder: Path) -> Template:
    """A style's folder comes first, so that a style may bring a page of its own."""
    environment = SandboxedEnvironment(
        loader=FileSystemLoader([folder, resources.folder("templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _page(report: Report, style: Style) -> Plain:
    return {
        "language": report.language,
        "lines": report.title,
        "title": report.full_title,
        "form": report.form,
        "header": report.header.model_dump(),
        "website": report.website.model_dump(),
        "letter": [_block(block, style, "") for block in report.letter],
        "sections": [_section(heading, blocks, style) for heading, blocks in _sections(report.blocks)],
        "draft": report.draft,
        "filing_id": FILING_ID,
        "filing": _filing(report),
        "style": _look(style),
    }


def _look(style: Style) -> Plain:
    """The tokens; pitch and tracking rounded down, so that the last line and character surely fit."""
    return {
        **style.model_dump(),
        "pitch": math.floor(style.pitch * 1000) / 1000,
        "tracking": math.floor(style.tracking * 100) / 100,
    }


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
    """``lead`` is a table that follows its heading at once: it bears its name, and paper keeps the two
    on one page (``together``) where a page is long enough."""
    first = blocks[0] if heading and blocks else None
    lead = isinstance(first, TableBlock)
    named_by = heading.id if heading and lead else ""
    plain = [_block(block, style, "" if number else named_by) for number, block in enumerate(blocks)]
    return {
        "heading": heading and _heading(heading),
        "lead": plain[:lead],
        "together": isinstance(first, TableBlock) and _fits(first, style),
        "blocks": plain[lead:],
    }


def _fits(table: TableBlock, style: Style) -> bool:
    """Whether a page holds the table if none of its rows needs a second line."""
    look = looks.table_look(table, style)
    row = look.size * MM_PER_POINT + 2 * look.padding_y
    return table.rows * row < style.page.text_height


def _block(block: Block, style: Style, named_by: str) -> Plain:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block), "align": block.align}
        case Items():
            return {"kind": "list", "entries": [_runs(Paragraph(item)) for item in block.items]}
        case Figure():
            return {"kind": "figure", "caption": block.caption, **_picture(block.picture)}
        case TableBlock():
            return _table(block, style, named_by)


def _heading(heading: Heading) -> Plain:
    """The title is h1, so every heading of the report stands one deeper in HTML."""
    tag = f"h{heading.level + 1}"
    return {"kind": "heading", "tag": tag, "id": heading.id, "text": heading.text, "page": heading.page}


def _runs(paragraph: Paragraph) -> list[Plain]:
    return [{"text": run.text, "strong": run.strong} for run in paragraph.runs]


def _picture(picture: Picture) -> Plain:
    data = b64encode(picture.data).decode("ascii")
    source = f"data:image/{picture.format};base64,{data}"
    return {"source": source, "width": picture.width, "height": picture.height}


# ---------------------------------------------------------------- tables


def _table(table: TableBlock, style: Style, named_by: str) -> Plain:
    look = looks.table_look(table, style)
    rows: list[list[Plain]] = [[] for _ in range(table.rows)]
    for place in table.places:
        rows[place.row].append(_cell(place, look))
    return {
        "kind": "table",
        "caption": table.caption,
        "named_by": named_by,
        "columns": table.columns,
        "wide": any(len(one.text) > DIGITS for one in table.places if one.role is Role.NUMBER),
        "widths": [f"{width / sum(table.widths):.3%}" for width in table.widths],
        "look": {"size": look.size, "padding_x": look.padding_x, "padding_y": look.padding_y},
        "head": rows[: table.head_rows],
        "body": rows[table.head_rows :],
    }


def _cell(place: Place, look: looks.TableLook) -> Plain:
    """A corner is no head: numbers do not stand under it."""
    return {
        "id": place.id,
        "scope": SCOPES.get(place.role, ""),
        "headers": " ".join(place.headers),
        "colspan": place.colspan,
        "rowspan": place.rowspan,
        "path": place.path,
        "corner": place.role is Role.CORNER,
        "indent": place.indent,
        "text": place.text,
        "centred": looks.centred(place),
        "measure": looks.measure(place, look),
        "fitted": looks.fitted(place, look),
    }


# ---------------------------------------------------------------- the filing within


def _filing(report: Report) -> str:
    """JSON without a character that could end the script it stands in."""
    text = json.dumps({"format": report.header.format, "filing": report.data}, ensure_ascii=False)
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def filing_of(html: str) -> str:
    """The filing's YAML that a page of ours carries; raises ValueError for a page that has none."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    try:
        filing = json.loads("".join(finder.found))["filing"]
    except (ValueError, KeyError, TypeError):
        filing = None
    if not isinstance(filing, str):
        raise ValueError("the page carries no filing")
    return filing


class _Finder(HTMLParser):
    """Collects the text of the script that holds the filing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("id", FILING_ID) in attributes

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)
