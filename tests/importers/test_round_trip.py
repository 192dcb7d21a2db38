"""What was built comes back: by the data that it carries, and by reading what is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.batch.desk import examine
from generator.filing.filing import Filing
from generator.filing.read import read, read_file
from generator.form.library import SHIPPED
from generator.importers.extract import Imported, extract
from generator.importers.sources import find
from generator.report.blocks import Figure, Figures, Heading, Items, Paragraph, TableBlock
from generator.report.build import build
from generator.report.prose import narrative
from generator.writers.failure import CannotWrite
from generator.writers.order import Order
from generator.writers.write import render
from tests.conftest import CORRECT, EXAMPLES, FAULTY
from tests.outputs import squeeze

NAMES = [path.stem for path in (*CORRECT, *FAULTY)]
WAYS = ("docx", "html", "typst", "weasyprint")


@cache
def output(name: str, way: str) -> bytes:
    examined = examine(read_file(EXAMPLES / f"{name}.yaml"))
    assert examined.filing is not None
    report = build(examined.filing, draft=examined.has_errors)
    kind = way if way in ("docx", "html") else "pdf"
    order = Order((kind,), way if kind == "pdf" else "typst", system_fonts=False)
    try:
        return render(report, order)[kind]
    except CannotWrite as why:
        pytest.skip(str(why))


@cache
def pages(name: str, way: str):
    return find(way if way in ("docx", "html") else "pdf").read(output(name, way))


def loaded(text: str, folder: Path = EXAMPLES) -> Filing:
    filing = examine(read(text.encode(), "read.yaml", folder)).filing
    assert filing is not None
    return filing


def original(name: str) -> Filing:
    return loaded((EXAMPLES / f"{name}.yaml").read_text("utf-8"))


def figures(filing: Filing) -> dict[str, object]:
    return {path: cell.value for path, cell in filing.cells.items()}


def by_reading(name: str, way: str) -> Imported:
    return extract(replace(pages(name, way), filing=""), f"{name}.{way}", SHIPPED)


def codes(imported: Imported) -> set[str]:
    return {finding.code for finding in imported.findings}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_the_data_that_an_output_carries_comes_back_as_it_was(name, way):
    imported = extract(pages(name, way), name, SHIPPED)
    # Pictures are not taken out of a PDF, which is told.
    assert codes(imported) - ({"I27"} if way not in ("docx", "html") else set()) == {"I31"}
    back, before = loaded(imported.text), original(name)
    assert figures(back) == figures(before)
    assert build(back, draft=True).title == build(before, draft=True).title
    assert back.texts.keys() == before.texts.keys()
    assert [table.title for table in back.own_tables] == [table.title for table in before.own_tables]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_read_from_the_page_where_nothing_is_carried(name, way):
    imported = by_reading(name, way)
    assert imported.form is not None
    before = original(name)
    assert imported.form.version == before.format.version
    back = loaded(imported.text)
    assert figures(back) == figures(before)
    assert name in {path.stem for path in FAULTY} or imported.numbers == len(before.cells)
    assert not codes(imported) & {"I10", "I11", "I12", "I13", "I15", "I17", "I18", "I20", "I21"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_the_head_is_read_from_the_page(name, way):
    imported = by_reading(name, way)
    header = original(name).header
    assert header is not None
    assert re.search(rf'^机关: "{header.authority}"$', imported.text, re.MULTILINE)
    assert re.search(rf"^年度: {header.year}$", imported.text, re.MULTILINE)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_is_read_into_its_part(name, way, tmp_path):
    imported = by_reading(name, way)
    for picture, data in imported.pictures.items():
        (tmp_path / picture).parent.mkdir(exist_ok=True)
        (tmp_path / picture).write_bytes(data)
    before, back = original(name), loaded(imported.text, tmp_path)
    paths = list(before.texts)
    assert len(paths) > 2
    wanted = {path: printed_text(before, path) for path in paths}
    assert {path: printed_text(back, path) for path in paths} == wanted


def printed_text(filing: Filing, path: str) -> str:
    """A narrative as it is printed, of pictures what stands below them."""
    if path not in filing.texts:
        return ""
    pieces = [piece for block in narrative(filing, path) for piece in texts_in(block)]
    return squeeze("".join(pieces)).removeprefix("注：")


def texts_in(block: object) -> list[str]:
    """Every text of a block."""
    match block:
        case Heading(text=text):
            return [text]
        case Paragraph(runs=runs):
            return [run.text for run in runs]
        case Items(items=items):
            return [run.text for item in items for run in item]
        case Figure(caption=caption):
            return [caption]
        case Figures(figures=figures):
            return [figure.caption for figure in figures]
        case TableBlock(places=places):
            return [place.text for place in places]
    raise AssertionError(block)
