"""A PDF with text: ruled tables by their lines, others by the order of their figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.findings.position import Position
from generator.importers.frames import is_frame
from generator.importers.pages import Block, Pages, Paragraph, Unreadable, as_text, picture
from generator.importers.pdf_grid import Ruled, ruled
from generator.importers.pdf_lines import TextLine, text_lines
from generator.importers.pdf_page import Letter, Placement, Sheet, sheet
from generator.importers.pdf_pictures import caption_of, data_of, taken
from generator.importers.pdf_text import Placed, loose_tables, paragraphs

ENDINGS = (".pdf",)
PAGES = 400
PAGE_NUMBER = re.compile(r"[-—–－·\s第]*[0-9０-９]{1,3}[-—–－·\s页]*(?:[/／]\s*[0-9]{1,3})?(?:共[0-9]+页)?")
# The parts of a page at its top and at its bottom in which heads and numbers stand.
EDGE = 0.11
# What a page with text has at least.
LETTERS = 15
# So many pages have it at their top or bottom, and it is a head or foot.
REPEATED = 3


def accepts(data: bytes) -> bool:
    """Whether it is a PDF."""
    return b"%PDF-" in data[:1024]


def read(data: bytes) -> Pages:
    """The paragraphs and tables, page by page; raises Unreadable."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Unreadable("这个 PDF 有密码，请先去掉密码再读") from error
        raise Unreadable("这个 PDF 是坏的，没有传完整或者损坏了") from error
    try:
        if len(document) > PAGES:
            raise Unreadable(f"这个 PDF 有 {len(document)} 页，不像年度报告（最多读 {PAGES} 页）")
        return _pages(document)
    finally:
        document.close()


def _pages(document: Any) -> Pages:
    opened = [document[number] for number in range(len(document))]
    try:
        return _read(document, opened)
    finally:
        for page in opened:
            page.close()


def _read(document: Any, opened: Sequence[Any]) -> Pages:
    sheets = [sheet(page.raw) for page in opened]
    if sum(len(page.letters) for page in sheets) < LETTERS * max(1, len(sheets)):
        scan = (
            "这个 PDF 是扫描件或者图片，里面没有文字，读不出来；请用原来的 Word 文件、网页，或者先做文字识别"
        )
        raise Unreadable(scan if any(page.pictures for page in sheets) else "这个 PDF 里没有文字")
    shown, pictures = taken(sheets), list[bytes]()
    pages = []
    for number, (page, held) in enumerate(zip(sheets, opened, strict=True), 1):
        data = data_of(document, held, (each for each in page.pictures if each in shown))
        pages.append(_placed(page, number, len(pictures), [each for each in data if data[each]]))
        pictures += [data.get(each, b"") for each in page.pictures]
    placed = _without_edges(pages, sheets)
    return Pages(tuple(_blocks(placed)), filing=_filing(document), pictures=tuple(pictures))


def _placed(page: Sheet, number: int, first: int, shown: Sequence[Placement]) -> list[Placed]:
    """The lines, tables and pictures of a page, from its top down; ``first`` is the number of its first
    picture."""
    tables = [table for table in ruled(page, number) if not _is_frame(table)]
    inside = frozenset[int]().union(*(table.letters for table in tables))
    outside = {place: letter for place, letter in enumerate(page.letters) if place not in inside}
    captions = {each: caption_of(each, shown, outside) for each in shown}
    marks = [
        mark
        for place, each in enumerate(page.pictures, first)
        for mark in _marks(each, number, place, [outside[letter] for letter in captions.get(each, ())])
    ]
    for letter in set().union(*captions.values()):
        del outside[letter]
    lines: list[Placed] = [Placed(number, line.top, line) for line in text_lines(outside.values())]
    blocks = (_of_table(table, number) for table in tables)
    return sorted([*lines, *blocks, *marks], key=lambda each: -each.top)


def _marks(placement: Placement, page: int, number: int, caption: Iterable[Letter]) -> Iterator[Placed]:
    """The mark of a picture, and its caption right behind it."""
    words, at = "".join(line.text for line in text_lines(caption)), Position(page=page)
    yield Placed(page, placement.top, Paragraph(picture(number, words), at))
    if words:
        yield Placed(page, placement.top, Paragraph(as_text(words), at))


def _is_frame(table: Ruled) -> bool:
    return is_frame([[cell.text for cell in row if not cell.covered] for row in table.grid.rows])


def _of_table(table: Ruled, number: int) -> Placed:
    return Placed(number, table.top, table.grid)


def _without_edges(pages: list[list[Placed]], sheets: list[Sheet]) -> list[Placed]:
    """Everything without page numbers, and without what stands at the edge of several pages."""
    edges = [
        [each for each in page if isinstance(each.what, TextLine) and _at_edge(each.what, sheet.height)]
        for page, sheet in zip(pages, sheets, strict=True)
    ]
    repeated = Counter(text for page in edges for text in {_words(each) for each in page})
    gone = {
        id(each)
        for page in edges
        for each in page
        if PAGE_NUMBER.fullmatch(_words(each)) or repeated[_words(each)] >= REPEATED
    }
    return [each for page in pages for each in page if id(each) not in gone]


def _at_edge(line: TextLine, height: float) -> bool:
    return line.top < height * EDGE or line.bottom > height * (1 - EDGE)


def _words(placed: Placed) -> str:
    assert isinstance(placed.what, TextLine)
    return placed.what.text.strip()


def _blocks(placed: list[Placed]) -> list[Block]:
    return list(paragraphs(loose_tables(placed)))


def _filing(document: Any) -> str:
    """The filing that an output of ours carries."""
    import pypdfium2

    for number in range(document.count_attachments()):
        try:
            attachment = document.get_attachment(number)
            if attachment.get_name() == "filing.yaml":
                return bytes(attachment.get_data()).decode("utf-8", "replace")
        except pypdfium2.PdfiumError:
            continue
    return ""
