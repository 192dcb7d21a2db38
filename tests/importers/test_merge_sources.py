"""A report of any kind goes into its filing: unchanged as nothing, changed as just these changes."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from generator.batch.desk import examine
from generator.filing.filing import Filing, State
from generator.filing.numbers import figure
from generator.filing.read import read
from generator.findings.finding import Edit
from generator.report.build import build
from generator.source.edits import edited
from generator.workbook.plan import exported
from generator.writers.order import Order
from generator.writers.write import render
from generator.writers.xlsx.file import file_of
from tests.conftest import EXAMPLES

NAMES = ("2021", "2021-city", "2021-full", "2019")
KINDS = ("pdf", "html", "xlsx")
ADDED = "切实"
# Where a web page carries its filing.
CARRIED = "<!-- carried -->"
# What a sentence begins with that is changed behind.
BEGINNING = 8


def loaded(text: str, name: str) -> Filing:
    filing = examine(read(text.encode(), f"{name}.yaml", EXAMPLES)).filing
    assert filing is not None
    return filing


@cache
def original(name: str) -> tuple[str, Filing]:
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    return text, loaded(text, name)


def made(filing: Filing, kind: str, origin: Filing | None = None) -> bytes:
    """The report of a filing; with ``origin`` one of that which was changed since, and so carries that."""
    if kind == "xlsx":
        return file_of(exported(filing))
    report = build(filing, draft=True)
    if origin:
        report = replace(report, data=build(origin, draft=True).data)
    return render(report, Order((kind,), "typst", system_fonts=False))[kind]


@cache
def output(name: str, kind: str) -> bytes:
    return made(original(name)[1], kind)


def cell_to_change(filing: Filing) -> str:
    """A figure that stands in the report once, so that it can be found there."""
    printed = [figure(cell) for cell in filing.cells.values()]
    said = " ".join(text.scalar.text for text in filing.texts.values())
    return next(
        path
        for path, cell in filing.cells.items()
        if cell.state is State.GIVEN and len(figure(cell)) > 1 and not cell.remark
        if figure(cell).isdecimal() and printed.count(figure(cell)) == 1 and figure(cell) not in said
    )


def sentence_to_change(filing: Filing, text: str) -> str:
    """The beginning of a sentence that is written as it is printed, and once."""
    lines = [line for found in filing.texts.values() for line in found.scalar.text.split("\n")]
    beginnings = [line[:BEGINNING] for line in lines if "{{" not in line]
    return next(each for each in beginnings if re.fullmatch(r"[一-鿿，]{8}", each) and text.count(each) == 1)


def expected(name: str) -> tuple[str, str, str]:
    """The filing with a figure and a sentence changed; what the figure was; the sentence's beginning."""
    text, filing = original(name)
    cell = filing.cells[cell_to_change(filing)]
    sentence = sentence_to_change(filing, text)
    now = edited(text, [Edit(cell.span, str(int(cell.value or 0) + 1))])
    return now.replace(sentence, sentence + ADDED), figure(cell), sentence


def apart(data: bytes) -> tuple[str, str]:
    """A web page with a mark in place of the filing that it carries, and that."""
    (carried,) = re.findall('<script[^>]*id="nianbao-filing">.*?</script>', data.decode(), re.DOTALL)
    return data.decode().replace(carried, CARRIED), carried


def changed(name: str, kind: str) -> bytes:
    """The report with both changed in it; a PDF is made of the changed filing and carries the other."""
    now, number, sentence = expected(name)
    if kind == "pdf":
        return made(loaded(now, name), kind, original(name)[1])
    if kind == "html":
        body, carried = apart(output(name, kind))
        new = re.sub(rf"(<td[^>]*>){number}(</td>)", rf"\g<1>{int(number) + 1}\2", body)
        assert new != body
        assert sentence in new
        return new.replace(sentence, sentence + ADDED).replace(CARRIED, carried).encode()
    return in_workbook(name, number, sentence)


def in_workbook(name: str, number: str, sentence: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(output(name, "xlsx")))
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    places = [cell for sheet in shown for row in sheet.iter_rows() for cell in row]
    figures = [cell for cell in places if str(cell.value) == number]
    texts = [cell for cell in places if isinstance(cell.value, str) and sentence in cell.value]
    assert figures
    assert texts
    for cell in figures:
        cell.value = int(number) + 1
    for cell in texts:
        cell.value = str(cell.value).replace(sentence, sentence + ADDED)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.fixture
def filing_at(tmp_path):
    """Writes an example beside its pictures; returns where."""

    def written(name: str) -> Path:
        for path in EXAMPLES.iterdir():
            if path.is_dir():
                shutil.copytree(path, tmp_path / path.name, dirs_exist_ok=True)
            else:
                shutil.copy(path, tmp_path / path.name)
        return tmp_path / f"{name}.yaml"

    return written


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_report_that_was_not_changed_changes_nothing_and_nothing_is_said_to_be_missing(
    run, filing_at, name, kind
):
    file = filing_at(name)
    report = file.with_name(f"年报.{kind}")
    report.write_bytes(output(name, kind))
    code, out, err = run("import", report, "--into", file)
    assert "没有要改的" in out
    assert "没有写进去" not in err
    assert code == 0
    assert file.read_text("utf-8") == original(name)[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_and_a_sentence_that_were_changed_are_changed_in_the_filing_alone(
    run, filing_at, name, kind
):
    file = filing_at(name)
    report = file.with_name(f"改过.{kind}")
    report.write_bytes(changed(name, kind))
    now, number, _ = expected(name)
    _, out, err = run("import", report, "--into", file)
    assert f"{number} → {int(number) + 1}" in out
    assert f"加了“{ADDED}”" in out
    left = [line for line in err.splitlines() if "没有写进去" in line and "各项之和" not in line]
    assert left == []
    assert file.read_text("utf-8") == now
