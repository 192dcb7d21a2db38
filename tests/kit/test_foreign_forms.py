"""Forms of other worlds, made of data alone: an American report, a return on websites, statistics of
law enforcement.  None of them is shipped to offices."""

from __future__ import annotations

import io
import json
import re
from html import unescape
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
from tests.outputs import squeeze

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
    assert len(printed) >= 20
    document = docx.Document(io.BytesIO((tmp_path / f"{name}.docx").read_bytes()))
    words = "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    html = unescape(re.sub("<[^>]+>", "", (tmp_path / f"{name}.html").read_text("utf-8")))
    with pdfplumber.open(tmp_path / f"{name}.pdf") as pdf:
        page = "".join(char["text"] for sheet in pdf.pages for char in sheet.chars)
    for output in (words, html, page):
        assert [text for text in printed if squeeze(text) not in squeeze(output)] == []


def half_years(folder: Path) -> tuple[Path, Path]:
    """The filings of both halves of a year, the second taking up what the first left."""
    folder.mkdir()
    first = filing_of("bn-2023", folder / "first.yaml")
    text = first.read_text("utf-8").replace("上半年", "下半年").replace("2024-07-10", "2025-01-10")
    second = folder / "second.yaml"
    second.write_text(
        text.replace("来信: [3, 20, 18, 5]", "来信: [5, 9, 8, 6]").replace("来访: [2, 10, 12, 0]", "来访: 0")
    )
    return first, second


def test_halves_of_a_year_are_two_filings_and_the_second_follows_the_first(tmp_path: Path, run: Run) -> None:
    first, second = half_years(tmp_path / "year")
    assert run("check", first.parent, "--templates", FORMS, "--strict")[0] == 0
    second.write_text(second.read_text("utf-8").replace("[5, 9, 8, 6]", "[4, 9, 7, 6]"))
    code, out, _ = run("check", first.parent, "--templates", FORMS)
    assert code == 1
    assert "C71" in out
    assert "S12" not in out


def test_a_filing_of_another_part_is_not_taken_for_the_one_before(tmp_path: Path, run: Run) -> None:
    first, second = half_years(tmp_path / "year")
    _, out, _ = run("check", second, "--previous", second, "--templates", FORMS)
    assert "C01" in out
    assert "2024 下半年，应为 2024 上半年" in out
    assert run("check", second, "--previous", first, "--templates", FORMS)[0] == 0


def test_a_new_filing_goes_on_to_the_next_part_of_the_year(tmp_path: Path, run: Run) -> None:
    first, second = half_years(tmp_path / "year")
    for last, year, part in [(first, 2024, "下半年"), (second, 2025, "上半年")]:
        _, out, _ = run("new", "bn-2023", "--from", last, "--templates", FORMS)
        assert f"年度: {year}\n" in out
        assert f"期间: {part}\n" in out
        assert '填表人: "甲乙"' in out
        assert "# 报出日期:" in out


def test_own_fields_are_printed_where_the_form_says_and_published_only_then(tmp_path: Path, run: Run) -> None:
    first, _ = half_years(tmp_path / "year")
    text = first.read_text("utf-8")
    first.write_text(text[: text.index("说明:")])
    loaded = load_document(read(first.read_bytes()), LIBRARY).filing
    assert loaded is not None
    report = build(loaded)
    assert report.title[1] == "2024年上半年信访事项办理报表"
    lines = ["".join(run.text for run in block.runs) for block in report.blocks if hasattr(block, "runs")]
    assert lines == [
        "专班：是　　口径：全市",
        "填表人：甲乙　　联系电话：0000-00000000　　报出日期：2024年7月10日",
    ]
    assert "填表人" in report.data
    assert "编制人数" not in report.data
