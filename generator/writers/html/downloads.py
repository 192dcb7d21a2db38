"""What a reader may take away from the page: other forms of the report, its data, its tables.

Data and tables are short text and travel inside the page as ``data:`` addresses, so they are never
lost and never of another day than the page.  DOCX and PDF are files beside it: inside, they would make
the page many times as heavy for every reader.  See docs/decisions/0026-downloads.md.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from generator.common.csv_text import csv_text
from generator.common.safe_text import whole
from generator.form.table_grid import Place, Role
from generator.report.build import Report, TableBlock
from generator.writers.labels import labels

ROW_HEADS = (Role.ROW_GROUP, Role.ROW)


@dataclass(frozen=True, slots=True)
class Download:
    """A link: what it says, the name the file gets, and where it is."""

    label: str
    name: str
    address: str


def downloads(report: Report, siblings: Sequence[tuple[str, str]]) -> list[Download]:
    """The report's other forms, then its data.  ``siblings``: form and file name of each file beside."""
    words = labels(report.language)
    known = ((words.files[form], name) for form, name in siblings if form in words.files)
    beside = [Download(label, whole(name), f"./{quote(os.fsencode(name))}") for label, name in known]
    title = report.full_title
    data = _inside(words.filing, f"{title}.yaml", "application/yaml", report.data.encode())
    if not any(isinstance(block, TableBlock) for block in report.blocks):
        return [*beside, data]
    return [*beside, data, _inside(words.numbers, f"{title}.csv", "text/csv", numbers(report))]


def of_table(report: Report, table: TableBlock) -> Download:
    """One table as printed."""
    name = f"{report.full_title}-{table.caption}.csv"
    return _inside(labels(report.language).table, name, "text/csv", printed(table))


def _inside(label: str, name: str, kind: str, data: bytes) -> Download:
    return Download(label, name, f"data:{kind};charset=utf-8;base64,{b64encode(data).decode('ascii')}")


# ---------------------------------------------------------------- tables as CSV


def printed(table: TableBlock) -> bytes:
    """The table as printed; a merged cell stands at its first place, the rest of it is empty."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for place in table.places:
        rows[place.row][place.column] = place.text
    return csv_text(rows)


def numbers(report: Report) -> bytes:
    """Every number of every table on a line of its own, with its heads and its address."""
    rows: list[list[str]] = [list(labels(report.language).columns)]
    for block in report.blocks:
        if isinstance(block, TableBlock):
            heads = {place.id: place for place in block.places if place.id}
            for place in block.places:
                if place.role is Role.NUMBER and place.path:
                    named = [heads[head] for head in place.headers]
                    rows.append([block.caption, *_heads(named), place.text, place.path])
    return csv_text(rows)


def _heads(named: Iterable[Place]) -> tuple[str, str]:
    rows: list[str] = []
    columns: list[str] = []
    for place in named:
        (rows if place.role in ROW_HEADS else columns).append(place.text)
    return " / ".join(rows), " / ".join(columns)
