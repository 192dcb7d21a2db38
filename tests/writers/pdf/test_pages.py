"""The page of GB/T 9704, the tags, the promises: the same of both PDF engines."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pdfplumber
import pikepdf
import pytest

from generator.batch.desk import load
from generator.form.table_grid import Role
from generator.report.build import Heading, TableBlock, build
from generator.source.read import read
from generator.writers.pdf import ENGINES
from generator.writers.style.tokens import MM_PER_POINT
from tests.conftest import EXAMPLES
from tests.made import NAMES, STYLE, cells, lines, pdf, printed_by, report, text_of

example = pytest.mark.parametrize("name", NAMES)
engines = pytest.mark.parametrize("engine", ENGINES)


@example
@engines
def test_a_page_of_text_has_22_lines_on_an_even_grid(name: str, engine: str) -> None:
    counts = [len(page) for page in lines(name, engine)]
    assert max(counts) == STYLE.grid.lines == 22
    full = next(page for page in lines(name, engine) if len(page) == 22)
    assert (full[-1][0] - full[0][0]) / 21 == pytest.approx(STYLE.pitch, abs=0.1)


@example
@engines
def test_a_full_line_has_28_characters_from_edge_to_edge(name: str, engine: str) -> None:
    # Neighbouring marks are set closer, so only lines with marks standing alone are counted.
    even = re.compile("(?:[一-鿿]|(?<=[一-鿿])[，。、；：](?=[一-鿿]))+")
    plain = [line for page in lines(name, engine) for line in page if even.fullmatch(line[1])]
    longest = max(plain, key=lambda line: len(line[1]))
    assert len(longest[1]) == STYLE.grid.characters == 28
    left, right = STYLE.page.left / MM_PER_POINT, (STYLE.page.width - STYLE.page.right) / MM_PER_POINT
    assert longest[2] == pytest.approx(left, abs=0.5)
    assert longest[3] == pytest.approx(right, abs=0.5)


@example
@engines
def test_page_numbers_stand_outside_7_mm_below_the_text(name: str, engine: str) -> None:
    size = STYLE.page_number.size
    left, right = STYLE.page.left / MM_PER_POINT, (STYLE.page.width - STYLE.page.right) / MM_PER_POINT
    foot = STYLE.page.bottom / MM_PER_POINT
    with pdfplumber.open(io.BytesIO(pdf(name, engine))) as opened:
        assert len(opened.pages) >= 8
        for number, page in enumerate(opened.pages, start=1):
            chars = [char for char in page.chars if page.height - char["bottom"] < foot - size]
            assert "".join(char["text"] for char in chars) == f"— {number} —"
            if number % 2:
                assert chars[-1]["x1"] == pytest.approx(right - size, abs=0.1)
            else:
                assert chars[0]["x0"] == pytest.approx(left + size, abs=0.1)
            dash = chars[0]["matrix"][5] + 0.4 * size  # the upper edge of the dash in these faces
            assert (foot - dash) * MM_PER_POINT == pytest.approx(STYLE.page_number.below, abs=0.3)


@example
@engines
def test_each_table_stands_on_the_page_of_its_heading_whole_or_broken_between_groups(
    name: str, engine: str
) -> None:
    found: list[list[int]] = []
    with pdfplumber.open(io.BytesIO(pdf(name, engine))) as opened:
        for page in opened.pages:
            rows = [len(table.rows) for table in page.find_tables()]
            headed = tables_headed(name, text_of_page(page))
            if len(rows) > len(headed):
                found[-1].append(rows.pop(0) - HEADS)
            assert len(rows) == len(headed)
            found += [[count] for count in rows]
    small, large, last = found
    assert (small, last, sum(large)) == ([14], [4], 28)
    # Rows of groups end there; what WeasyPrint could not tag in parts is whole.
    assert large[0] in ((15, 18, 23) if engine == "typst" else (28,))


# Rows of the heads of the table that is broken, repeated on its second page.
HEADS = 3


def text_of_page(page: Any) -> str:
    return "".join(char["text"] for char in page.chars)


def tables_headed(name: str, text: str) -> list[TableBlock]:
    pairs = zip(report(name).blocks, report(name).blocks[1:], strict=False)
    return [
        table
        for heading, table in pairs
        if isinstance(heading, Heading) and isinstance(table, TableBlock) and heading.text in text
    ]


@example
@engines
def test_every_cell_is_tagged_with_the_heads_of_its_place(name: str, engine: str) -> None:
    places = [
        place for block in report(name).blocks if isinstance(block, TableBlock) for place in block.places
    ]
    # A head that is repeated on another page has an id of its own there, which the cells below it name.
    found = [cell for cell in cells(pdf(name, engine)) if "~" not in cell.id]
    assert len(found) == len(places) == 279
    for place, cell in zip(places, found, strict=True):
        headers = tuple(header.split("~")[0] for header in cell.headers)
        assert (cell.id, headers) == (place.id, place.headers)
        if place.role in (Role.BANNER, Role.COLUMN_GROUP, Role.COLUMN):
            assert (cell.tag, cell.scope) == ("/TH", "/Column")
        elif place.role in (Role.ROW_GROUP, Role.ROW):
            assert (cell.tag, cell.scope) == ("/TH", "/Row")
        else:
            assert (cell.tag, cell.scope) == ("/TD", "")


@example
@engines
def test_the_pdf_says_what_it_is(name: str, engine: str) -> None:
    with pikepdf.open(io.BytesIO(pdf(name, engine))) as opened:
        assert opened.Root.Lang == "zh-CN"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.docinfo.Title) == report(name).full_title
        assert str(opened.docinfo.Author) == report(name).header.authority
        assert str(opened.docinfo.CreationDate)[:10] == f"D:{report(name).header.published:%Y%m%d}"
        with opened.open_metadata() as metadata:
            assert (metadata.pdfa_status, metadata["dc:title"]) == ("3A", report(name).full_title)
        with opened.open_outline() as outline:
            (title,) = outline.root
            assert title.title == report(name).full_title
            assert [child.title[0] for child in title.children] == list("一二三四五六")
            assert len(title.children[0].children) == 5


@example
@engines
def test_the_filing_is_attached_as_the_source(name: str, engine: str) -> None:
    with pikepdf.open(io.BytesIO(pdf(name, engine))) as opened:
        (file,) = opened.Root.AF
        assert (str(file.AFRelationship), str(file.UF)) == ("/Source", "filing.yaml")
        assert opened.attachments["filing.yaml"].get_file().read_bytes().decode() == report(name).data
        assert opened.attachments["filing.yaml"].get_file().mime_type == "application/yaml"


@engines
def test_only_a_draft_is_marked_on_every_page(engine: str) -> None:
    draft = printed_by(engine, replace(report("2021"), draft=True))
    with pdfplumber.open(io.BytesIO(draft)) as opened:
        marks = [[char["text"] for char in page.chars if char["size"] > 60] for page in opened.pages]
    assert len(marks) >= 8
    assert [sorted(mark) for mark in marks] == [sorted(STYLE.draft.text)] * len(marks)
    assert STYLE.draft.text not in text_of(pdf("2021", engine))


# Characters between which no line may break, by the rules of Unicode or of the typesetter.
UNBROKEN = (
    "…",
    "—",
    "□",
    "■",
    "×",
    "①",
    "•",
    "“",
    "】",
    "，",
    "。",
    "、",
    "（",
    "）",
    "々",
    "é",
    "λ",
    "ж",
    "A",
    "-",
    "_",
)
UNBROKEN_PAIRS = ("汉\u00a0", "字母\u00a0", "……——", "a。", "é-", "１")


def test_no_run_of_characters_however_long_leaves_the_page():
    runs = [text * (90 // len(text)) for text in (*UNBROKEN, *UNBROKEN_PAIRS)]
    text = "".join(f"  前面的字{run}\n  - {run}\n  **{run}**\n" for run in runs)
    source = (
        (EXAMPLES / "2021.yaml").read_text(encoding="utf-8").replace("其他事项: |\n", f"其他事项: |\n{text}")
    )
    filing = load(read(source.encode(), "office.yaml", EXAMPLES)).filing
    assert filing is not None
    edge = (STYLE.page.width - STYLE.page.right) / MM_PER_POINT + STYLE.body.size
    with pdfplumber.open(io.BytesIO(printed_by("typst", build(filing)))) as opened:
        printed = [char for page in opened.pages for char in page.chars]
    assert sum(char["text"] == "□" for char in printed) == 270
    assert [char["text"] for char in printed if char["x0"] < 0 or char["x1"] > edge] == []
