"""What stands about the text of a report, and behind it: its title, its signature, the office's own tables.

What could not be put into the filing line by line or row by row is told, if it is no longer in the report.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.form.header import Header
from generator.form.own_tables import KEY
from generator.importers.merge_free import shared_tables
from generator.importers.merge_sides import Conflict, Sides
from generator.importers.said import Said, squeezed
from generator.report.blocks import Attachments, Block, Heading, Paragraph, Signature, TableBlock
from generator.report.build import Report, build
from generator.report.own_tables import own_tables
from generator.report.rewritten import settled

# What stands before the title of one of the office's own tables.
MARK = re.compile(rf"^{KEY}[0-9]*　")
ABSENT = "（没有这一行）"


def _key(name: str) -> str:
    return Header.model_fields[name].alias or name


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the office's own tables: of which table, what it says, its cells where it is a row."""

    table: str
    text: str
    row: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What it is known by, whatever number its table has."""
        return (squeezed(MARK.sub("", self.table)), *map(squeezed, self.row or (self.text,)))

    def is_row_of(self, titles: Collection[str]) -> bool:
        """Whether it is a row of one of some tables, which are held against each other row by row."""
        return bool(self.row) and squeezed(MARK.sub("", self.table)) in titles

    def is_said(self, said: Said) -> bool:
        """Whether a report has it."""
        return said.has_row(self.row) if self.row else said.has(self.text)


def not_there(sides: Sides, said: Said) -> Iterator[str]:
    """What the filing printed about its texts when the report was built, and the report does not say any
    more."""
    if not said.words or said.is_book:
        return
    base, ours = (settled(build(each, draft=True)) for each in (sides.base, sides.filing))
    now = set(_head(ours))
    for name, text in _head(base):
        same = all(said.has(words) for key, words in now if key == name)
        if text and not said.has(text) and ((name, text) in now or not same):
            yield f"{name}：报告里没有找到“{text}”，{_by_hand((name, text) in now)}"
    lines, shared = {line.key for line in _tables(sides.filing)}, shared_tables(sides)
    for line in _tables(sides.base):
        if line.key in lines and not line.is_row_of(shared) and not line.is_said(said):
            yield f"{line.table}：报告里没有找到“{line.text}”，{_by_hand(here=True)}"


def _by_hand(here: bool) -> str:
    return "改过的请自己改" if here else "填报里也改过了，请自己对照"


def rows_of_both(sides: Sides, said: Said) -> Iterator[Conflict]:
    """Rows of the office's own tables that were changed in the filing and, otherwise, in the report."""
    if not said.words or said.is_book or not sides.is_known:
        return
    ours = {line.key: line for line in _tables(sides.filing) if line.row}
    shared = shared_tables(sides)
    for line in _tables(sides.base):
        if not line.row or line.is_row_of(shared) or line.key in ours or line.is_said(said):
            continue
        mine = next((each for key, each in ours.items() if key[:2] == line.key[:2]), None)
        theirs = next((row for row in sorted(said.rows) if row[:1] == line.key[1:2]), ())
        if (mine is None and not theirs) or (mine is not None and mine.is_said(said)):
            continue
        wordings = (line.text, mine.text if mine else ABSENT, "　".join(theirs) or ABSENT)
        yield Conflict(KEY, f"{line.table}“{line.row[0]}”", wordings)


def not_here(sides: Sides) -> Iterator[str]:
    """What the tables of the office's own say in a report, and neither the filing has nor had when the report
    was built: rows, and tables."""
    known = [line for each in (sides.filing, sides.base) for line in _tables(each)]
    said = {squeezed(line.text) for line in known}
    titles = {squeezed(table.title) for each in (sides.filing, sides.base) for table in each.own_tables}
    shared = shared_tables(sides)
    for line in _tables(sides.report):
        title = MARK.sub("", line.table)
        if squeezed(title) not in titles:
            yield from (f"报告里有{KEY}“{title}”，填报里没有，请自己加",) if line.text == line.table else ()
        elif line.row and not line.is_row_of(shared) and squeezed(line.text) not in said:
            yield f"{line.table}：报告里有“{line.text}”，填报里没有，请自己改"


def all_known(old: Filing, said: Said) -> bool:
    """Whether all that had no place in a filing is printed by the tables of the office's own."""
    known = squeezed("".join(line.text for line in _tables(old)))
    return all(line in known for line in said.left)


def _head(report: Report) -> Iterator[tuple[str, str]]:
    yield _key("title"), "".join(report.title)
    yield from ((_key("subtitle"), line) for line in report.head.subtitle)
    yield from ((_key("signature"), line) for line in report.head.byline)
    for block in report.all_blocks:
        if isinstance(block, Signature):
            yield from ((_key("signature"), line) for line in (block.authority, block.date))
        elif isinstance(block, Attachments):
            yield from ((_key("attachments"), name) for name in block.names)


def _tables(filing: Filing) -> Iterator[_Line]:
    """Every line of the office's own tables."""
    name = ""
    for block in own_tables(filing):
        name = block.text if isinstance(block, Heading) else name
        if isinstance(block, TableBlock):
            yield from (_Line(name, "　".join(row), row) for row in _rows(block))
        else:
            yield _Line(name, _words(block))


def _rows(block: TableBlock) -> Iterator[tuple[str, ...]]:
    rows: dict[int, list[str]] = defaultdict(list)
    for place in sorted(block.places, key=lambda place: (place.row, place.column)):
        rows[place.row].append(place.printed)
    yield from map(tuple, rows.values())


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return "".join(run.text for run in block.runs)
    return block.text if isinstance(block, Heading) else ""
