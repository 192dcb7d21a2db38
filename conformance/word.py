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

from generator.writers.style.tokens import MM_PER_POINT


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
    return [_cells(table) for table in _ruled(body)]


def header_rows(data: bytes) -> list[int]:
    """How many rows of every table are repeated on each page."""
    body = docx.Document(BytesIO(data)).element.body
    return [
        sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr")))
        for table in _ruled(body)
    ]


def _ruled(body: Any) -> Iterator[Any]:
    """The tables; what only sets pictures side by side has pictures in every cell."""
    for table in body.iter(qn("w:tbl")):
        if not all(list(cell.iter(qn("w:drawing"))) for cell in table.iter(qn("w:tc"))):
            yield table


def headings(data: bytes) -> list[tuple[int, str]]:
    """Level and text of every heading, by the names that Word and LibreOffice both give."""
    found = []
    for paragraph in docx.Document(BytesIO(data)).paragraphs:
        name = (paragraph.style.name or "") if paragraph.style else ""
        if name.startswith("Heading "):
            found.append((int(name.removeprefix("Heading ")), paragraph.text))
    return found


def properties(data: bytes) -> dict[str, str]:
    """The core properties by their local names, from the part itself: LibreOffice misnames its relation."""
    with ZipFile(BytesIO(data)) as package:
        root = parse_xml(package.read("docProps/core.xml"))
    return {element.tag.rpartition("}")[2]: element.text or "" for element in root}


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
        yield column, width, goes_on, "".join(element.text or "" for element in cell.iter(qn("w:t")))
        column += width


# ---------------------------------------------------------------- what the file says of its page

MM_PER_TWIP = 25.4 / 1440


def page(data: bytes) -> dict[str, float | str]:
    """The measures that stand in the file itself, by their names in ``gbt9704.yaml``."""
    document = docx.Document(BytesIO(data))
    sections = document.element.body.iter(qn("w:sectPr"))
    section = next(part for part in sections if part.find(qn("w:pgSz")).get(qn("w:orient")) != "landscape")
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    edges = {side: _mm(margins, side) for side in ("top", "bottom", "left", "right")}
    width, height = _mm(size, "w"), _mm(size, "h")
    normal = document.styles["Normal"].element
    pitch = _number(normal.find(f"{qn('w:pPr')}/{qn('w:spacing')}"), "line") / 20
    spacing = normal.find(f"{qn('w:rPr')}/{qn('w:spacing')}")
    body = _half(normal) + (0 if spacing is None else _number(spacing, "val") / 20)
    line, area = width - edges["left"] - edges["right"], height - edges["top"] - edges["bottom"]
    return {
        "width": width,
        "height": height,
        "top": edges["top"],
        "foot": edges["bottom"],
        "left": edges["left"],
        "line": line,
        "area": area,
        "pitch": pitch,
        "lines": int(area / MM_PER_POINT / pitch),
        "characters": int(line / MM_PER_POINT / body),
        **_faces(document),
    }


def _faces(document: Any) -> dict[str, float | str]:
    """Size and East Asian font of each named style that the standard speaks of."""
    names = {"body": "Normal", "title": "Title", "number": "Footer"}
    names |= {f"heading_{level}": f"Heading {level}" for level in (1, 2, 3)}
    found: dict[str, float | str] = {}
    for what, name in names.items():
        style = document.styles[name].element
        found[f"{what}_size"] = _half(style)
        found[f"{what}_font"] = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
    return found


def _half(style: Any) -> float:
    return _number(style.find(f"{qn('w:rPr')}/{qn('w:sz')}"), "val") / 2


def _number(element: Any, name: str) -> float:
    return float(element.get(qn(f"w:{name}")))


def _mm(element: Any, name: str) -> float:
    return _number(element, name) * MM_PER_TWIP
