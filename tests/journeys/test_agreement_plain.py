"""The second style says what the first one says: every cell and paragraph in DOCX, HTML and both PDFs."""

from __future__ import annotations

import io
from functools import cache

import pdfplumber
import pytest

from generator.report.build import Report
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.style.tokens import find
from generator.writers.write import render
from tests.journeys.test_agreement import lines, tables
from tests.made import NAMES, report
from tests.outputs import docx_lines, docx_tables, html_lines, html_tables, pdf_tables, pdf_text

STYLE = "plain"
TABLES = {"docx": docx_tables, "html": html_tables, "typst": pdf_tables, "weasyprint": pdf_tables}
every = pytest.mark.parametrize("form", TABLES)
example = pytest.mark.parametrize("name", NAMES)


@cache
def made(name: str, form: str) -> bytes:
    return output(report(name), form)


def output(made: Report, form: str) -> bytes:
    engine = form if form == "weasyprint" else "typst"
    kind = form if form in ("docx", "html") else "pdf"
    try:
        return render(made, Order((kind,), engine, STYLE, system_fonts=False))[kind]
    except CannotWrite as why:
        if form == "weasyprint":
            pytest.skip(str(why))
        raise


@every
@example
def test_every_cell_stands_in_the_output(name: str, form: str, weasyprint_runs: None) -> None:
    expected = tables(report(name))
    assert [len(code) for code in expected] == [30, 215, 34]
    assert TABLES[form](made(name, form)) == expected


@pytest.mark.parametrize("form", ["docx", "html"])
@example
def test_every_line_stands_in_the_output_in_order(name: str, form: str) -> None:
    read = docx_lines(made(name, form)) if form == "docx" else html_lines(made(name, form))
    expected = lines(report(name))
    assert len(expected) > 30
    remaining = iter(read)
    assert [line for line in expected[2:] if not any(line == kept for kept in remaining)] == []
    assert "".join(expected[:2]) in "".join(read)


@pytest.mark.parametrize("form", ["typst", "weasyprint"])
@example
def test_every_line_stands_in_the_pdf_in_order(name: str, form: str, weasyprint_runs: None) -> None:
    text = pdf_text(made(name, form), find(STYLE).page)
    position = 0
    expected = lines(report(name))
    assert len(expected) > 30
    for line in expected:
        found = text.find(line, position)
        assert found >= 0, line
        position = found + len(line)


@every
def test_the_same_filing_gives_the_same_bytes(form: str, weasyprint_runs: None) -> None:
    assert output(report("2021"), form) == made("2021", form)


def test_the_pdf_has_no_font_but_song_and_hei() -> None:
    with pdfplumber.open(io.BytesIO(made("2021", "typst"))) as pdf:
        used = {char["fontname"].split("+")[1].split("-")[0] for page in pdf.pages for char in page.chars}
    assert used == {"NianbaoSong", "NianbaoHei"}
