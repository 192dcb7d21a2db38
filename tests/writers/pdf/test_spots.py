"""What stands where on a page: found without setting it twice, and the page is the same as without marks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pdfplumber
import pytest

from generator.report.build import TableBlock
from generator.writers.order import Order
from generator.writers.pages import pages
from generator.writers.pdf import typst
from generator.writers.pdf.spots import Sheet, Spot
from tests.made import NAMES, pdf, report


@pytest.fixture(params=NAMES)
def made(request: pytest.FixtureRequest) -> tuple[str, tuple[Sheet, ...]]:
    return request.param, pages(report(request.param), Order(("pdf",)))


def spots(sheets: tuple[Sheet, ...]) -> Iterator[tuple[int, Spot]]:
    yield from ((number, spot) for number, sheet in enumerate(sheets) for spot in sheet.spots)


@pytest.mark.slow
def test_a_page_is_the_same_with_its_marks_taken_out_as_without(made, monkeypatch):
    name, marked = made
    assert any(sheet.spots for sheet in marked)
    monkeypatch.setattr(typst, "marked", lambda data: data)
    plain = pages(report(name), Order(("pdf",)))
    assert [sheet.svg for sheet in plain] == [sheet.svg for sheet in marked]
    assert not any(sheet.spots for sheet in plain)


@pytest.mark.slow
def test_every_number_stands_where_the_page_says(made):
    name, sheets = made
    wanted = {
        place.path: re.sub(r"\s", "", place.printed)
        for block in report(name).all_blocks
        if isinstance(block, TableBlock)
        for place in block.places
        if place.path
    }
    with pdfplumber.open(io.BytesIO(pdf(name, "typst"))) as opened:
        assert len(opened.pages) == len(sheets)
        found = {
            spot.origin.path: _text(opened.pages[number], spot)
            for number, spot in spots(sheets)
            if spot.origin.path in wanted
        }
    assert found == wanted
    assert len(found) > 50 or name == "2008"


def _text(page: pdfplumber.page.Page, spot: Spot) -> str:
    box = (spot.x - 0.5, spot.y - 0.5, spot.x + spot.width + 0.5, spot.y + spot.height + 0.5)
    return re.sub(r"\s", "", page.within_bbox(box).extract_text())


@pytest.mark.slow
def test_every_block_of_a_text_knows_which_text_it_is_and_lies_on_its_page(made):
    name, sheets = made
    origins = {block.origin.path for block in report(name).all_blocks if block.origin}
    there = {spot.origin.path for _, spot in spots(sheets)}
    assert origins and len(there) > 5
    assert {path for path in origins if path not in there and not _is_table(name, path)} == set()
    assert all(spot.x >= 0 and spot.y >= 0 and spot.width >= 0 for _, spot in spots(sheets))
    assert all(spot.x + spot.width < 850 and spot.y + spot.height < 850 for _, spot in spots(sheets))


def _is_table(name: str, path: str) -> bool:
    blocks = [block for block in report(name).all_blocks if block.origin and block.origin.path == path]
    return all(isinstance(block, TableBlock) for block in blocks)


def test_the_printed_file_has_no_marks():
    assert b"mark:" not in pdf(NAMES[0], "typst")
