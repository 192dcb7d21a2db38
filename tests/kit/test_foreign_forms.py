"""Forms of other worlds, made of data alone: an American report, a return on websites, statistics of
law enforcement.  None of them is shipped to offices."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import jsonschema
import pdfplumber
import pytest

from generator.batch.desk import load as load_document
from generator.form.library import Library
from generator.kit import checking
from generator.report.build import build
from generator.source.read import read
from tests.kit.own import Run

FORMS = Path(__file__).parents[1] / "data" / "forms"
NAMES = tuple(sorted(path.name for path in FORMS.iterdir()))
LIBRARY = Library((FORMS,))
forms = pytest.mark.parametrize("name", NAMES)


def filing_of(name: str, target: Path) -> Path:
    text = (FORMS / name / "cases.yaml").read_text("utf-8")
    lines = text[text.index("filing:\n") + 8 :].splitlines()
    end = next(number for number, line in enumerate(lines) if line and not line.startswith(" "))
    target.write_text("\n".join(line[2:] for line in lines[:end]) + "\n", "utf-8")
    return target


def test_there_are_forms() -> None:
    assert {"foia-2024", "wz-2017", "zhifa-2021"} <= set(NAMES)


@forms
def test_nothing_is_wrong_with_the_form_and_its_cases_prove_every_rule(name: str) -> None:
    examined = checking.check(FORMS / name, LIBRARY)
    assert len(examined) == 2
    assert [finding for each in examined for finding in each.findings] == []


@forms
def test_a_blank_filing_of_it_has_every_section_and_lacks_its_figures(
    name: str, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "new.yaml"
    code, _, err = run("new", name, "--templates", FORMS, "-o", target)
    assert (code, err) == (0, "")
    form = LIBRARY.find(name)
    text = target.read_text("utf-8")
    assert all(f"{section.key}:" in text for section in form.sections)
    code, _, _ = run("check", target, "--templates", FORMS)
    assert code == 1


@forms
def test_its_schema_takes_the_filing_of_its_cases(name: str, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "schema.json"
    assert run("schema", name, "--templates", FORMS, "-o", target)[0] == 0
    schema = json.loads(target.read_text("utf-8"))
    properties = set(schema["properties"])
    assert {section.key for section in LIBRARY.find(name).sections} <= properties
    jsonschema.Draft202012Validator.check_schema(schema)


@forms
def test_it_is_printed_alike_in_every_output(name: str, tmp_path: Path, run: Run) -> None:
    filing = filing_of(name, tmp_path / f"{name}.yaml")
    assert run("build", filing, "--templates", FORMS, "-o", tmp_path)[0] == 0
    loaded = load_document(read(filing.read_bytes()), LIBRARY).filing
    assert loaded is not None
    report = build(loaded)
    texts = [place.text for block in report.blocks if hasattr(block, "places") for place in block.places]
    printed = [text for text in texts if text.strip()]
    assert len(printed) > 20
    document = docx.Document(io.BytesIO((tmp_path / f"{name}.docx").read_bytes()))
    words = "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    html = (tmp_path / f"{name}.html").read_text("utf-8")
    with pdfplumber.open(tmp_path / f"{name}.pdf") as pdf:
        page = "".join(char["text"] for sheet in pdf.pages for char in sheet.chars).replace(" ", "")
    for text in printed:
        assert text in words
        assert text in html or text.replace("&", "&amp;") in html
        assert text.replace(" ", "") in page
