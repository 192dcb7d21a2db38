"""The examples: correct ones are found correct, the wrong one shows just what its comments promise."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from generator.examine import examine
from generator.reading import read_file
from generator.report import figure
from tests.conftest import CORRECT, EXAMPLES, FAULTY, ROOT

FIGURES: dict[str, list[list[str]]] = json.loads((ROOT / "tests/data/figures.json").read_text("utf-8"))


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_a_correct_example_gives_no_finding_at_all(path):
    examined = examine(read_file(path))
    assert examined.filing is not None
    assert [(one.code, one.span.line) for one in examined.findings] == []


def test_every_example_has_its_published_figures_at_hand():
    assert {path.stem for path in (*CORRECT, *FAULTY)} == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_an_example_has_the_published_figures(name):
    filing = examine(read_file(EXAMPLES / f"{name}.yaml")).filing
    expected = [number for row in FIGURES[name] for number in row]
    assert [figure(filing.cells[path]) for path in filing.format.addresses] == expected
    assert len(expected) == {"2021": 200, "2019": 198, "2014": 58}[name[:4]]


def test_the_wrong_example_shows_a_mistake_of_every_family():
    codes = {code for _, code in promised(EXAMPLES / "2021-errors.yaml")}
    assert len(codes) >= 12
    assert {code[0] for code in codes} == set("YSBLN")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*-errors.yaml")), ids=lambda path: path.stem)
def test_a_wrong_example_gives_just_the_findings_its_comments_promise(path):
    found = {(one.span.line, one.code) for one in examine(read_file(path)).findings}
    assert promised(path)
    assert found == promised(path)


def promised(path: Path) -> set[tuple[int, str]]:
    """Lines and codes that the comments of an example tell of."""
    found = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if match := re.search(r"# (下一行)?应报 ([A-Z]\d\d)", line):
            found.add((number + bool(match[1]), match[2]))
    return found


REAL = os.environ.get("NIANBAO_REAL_REPORTS")


@pytest.mark.skipif(not REAL, reason="NIANBAO_REAL_REPORTS names no folder of real reports")
def test_the_figures_are_those_of_the_published_report():
    text = (Path(str(REAL)) / "ruian-office-2024.txt").read_text("utf-8")
    cells = [cell.strip() for line in text.splitlines() if "|" in line for cell in line.split("|")]
    numbers = [cell for cell in cells if cell.isdigit()]
    assert numbers == [number for row in FIGURES["2021"] for number in row]


def test_no_example_names_a_real_person_place_or_telephone():
    for path in EXAMPLES.glob("*.yaml"):
        text = path.read_text("utf-8")
        assert not re.search(r"1[3-9]\d{9}|0\d{2,3}-[1-9]\d{6,7}|瑞安|淮安", text), path
        assert set(re.findall(r"[\w-]+\.gov\.cn", text)) <= {"example.gov.cn"}
