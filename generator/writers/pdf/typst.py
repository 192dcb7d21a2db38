"""PDF by Typst: PDF/A-3a and PDF/UA-1 in one file, with the filing attached.

The template is fixed and the Report goes in as JSON, so no text of a filing is ever Typst code.
Typst cannot yet tag row headers, so the tags of the tables are put right afterwards (`typst_tags`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.filing.narrative.markup import Run
from generator.form.table_grid import Role
from generator.report.build import Block, Figure, Heading, Items, Paragraph, Report, TableBlock
from generator.writers.pdf.typesetting import Json, typeset
from generator.writers.pdf.typst_tags import tag_tables
from generator.writers.style.fonts import FontSet
from generator.writers.style.table_measures import centred, fitted, is_kept, measure, table_look
from generator.writers.style.tokens import Style

TEMPLATE = "report.typ"


def render(report: Report, style: Style, fonts: FontSet) -> bytes:
    """The PDF of a Report; raises TypstFailed."""
    pdf = typeset(style.file(TEMPLATE), _data(report, style), fonts, _pictures(report))
    tables = [block for block in report.blocks if isinstance(block, TableBlock)]
    return tag_tables(pdf, tables, report.language)


def _pictures(report: Report) -> dict[str, bytes]:
    return {
        _file(index, block): block.picture.data
        for index, block in enumerate(report.all_blocks)
        if isinstance(block, Figure)
    }


# ---------------------------------------------------------------- the report as JSON


def _data(report: Report, style: Style) -> Json:
    date = report.header.published
    return {
        "title": list(report.title),
        "author": report.header.authority,
        "description": report.form,
        "keywords": [report.header.authority, f"{report.header.year}"],
        "date": [date.year, date.month, date.day],
        "draft": report.draft,
        "attachment": report.data,
        "look": _look(style),
        "letter": list(_groups(report.letter, 0, style)),
        "groups": list(_groups(report.blocks, len(report.letter), style)),
    }


def _look(style: Style) -> Json:
    return {
        **style.model_dump(include={"page", "body", "title", "headings", "strong", "caption"}),
        **style.model_dump(include={"page_number", "table", "draft"}),
        "pitch": style.pitch,
        "tracking": style.tracking,
        "inks": style.colours.paper.model_dump(),
    }


def _groups(blocks: Sequence[Block], first: int, style: Style) -> Iterator[list[Json]]:
    """The blocks; a heading with the table right after it goes together.  ``first``: of all the blocks."""
    kept: list[Json] = []
    for index, block in enumerate(blocks):
        plain = {**_block(first + index, block, style), "landscape": block.landscape}
        if isinstance(block, Heading) and _is_kept(blocks, index + 1):
            kept = [plain]
        else:
            yield [*kept, plain]
            kept = []


def _is_kept(blocks: Sequence[Block], index: int) -> bool:
    following = blocks[index] if index < len(blocks) else None
    return isinstance(following, TableBlock) and is_kept(following)


def _block(index: int, block: Block, style: Style) -> Json:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level, "page": block.page}
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": _runs(runs), "align": block.align}
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
            "indent": place.indent,
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
