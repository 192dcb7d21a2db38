"""A reader of DOCX that knows nothing of how ours are written: cells, headings, properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml


@dataclass(frozen=True, slots=True, order=True)
class WordCell:
    """One cell, merged ones once, where it begins; rows and columns of the grid count from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


def tables(data: bytes) -> list[list[WordCell]]:
    """The cells of every table, row by row."""
    body = docx.Document(BytesIO(data)).element.body
    return [_cells(table) for table in body.iter(qn("w:tbl"))]


def header_rows(data: bytes) -> list[int]:
    """How many rows of every table are repeated on each page."""
    body = docx.Document(BytesIO(data)).element.body
    return [
        sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr")))
        for table in body.iter(qn("w:tbl"))
    ]


def headings(data: bytes) -> list[tuple[int, str]]:
    """Level and text of every heading, by the names that Word and LibreOffice both give."""
    found = []
    for one in docx.Document(BytesIO(data)).paragraphs:
        name = (one.style.name or "") if one.style else ""
        if name.startswith("Heading "):
            found.append((int(name.removeprefix("Heading ")), one.text))
    return found


def properties(data: bytes) -> dict[str, str]:
    """The core properties by their local names, from the part itself: LibreOffice misnames its relation."""
    with ZipFile(BytesIO(data)) as package:
        root = parse_xml(package.read("docProps/core.xml"))
    return {one.tag.rpartition("}")[2]: one.text or "" for one in root}


def _cells(table: Any) -> list[WordCell]:
    found: list[WordCell] = []
    open_cells: dict[int, int] = {}  # column: index of the cell that goes on below
    for number, row in enumerate(table.iterchildren(qn("w:tr"))):
        for column, width, goes_on, text in _row(row):
            if goes_on:
                above = found[open_cells[column]]
                found[open_cells[column]] = WordCell(
                    above.row, above.column, number - above.row + 1, above.colspan, above.text
                )
            else:
                open_cells[column] = len(found)
                found.append(WordCell(number, column, 1, width, text))
    return found


def _row(row: Any) -> Iterator[tuple[int, int, bool, str]]:
    column = 0
    for cell in row.iterchildren(qn("w:tc")):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        width = 1 if span is None else int(span.get(qn("w:val")))
        goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        yield column, width, goes_on, "".join(one.text or "" for one in cell.iter(qn("w:t")))
        column += width
