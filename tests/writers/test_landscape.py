"""Blocks that stand on turned pages: what is around them stays upright, nothing leaves the paper."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import groupby

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.text.paragraph import Paragraph

from generator.report.build import Heading, Report, TableBlock
from generator.writers.docx.render import word_file
from generator.writers.html.page import web_page
from generator.writers.pdf import ENGINES
from generator.writers.style.tokens import MM_PER_POINT
from tests.made import STYLE, printed_by, report

HEAD = "三、收到和处理政府信息公开申请情况"
engines = pytest.mark.parametrize("engine", ENGINES)


def turned(*, first: bool = False) -> Report:
    """An example whose third section, heading and table, is turned; with ``first`` also all before it."""
    plain = report("2021")
    start = next(
        number
        for number, block in enumerate(plain.blocks)
        if isinstance(block, Heading) and block.text == HEAD
    )
    assert isinstance(plain.blocks[start + 1], TableBlock)
    blocks = [
        replace(block, landscape=first or number >= start) if number <= start + 1 else block
        for number, block in enumerate(plain.blocks)
    ]
    return replace(plain, blocks=tuple(blocks))


def directions(pages: list[bool]) -> list[bool]:
    return [wide for wide, _ in groupby(pages)]


@engines
def test_a_turned_section_has_turned_pages_of_its_own(engine: str) -> None:
    with pdfplumber.open(io.BytesIO(printed_by(engine, turned()))) as pdf:
        wide = [page for page in pdf.pages if page.width > page.height]
        assert directions([page in wide for page in pdf.pages]) == [False, True, False]
        text = ["".join(char["text"] for char in page.chars).replace(" ", "") for page in wide]
        assert text[0].startswith(HEAD)
        assert "结转下年度继续办理" in text[-1]
        assert "四、政府信息公开" not in text[-1]


@engines
def test_nothing_on_a_turned_page_leaves_its_type_area_but_the_page_number(engine: str) -> None:
    page_of = STYLE.page.turned
    left, right = (edge / MM_PER_POINT for edge in (page_of.left, page_of.width - page_of.right))
    bottom = (page_of.height - page_of.bottom) / MM_PER_POINT
    with pdfplumber.open(io.BytesIO(printed_by(engine, turned()))) as pdf:
        wide = [page for page in pdf.pages if page.width > page.height]
        assert wide
        for page in wide:
            inside = [char for char in page.chars if char["top"] < bottom]
            assert len(inside) > 100
            assert min(char["x0"] for char in inside) > left - 1
            assert max(char["x1"] for char in inside) < right + 1
            below = "".join(char["text"] for char in page.chars if char["top"] >= bottom)
            assert below == f"— {page.page_number} —"


@engines
def test_the_title_stands_on_a_turned_page_where_the_report_begins_with_one(engine: str) -> None:
    with pdfplumber.open(io.BytesIO(printed_by(engine, turned(first=True)))) as pdf:
        assert directions([page.width > page.height for page in pdf.pages]) == [True, False]
        first = "".join(char["text"] for char in pdf.pages[0].chars).replace(" ", "")
    assert first.startswith(turned().full_title)


def test_a_word_file_has_a_section_for_each_run_of_pages() -> None:
    document = docx.Document(io.BytesIO(word_file(turned(), STYLE)))
    upright, wide, last = document.sections
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert (wide.page_width, wide.page_height) == (upright.page_height, upright.page_width)
    assert (wide.top_margin, wide.left_margin) == (upright.left_margin, upright.bottom_margin)
    assert (last.page_width, last.bottom_margin) == (upright.page_width, upright.bottom_margin)
    # The page number stands as far below the text.
    assert wide.bottom_margin - wide.footer_distance == upright.bottom_margin - upright.footer_distance
    table = document.tables[1]
    width = sum(int(column.width) for column in table.columns)
    assert width == pytest.approx(wide.page_width - wide.left_margin - wide.right_margin, abs=20000)


def test_a_word_file_that_begins_turned_has_its_title_there() -> None:
    document = docx.Document(io.BytesIO(word_file(turned(first=True), STYLE, contents=True)))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    inside = document.sections[0].iter_inner_content()
    texts = [content.text for content in inside if isinstance(content, Paragraph)]
    assert turned().full_title in "".join(texts).replace("\n", "")


def test_a_page_says_which_parts_are_turned_only_where_some_are() -> None:
    assert "landscape" not in web_page(report("2021"), STYLE)
    page = web_page(turned(), STYLE)
    assert len(re.findall(r'class="[^"]*\blandscape"', page)) == 1
    assert "@page landscape" in page
