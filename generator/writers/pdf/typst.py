"""PDF by Typst: PDF/A-3a and PDF/UA-1 in one file, with the filing attached.

The template is fixed and the Report goes in as JSON, so no text of a filing is ever Typst code.
Typst cannot yet tag row headers, so the tags of the tables are put right afterwards (`typst_tags`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.filing.narrative import links
from generator.filing.narrative.markup import Run
from generator.form.table_grid import Place
from generator.report.blocks import NOTE, UNIT, Attachments, Signature
from generator.report.build import Block, Figure, Figures, Heading, Items, Paragraph, Report, TableBlock
from generator.writers.labels import labels
from generator.writers.pdf.spots import Sheet, marked, sheets
from generator.writers.pdf.typesetting import Json, Unsettled, typeset, typeset_pages
from generator.writers.pdf.typst_tags import tag_tables
from generator.writers.style.fonts import FontSet
from generator.writers.style.line_breaks import title_lines
from generator.writers.style.signing import closing_plain
from generator.writers.style.table_breaks import breaks, is_inner
from generator.writers.style.table_measures import (
    TableLook,
    centred,
    fitted,
    is_head,
    is_kept,
    lines,
    may_run_over,
    measure,
    remark_size,
    shade,
    table_look,
)
from generator.writers.style.tokens import Style

TEMPLATE = "report.typ"


def render(report: Report, style: Style, fonts: FontSet) -> bytes:
    """The PDF of a Report; raises TypstFailed."""
    template, pictures = style.file(TEMPLATE), _pictures(report)
    try:
        pdf = typeset(template, _data(report, style), fonts, pictures)
    except Unsettled:  # with many tables that might be broken; whole ones depend on nothing
        pdf = typeset(template, {**_data(report, style), "whole_tables": True}, fonts, pictures)
    tables = [block for block in report.all_blocks if isinstance(block, TableBlock)]
    return tag_tables(pdf, tables, report.language)


def pages(report: Report, style: Style, fonts: FontSet) -> tuple[Sheet, ...]:
    """The pages of a Report as they will print, and what stands where on them; raises TypstFailed."""
    template, pictures = style.file(TEMPLATE), _pictures(report)
    data = marked(_data(report, style))
    try:
        made = typeset_pages(template, data, fonts, pictures)
    except Unsettled:
        made = typeset_pages(template, {**data, "whole_tables": True}, fonts, pictures)
    return tuple(sheets(made, report))


def _pictures(report: Report) -> dict[str, bytes]:
    return {
        _file(index, at, figure): figure.picture.data
        for index, block in enumerate(report.all_blocks)
        for at, figure in enumerate(_figures(block))
    }


def _figures(block: Block) -> tuple[Figure, ...]:
    """The pictures of a block."""
    return block.figures if isinstance(block, Figures) else (block,) if isinstance(block, Figure) else ()


# ---------------------------------------------------------------- the report as JSON


def _data(report: Report, style: Style) -> Json:
    date = report.header.published
    return {
        "title": list(report.title),
        "title_lines": [line for lines in title_lines(report.title, style) for line in lines],
        "head": {
            "number": report.head.number,
            "below": [list(lines) for lines in report.head.below],
        },
        "lead": labels(report.language).attachments,
        "author": report.header.authority,
        "description": report.form,
        "keywords": [report.header.authority, f"{report.header.year}"],
        "date": [date.year, date.month, date.day],
        "draft": report.draft,
        "whole_tables": False,
        "marked": False,
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
    """The blocks; a heading with the table right after it goes together, and a table with the line above it
    and the notes below it.  ``first``: of all the blocks."""
    kept: list[Json] = []
    for index, block in enumerate(blocks):
        at = first + index
        plain = {"at": at, **_block(at, block, style), "landscape": block.landscape}
        if isinstance(block, Paragraph | Attachments):
            plain["sticky"] = _is_signed(blocks, index + 1)
        kept.append(plain)
        if not _goes_on(blocks, index):
            yield kept
            kept = []


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block goes together with the one after it."""
    block, following = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(following, Paragraph) and following.align == NOTE:
        return isinstance(block, TableBlock) or (isinstance(block, Paragraph) and block.align == NOTE)
    begins = isinstance(block, Heading) or (isinstance(block, Paragraph) and block.align == UNIT)
    unit = isinstance(following, Paragraph) and following.align == UNIT
    return begins and _is_kept(blocks, index + (2 if unit else 1))


def _is_signed(blocks: Sequence[Block], index: int) -> bool:
    """Whether what signs the text follows: it must not stand on a page without any of it."""
    return index < len(blocks) and isinstance(blocks[index], Attachments | Signature)


def _is_kept(blocks: Sequence[Block], index: int) -> bool:
    following = blocks[index] if index < len(blocks) else None
    return isinstance(following, TableBlock) and is_kept(following)


def _block(index: int, block: Block, style: Style) -> Json:
    match block:
        case Heading(text, level):
            plain: Json = {"kind": "heading", "text": text, "level": level, "page": block.page}
        case Paragraph(runs):
            plain = {"kind": "paragraph", "runs": _runs(runs), "align": block.align}
        case Items(items):
            plain = {"kind": "items", "items": [_runs(item) for item in items]}
        case Figure() | Figures():
            figures = [_figure(index, at, figure) for at, figure in enumerate(_figures(block))]
            plain = {"kind": "figures", "figures": figures}
        case TableBlock():
            plain = _table(block, style)
        case Attachments() | Signature():
            plain = closing_plain(block, style.grid.characters)
    return plain


def _figure(index: int, at: int, figure: Figure) -> Json:
    size = {"width": figure.picture.width, "height": figure.picture.height}
    return {"caption": figure.caption, "file": _file(index, at, figure), **size}


def _file(index: int, at: int, figure: Figure) -> str:
    return f"picture-{index}-{at}.{figure.picture.format}"


def _runs(runs: Iterable[Run]) -> list[Json]:
    """Runs by where they lead to: those of one link together."""
    return [
        {
            "target": links.target(address),
            "runs": [{"text": run.text, "strong": run.strong, "face": run.face} for run in group],
        }
        for (address, _), group in groupby(runs, lambda run: run.leads)
    ]


def _place(place: Place, look: TableLook, style: Style) -> Json:
    return {
        "row": place.row,
        "column": place.column,
        "rowspan": place.rowspan,
        "colspan": place.colspan,
        "lines": lines(place, look),
        "head": is_head(place),
        "shade": shade(place, style),
        "centred": centred(place, look),
        **({"remark": place.in_brackets} if place.remark else {}),
        "indent": place.indent,
        "measure": measure(place, look),
        "fitted": fitted(place, look),
        "may_run_over": may_run_over(place, look),
    }


def _table(table: TableBlock, style: Style) -> Json:
    look, may_break = table_look(table, style), bool(breaks(table, style))
    places = [
        _place(place, look, style)
        | {"breakable": place.rowspan > 1 and not (may_break and is_inner(place, table))}
        for place in table.places
    ]
    return {
        "kind": "table",
        "may_break": may_break,
        "size": look.size,
        "remark_size": remark_size(look),
        "padding_x": look.padding_x,
        "padding_y": look.padding_y,
        "widths": list(look.widths),
        "head_rows": table.head_rows,
        "places": places,
    }
