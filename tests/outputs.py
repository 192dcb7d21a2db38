"""Readers of our outputs that know nothing of how they were written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache

import docx
import lxml.html
import pdfplumber
from docx.oxml.ns import qn

from generator.writers.style.tokens import MM_PER_POINT, Page, find

Table = list[str]
PAGE = find("gongwen").page


def squeeze(text: str) -> str:
    """Text without white space: what stands on which line is looks."""
    return re.sub(r"[\s\u200b]+", "", text)


def docx_tables(data: bytes) -> list[Table]:
    """The cells of every table, row by row, merged ones once."""
    body = docx.Document(io.BytesIO(data)).element.body
    return [
        [squeeze(_docx_text(cell)) for cell in _docx_cells(element)]
        for element in body.iter(qn("w:tbl"))
        if _is_ruled(element)
    ]


def _is_ruled(table) -> bool:
    """Whether it is a table; without a style of its own it only sets pictures side by side."""
    return table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None


def _docx_cells(table) -> Iterator:
    for cell in table.iter(qn("w:tc")):
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is None or merge.get(qn("w:val")) == "restart":
            yield cell


def _docx_text(element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def docx_lines(data: bytes) -> list[str]:
    """Every paragraph of the body that holds text, outside tables."""
    body = docx.Document(io.BytesIO(data)).element.body
    outside = (element for element in body.iterchildren(qn("w:p"), qn("w:tbl")) if not _ruled(element))
    paragraphs = (paragraph for element in outside for paragraph in element.iter(qn("w:p")))
    return [text for paragraph in paragraphs if (text := squeeze(_docx_text(paragraph)))]


def _ruled(element) -> bool:
    return element.tag == qn("w:tbl") and _is_ruled(element)


def html_tables(data: bytes) -> list[Table]:
    page = lxml.html.document_fromstring(data.decode())
    return [
        [squeeze(element.text_content()) for element in table.iter("th", "td")]
        for table in page.iter("table")
    ]


def html_lines(data: bytes) -> list[str]:
    """Every heading, paragraph, item and caption of the article."""
    page = lxml.html.document_fromstring(data.decode())
    kinds = ("h1", "h2", "h3", "h4", "h5", "p", "li", "figcaption")
    return [text for element in page.iter(*kinds) if (text := squeeze(element.text_content()))]


def _unmarked(page):
    """The page without the mark of a draft, the only thing on it in such large type."""
    return page.filter(lambda table: table["object_type"] != "char" or table["size"] < 60)


@lru_cache(maxsize=1)
def _pages(data: bytes) -> tuple[pdfplumber.page.Page, ...]:
    """The pages of a PDF: reading them costs more than all that is asked of them, so each is read once."""
    return tuple(pdfplumber.open(io.BytesIO(data)).pages)


def pdf_tables(data: bytes) -> list[Table]:
    """The cells of every table by its ruled lines, without the mark of a draft.

    A table that begins a page with the heads of the one before goes on with that one; a cell that goes on has
    its text on one of the two pages, where there is room for it.
    """
    found: list[list[Table]] = []
    for page in _pages(data):
        # Rules of two tables on a page may stand a character apart: those are not one.
        tables = _unmarked(page).extract_tables({"snap_tolerance": 1})
        for number, table in enumerate(tables):
            rows = [[squeeze(cell) for cell in row if cell is not None] for row in table]
            heads = _same_rows(found[-1], rows) if found and number == 0 else 0
            if heads:
                first, *others = rows[heads:]
                unnamed = next((row for row in reversed(found[-1]) if row[0] == ""), None)
                if unnamed is not None:  # its name stands beside the rows behind the break
                    unnamed[0], first[0] = first[0], ""
                found[-1] += [first[1:] if not first[0] else first, *others]
            else:
                found.append(rows)
    return [[cell for row in rows for cell in row] for rows in found]


def _same_rows(rows: list[Table], others: list[Table]) -> int:
    """How many rows of the two are the same from the first on."""
    pairs = enumerate(zip(rows, others, strict=False))
    return next((number for number, (row, other) in pairs if row != other), min(len(rows), len(others)))


def pdf_text(data: bytes, paper: Page = PAGE) -> str:
    """All text of the type area, page after page, without the page numbers."""
    pieces = []
    for page in _pages(data):
        turned = paper.holding(landscape=page.width > page.height)
        top, right, bottom, left = (
            side / MM_PER_POINT for side in (turned.top, turned.right, turned.bottom, turned.left)
        )
        # Slack: a line's box may be a little taller than its characters, and the empty half of
        # a full-width comma or bracket may hang over either edge.
        area = (left - 9, top - 2, page.width - right + 16, page.height - bottom + 2)
        pieces.append(_unmarked(page).within_bbox(area).extract_text())
    return squeeze("".join(pieces))
