"""One Report, three writers, two PDF engines: every cell and paragraph stands in each of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.form.table_grid import Role
from generator.report.blocks import Attachments, Signature
from generator.report.build import Figure, Figures, Heading, Items, Paragraph, Report, TableBlock
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.style.remarks import with_remarks
from generator.writers.style.tokens import find
from generator.writers.write import render
from tests.conftest import CORRECT, FAULTY, ROOT
from tests.outputs import (
    docx_lines,
    docx_tables,
    html_lines,
    html_tables,
    pdf_tables,
    pdf_text,
    squeeze,
)

NAMES = [path.stem for path in (*CORRECT, *FAULTY)]
# How many places the tables of each form have, and those of an example with a table in its text and own ones.
PLACES = {
    "2021": [30, 215, 34],
    "2019": [53, 198, 34],
    "2014": [198],
    "2008": [66],
    "2021-full": [16, 30, 215, 34, 15, 15, 35],
}
FIGURES: dict[str, list[list[str]]] = json.loads((ROOT / "tests/data/figures.json").read_text("utf-8"))

Make = Callable[[str, str], bytes]


@pytest.fixture(scope="session")
def make(reports: dict[str, Report], weasyprint_runs: None) -> Make:
    """An output of an example, made once: ``form`` is docx, html, typst or weasyprint."""
    made: dict[tuple[str, str], bytes] = {}

    def make_one(name: str, form: str) -> bytes:
        if (name, form) not in made:
            made[name, form] = output(reports[name], form)
        return made[name, form]

    return make_one


def output(report: Report, form: str) -> bytes:
    engine = form if form in ("typst", "weasyprint") else "typst"
    kind = form if form in ("docx", "html") else "pdf"
    order = Order((kind,), engine, system_fonts=False)
    try:
        return render(report, order)[kind]
    except CannotWrite as why:
        if form == "weasyprint":
            pytest.skip(str(why))
        raise


def closing(block: Attachments | Signature) -> list[str]:
    if isinstance(block, Signature):
        return [block.authority, block.date]
    listed = [f"{mark}{name}" for mark, name in zip(block.marks, block.names, strict=True)]
    return [f"附件：{listed[0]}", *listed[1:]]


def lines(report: Report) -> list[str]:
    """Every line of text of a report, outside its tables; remarks that have no room in them are lines."""
    report = with_remarks(report, find("gongwen"))
    found: list[str] = []
    below = ["".join(lines) for lines in (report.head.subtitle, report.head.byline) if lines]
    head = [[report.head.number] if report.head.number else [], report.title, below]
    for block in (*report.letter, *head, *report.blocks):
        match block:
            case Attachments() | Signature():
                found += closing(block)
            case Heading(text=text) | Figure(caption=text):
                found.append(text)
            case Paragraph(runs=runs):
                found.append("".join(run.text for run in runs))
            case Figures(figures=figures):
                found += [figure.caption for figure in figures]
            case Items(items=items):
                found += ["".join(run.text for run in item) for item in items]
            case TableBlock():
                pass
            case _:
                found += block
    return [squeeze(line) for line in found]


def tables(report: Report) -> list[list[str]]:
    """Every cell of every table as it is printed: a number with what is remarked of it, or with its mark."""
    settled = with_remarks(report, find("gongwen"))
    blocks = [block for block in settled.blocks if isinstance(block, TableBlock)]
    return [[squeeze(place.printed) for place in table.places] for table in blocks]


READERS = {"docx": docx_tables, "html": html_tables, "typst": pdf_tables, "weasyprint": pdf_tables}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_every_table_stands_in_the_output(name, form, reports, make):
    expected = tables(reports[name])
    assert [len(table) for table in expected] == PLACES.get(name, PLACES[name[:4]])
    assert READERS[form](make(name, form)) == expected


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_the_published_figures_stand_in_the_output_in_their_places(name, form, reports, make):
    read = READERS[form](make(name, form))
    blocks = [block for block in reports[name].blocks if isinstance(block, TableBlock)]
    numbers = [
        re.sub("[（①-⑳].*", "", text)  # without what is remarked of it
        for table, block in zip(read, blocks, strict=True)
        for text, place in zip(table, block.places, strict=True)
        if place.role is Role.NUMBER and place.path  # those of a table in a text are its own affair
    ]
    assert numbers == [number for row in FIGURES[name] for number in row]


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_text_stands_in_the_output_in_order(name, form, reports, make):
    data = make(name, form)
    read = docx_lines(data) if form == "docx" else html_lines(data)
    expected = lines(reports[name])
    assert len(expected) > 10
    title = [squeeze(line) for line in reports[name].title]
    remaining = iter(read)
    missing = [line for line in expected if line not in title and not any(line == kept for kept in remaining)]
    assert missing == []
    assert "".join(title) in "".join(read)


@pytest.mark.parametrize("form", ["typst", "weasyprint"])
@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_text_stands_in_the_pdf_in_order(name, form, reports, make):
    text = pdf_text(make(name, form))
    position = 0
    expected = lines(reports[name])
    assert len(expected) > 10
    for line in expected:
        found = text.find(line, position)
        assert found >= 0, line
        position = found + len(line)


@pytest.mark.parametrize("form", READERS)
def test_the_same_filing_gives_the_same_bytes(form, reports, make):
    assert output(reports["2021"], form) == make("2021", form)


@pytest.mark.parametrize("form", READERS)
def test_numbers_of_eight_digits_stay_whole_in_their_own_cells(form, reports, weasyprint_runs):
    report = reports["2021"]
    blocks = tuple(_enlarged(block) if isinstance(block, TableBlock) else block for block in report.blocks)
    large = replace(report, blocks=blocks)
    assert READERS[form](output(large, form)) == tables(large)


def _enlarged(table: TableBlock) -> TableBlock:
    places = (
        replace(place, text=str(10_000_000 + number)) if place.role is Role.NUMBER else place
        for number, place in enumerate(table.places)
    )
    return replace(table, places=tuple(places))
