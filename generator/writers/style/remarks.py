"""Where remarks to numbers are printed: in their cells, or as numbered notes below the table.

A style says which, or leaves it to the room there is: a column of the widest statutory table holds four
characters, and a remark on three lines would make its row three times as high.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from generator.filing.narrative.markup import Run
from generator.form.table_grid import Place
from generator.report.blocks import NOTE
from generator.report.build import Block, Paragraph, Report, TableBlock
from generator.writers.style.table_measures import TableLook, remark_size, table_look
from generator.writers.style.tokens import MM_PER_POINT, Style

# A remark that takes more lines than this in its cell is better told below the table.
LINES = 2
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"


def with_remarks(report: Report, style: Style) -> Report:
    """The report with every remark where the style wants it."""
    blocks = tuple(settled for block in report.blocks for settled in _settled(block, style))
    return replace(report, blocks=blocks)


def _settled(block: Block, style: Style) -> Iterator[Block]:
    remarked = _remarked(block) if isinstance(block, TableBlock) else []
    if not isinstance(block, TableBlock) or not remarked or not _below(block, remarked, style):
        yield block
        return
    marks = {place.path: _mark(number) for number, place in enumerate(remarked)}
    places = (
        replace(place, remark="", mark=marks[place.path]) if place.remark else place for place in block.places
    )
    yield replace(block, places=tuple(places))
    for place in remarked:
        yield Paragraph((Run(f"{marks[place.path]}{place.remark}"),), align=NOTE, landscape=block.landscape)


def _remarked(table: TableBlock) -> list[Place]:
    return [place for place in table.places if place.remark]


def _below(table: TableBlock, remarked: list[Place], style: Style) -> bool:
    """Whether the remarks of a table stand below it: all of them, or none."""
    if style.table.remarks != "fit":
        return style.table.remarks == "below"
    look = table_look(table, style)
    return any(_lines(place, look) > LINES for place in remarked)


def _lines(place: Place, look: TableLook) -> int:
    """How many lines a remark takes in its cell; every character counts as a Chinese one."""
    fits = int(look.room(place) / (remark_size(look) * MM_PER_POINT) + 0.01)
    return ceil(len(place.in_brackets) / max(fits, 1))


def _mark(number: int) -> str:
    return MARKS[number] if number < len(MARKS) else f"（{number + 1}）"
