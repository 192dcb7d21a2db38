"""Tables for ears: in the page and in both PDFs every number's heads are exactly the printed ones.

What is expected comes from the trees of the form alone (`tests.form_heads`); what is found comes from the
HTML's headers, ids and scopes, and from the tags of the PDF with the text that each tag holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from generator.form.table_grid import Role
from generator.report.build import Report, TableBlock
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.pdf import ENGINES
from generator.writers.style.remarks import with_remarks
from generator.writers.style.tokens import find, styles
from generator.writers.write import render
from tests.conftest import CORRECT
from tests.form_heads import Head, Heard, Printed, tables
from tests.outputs import squeeze
from tests.tagged import Spoken, spoken

example = pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
outputs = pytest.mark.parametrize("form", ("html", *ENGINES))
SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row", None: ""}


def html_spoken(data: bytes) -> list[list[Spoken]]:
    """The cells of every table of the page, with the texts of the heads that they name."""
    page = lxml.html.document_fromstring(data.decode())
    return [list(_html_cells(page, table)) for table in page.iter("table")]


def _html_cells(page: lxml.html.HtmlElement, table: lxml.html.HtmlElement) -> Iterator[Spoken]:
    for cell in table.iter("th", "td"):
        heads = [page.get_element_by_id(name) for name in cell.get("headers", "").split()]
        yield Spoken(
            cell.tag.upper(),
            SCOPES[cell.get("scope")],
            squeeze(cell.text_content()),
            tuple(squeeze(head.text_content()) for head in heads),
            cell.get("data-path", ""),
        )


def made(report: Report, form: str, style: str) -> list[list[Spoken]]:
    kind, engine = ("html", "typst") if form == "html" else ("pdf", form)
    try:
        data = render(report, Order((kind,), engine, style, system_fonts=False))[kind]
    except CannotWrite as why:
        if form == "weasyprint":
            pytest.skip(str(why))
        raise
    return html_spoken(data) if form == "html" else spoken(data)


def whole(pieces: list[list[Spoken]], expected: list[Printed]) -> list[list[Spoken]]:
    """WeasyPrint tags what stands on each page as a table of its own, with the heads again; joined here."""
    joined: list[list[Spoken]] = []
    remaining = iter(pieces)
    for numbers, *_ in expected:
        wanted = plain(numbers)
        table: list[Spoken] = []
        while sum(is_number(cell, set(wanted)) for cell in table) < len(wanted):
            table += next(remaining, None) or pytest.fail("numbers are missing from the tags")
        joined.append(table)
    assert next(remaining, None) is None
    return joined


def is_number(cell: Spoken, heard: set[tuple[str, ...]]) -> bool:
    return cell.tag == "TD" and cell.heads in heard


def plain(numbers: list[Heard]) -> list[tuple[str, ...]]:
    return said([number.heads for number in numbers])


def said(heads: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(map(squeeze, head)) for head in heads]


def texts(block: TableBlock) -> list[str]:
    return [squeeze(place.printed) for place in block.places if place.role is Role.NUMBER]


@pytest.mark.parametrize("style", styles())
@example
@outputs
def test_every_number_and_unit_is_heard_with_exactly_its_printed_heads(
    path: Path, form: str, style: str, reports: dict[str, Report], weasyprint_runs: None
) -> None:
    report = reports[path.stem]
    settled = with_remarks(report, find(style))
    blocks = [block for block in settled.blocks if isinstance(block, TableBlock)]
    expected = list(tables(report.header.format, path))
    pieces = made(report, form, style)
    found = whole(pieces, expected) if form == "weasyprint" else pieces
    assert len(found) == len(expected) == len(blocks) >= 1
    for cells, (numbers, _, units), block in zip(found, expected, blocks, strict=True):
        wanted = plain(numbers)
        heard = [cell for cell in cells if is_number(cell, set(wanted))]
        assert [cell.heads for cell in heard] == wanted
        assert [cell.text for cell in heard] == texts(block)
        assert len(wanted) >= 4
        others = [cell for cell in cells if cell.tag == "TD" and cell not in heard]
        assert not [other for other in others if other.text in set(texts(block)) - {""}]
        assert [other.heads for other in others if other.heads in set(said(units))] == said(units)


@example
@outputs
def test_every_head_has_its_scope_and_the_heads_above_it(
    path: Path, form: str, reports: dict[str, Report], weasyprint_runs: None
) -> None:
    report = reports[path.stem]
    expected = list(tables(report.header.format, path))
    pieces = made(report, form, styles()[0])
    joined = whole(pieces, expected) if form == "weasyprint" else pieces
    assert len(expected) >= 1
    for cells, (_, heads, _) in zip(joined, expected, strict=True):
        found = {Head(cell.text, cell.scope, cell.heads) for cell in cells if cell.tag == "TH"}
        assert found == {
            Head(squeeze(head.text), head.scope, tuple(map(squeeze, head.over))) for head in heads
        }
        assert len(found) >= 4


@example
def test_every_number_of_the_page_bears_its_address(path: Path, reports: dict[str, Report]) -> None:
    report = reports[path.stem]
    found = made(report, "html", styles()[0])
    without = 0
    for cells, (numbers, *_) in zip(found, tables(report.header.format, path), strict=True):
        wanted = [
            (address.path, heads)
            for address, heads in zip(numbers, plain(numbers), strict=True)
            if address.path
        ]
        assert [(cell.path, cell.heads) for cell in cells if cell.path][: len(wanted)] == wanted
        without += not wanted
    # Rows that an office names itself, and a table that it draws in a text, have none.
    assert without == {"2008": 1, "2021-full": 1}.get(path.stem, 0)
    assert len(found) > without or path.stem == "2008"


def test_a_head_moved_by_one_column_is_heard(reports: dict[str, Report]) -> None:
    """The walk itself can fail: two neighbouring heads change places."""
    path = CORRECT[-1]
    report = reports[path.stem]
    index = next(number for number, block in enumerate(report.blocks) if isinstance(block, TableBlock))
    block = report.blocks[index]
    columns = [place for place in block.places if place.role is Role.COLUMN]
    swapped = {columns[0].id: columns[1].id, columns[1].id: columns[0].id}
    places = tuple(
        replace(place, headers=tuple(swapped.get(name, name) for name in place.headers))
        if place.role is Role.NUMBER
        else place
        for place in block.places
    )
    blocks = (*report.blocks[:index], replace(block, places=places), *report.blocks[index + 1 :])
    (numbers, *_), *_ = tables(report.header.format, path)
    for form in ("html", "typst"):
        cells = made(replace(report, blocks=blocks), form, styles()[0])[0]
        wanted = plain(numbers)
        assert [cell.heads for cell in cells if is_number(cell, set(wanted))] != wanted
