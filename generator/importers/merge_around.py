"""What stands about the text of a report, and behind it: its title, its signature, the office's own tables.

None of it is put into the filing, since what is printed is not what is written there: what is no longer in
the report is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.filing.filing import Filing
from generator.form.header import Header
from generator.form.own_tables import KEY
from generator.importers.said import Said, squeezed
from generator.report.blocks import Attachments, Block, Heading, Paragraph, Signature, TableBlock
from generator.report.build import Report, build
from generator.report.own_tables import own_tables
from generator.report.rewritten import settled

# What stands before the title of one of the office's own tables.
MARK = re.compile(rf"^{KEY}[0-9]*　")


def _key(name: str) -> str:
    return Header.model_fields[name].alias or name


def not_there(old: Filing, said: Said) -> Iterator[str]:
    """What the filing prints about its texts and a report does not say any more."""
    if not said.words or said.is_book:
        return
    report = settled(build(old, draft=True))
    for name, text in _head(report):
        if text and not said.has(text):
            yield f"{name}：报告里没有找到“{text}”，改过的请自己改"
    for name, text, row in _tables(old):
        if not (said.has_row(row) if row else said.has(text)):
            yield f"{name}：报告里没有找到“{text}”，改过的请自己改"


def not_here(old: Filing, new: Filing) -> Iterator[str]:
    """What the tables of the office's own say in a report and the filing does not have: rows, and tables."""
    said = {squeezed(text) for _, text, _ in _tables(old)}
    titles = {squeezed(table.title) for table in old.own_tables}
    for name, text, row in _tables(new):
        title = MARK.sub("", name)
        if squeezed(title) not in titles:
            yield from (f"报告里有{KEY}“{title}”，填报里没有，请自己加",) if text == name else ()
        elif row and squeezed(text) not in said:
            yield f"{name}：报告里有“{text}”，填报里没有，请自己改"


def all_known(old: Filing, said: Said) -> bool:
    """Whether all that had no place in a filing is printed by the tables of the office's own."""
    known = squeezed("".join(text for _, text, _ in _tables(old)))
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


def _tables(old: Filing) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every line of the office's own tables: of which table, what it says, its cells where it is a row."""
    name = ""
    for block in own_tables(old):
        name = block.text if isinstance(block, Heading) else name
        if isinstance(block, TableBlock):
            yield from ((name, "　".join(row), row) for row in _rows(block))
        else:
            yield name, _words(block), ()


def _rows(block: TableBlock) -> Iterator[tuple[str, ...]]:
    rows: dict[int, list[str]] = defaultdict(list)
    for place in sorted(block.places, key=lambda place: (place.row, place.column)):
        rows[place.row].append(place.printed)
    yield from map(tuple, rows.values())


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return "".join(run.text for run in block.runs)
    return block.text if isinstance(block, Heading) else ""
