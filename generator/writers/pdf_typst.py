"""PDF by Typst: PDF/A-3a and PDF/UA-1 in one file, with the filing attached.

The template is fixed and the Report goes in as JSON, so no text of a filing is ever Typst code.
Typst cannot yet tag row headers, so the tags of the tables are put right afterwards (`pdf_tags`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from generator.fonts import FontSet
from generator.grid import Role
from generator.narrative.markup import Run
from generator.report import Block, Figure, Heading, Items, Paragraph, Report, TableBlock
from generator.style import Style
from generator.writers.failure import CannotWrite
from generator.writers.looks import centred, fitted, measure, table_look
from generator.writers.pdf_tags import tag_tables

# Archival and accessible at once (ISO 19005-3 level A, ISO 14289-1).
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
TEMPLATE = "report.typ"
# Longer tables may break over pages; a table of the form that fits one page stays whole.
KEEP_ROWS = 30


class TypstFailed(CannotWrite):
    """Typst would not set the report; the message says why."""


def render(report: Report, style: Style, fonts: FontSet) -> bytes:
    """The PDF of a Report; raises TypstFailed."""
    data = json.dumps(_data(report, style, fonts), ensure_ascii=False)
    with TemporaryDirectory(prefix="nianbao-") as room:
        _furnish(Path(room), report, fonts)
        pdf = _compile(style.file(TEMPLATE), Path(room), data)
    tables = [block for block in report.blocks if isinstance(block, TableBlock)]
    return tag_tables(pdf, tables)


def _furnish(room: Path, report: Report, fonts: FontSet) -> None:
    """Put pictures and fonts where Typst can see them, and nothing else."""
    for index, block in enumerate(report.blocks):
        if isinstance(block, Figure):
            (room / _file(index, block)).write_bytes(block.picture.data)
    faces = room / "fonts"
    faces.mkdir()
    for number, path in enumerate(dict.fromkeys(face.path for face in fonts.faces)):
        _link(path, faces / f"{number:03}{path.suffix}")


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve())
    except OSError:  # Windows without the right to make links
        shutil.copyfile(source, target)


def _compile(template: Path, room: Path, data: str) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(room / "fonts")]
    )
    try:
        pdf = typst.compile(  # type: ignore[type-var]  # the stub confuses bytes with a mapping
            template.read_bytes(),
            root=str(room),
            font_paths=fonts,
            sys_inputs={"data": data},
            pdf_standards=STANDARDS,
        )
    except typst.TypstError as error:
        raise TypstFailed("\n".join([error.message, *error.hints])) from error
    assert isinstance(pdf, bytes)
    return pdf


# ---------------------------------------------------------------- the report as JSON

Json = dict[str, Any]


def _data(report: Report, style: Style, fonts: FontSet) -> Json:
    date = report.header.published
    return {
        "title": list(report.title),
        "author": report.header.authority,
        "description": report.form,
        "keywords": [report.header.authority, f"{report.header.year}"],
        "date": [date.year, date.month, date.day],
        "draft": report.draft,
        "attachment": report.data,
        "look": _look(style, fonts),
        "groups": list(_groups(report, style)),
    }


def _look(style: Style, fonts: FontSet) -> Json:
    return {
        **style.model_dump(include={"page", "body", "title", "headings", "strong", "caption"}),
        **style.model_dump(include={"page_number", "table", "draft"}),
        "pitch": style.pitch,
        "tracking": style.tracking,
        "fonts": {
            name: {
                "families": list(dict.fromkeys(face.family for face in faces)),
                "weight": style.fonts[name].bundled.weight,
            }
            for name, faces in fonts.roles.items()
        },
    }


def _groups(report: Report, style: Style) -> Iterator[list[Json]]:
    """The blocks; a heading with the table right after it goes together."""
    waiting: list[Json] = []
    for index, block in enumerate(report.blocks):
        one = _block(index, block, style)
        if isinstance(block, Heading) and _is_kept(report.blocks, index + 1):
            waiting = [one]
        else:
            yield [*waiting, one]
            waiting = []


def _is_kept(blocks: Sequence[Block], index: int) -> bool:
    following = blocks[index] if index < len(blocks) else None
    return isinstance(following, TableBlock) and following.rows <= KEEP_ROWS


def _block(index: int, block: Block, style: Style) -> Json:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": _runs(runs)}
        case Items(items):
            return {"kind": "items", "items": [_runs(item) for item in items]}
        case Figure(caption, picture):
            size = {"width": picture.width, "height": picture.height}
            return {"kind": "figure", "caption": caption, "file": _file(index, block), **size}
        case TableBlock():
            return _table(block, style)


def _file(index: int, figure: Figure) -> str:
    return f"picture-{index}.{figure.picture.format}"


def _runs(runs: Sequence[Run]) -> list[Json]:
    return [{"text": run.text, "strong": run.strong} for run in runs]


def _table(table: TableBlock, style: Style) -> Json:
    look = table_look(table, style)
    places = [
        {
            "row": place.row,
            "column": place.column,
            "rowspan": place.rowspan,
            "colspan": place.colspan,
            "text": place.text,
            "head": place.role in (Role.BANNER, Role.CORNER, Role.COLUMN_GROUP, Role.COLUMN),
            "centred": centred(place),
            "measure": measure(place, look),
            "fitted": fitted(place, look),
        }
        for place in table.places
    ]
    return {
        "kind": "table",
        "size": look.size,
        "padding_x": look.padding_x,
        "padding_y": look.padding_y,
        "widths": list(look.widths),
        "head_rows": table.head_rows,
        "places": places,
    }
