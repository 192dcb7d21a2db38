"""What we read of the tables of a PDF, pdfplumber reads too."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from generator.findings.position import Position
from generator.form.format import Format
from generator.form.library import SHIPPED
from generator.importers.expand import Spanning, expand
from generator.importers.pages import Grid
from generator.importers.sources import find
from generator.importers.tables import known, read_tables
from tests.importers.printed import report
from tests.importers.test_pdf import BORDERS, printed_page
from tests.importers.test_round_trip import output

# The examples that differ in their form; those of one form print the same tables.
NAMES = ("2021", "2019", "2014")


def by_pdfplumber(data: bytes) -> list[Grid]:
    """The tables of a PDF as pdfplumber finds them; what a cell reaches over is none."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [
        expand(
            (
                [Spanning(text, column=column) for column, text in enumerate(row) if text is not None]
                for row in table
            ),
            Position(table=number),
        )
        for number, table in enumerate(tables, 1)
    ]


def assert_same(data: bytes, form: Format) -> None:
    ours = known(read_tables(list(find("pdf").read(data).grids), form).cells)
    theirs = known(read_tables(by_pdfplumber(data), form).cells)
    assert len(theirs) > 20
    assert {path: ours.get(path) for path in theirs} == theirs
    assert len(ours) >= len(theirs)


@pytest.mark.parametrize("way", ["typst", "weasyprint"])
@pytest.mark.parametrize("name", NAMES)
def test_the_figures_of_our_own_reports_are_those_that_pdfplumber_reads(name, way):
    assert_same(output(name, way), SHIPPED.find(name))


@pytest.mark.parametrize("border", ["full", "hair", "double"])
def test_the_figures_of_tables_of_others_are_those_that_pdfplumber_reads(border):
    assert_same(printed_page(BORDERS[border], report()), SHIPPED.find("2021"))
