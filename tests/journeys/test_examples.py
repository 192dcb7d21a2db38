"""The examples: correct ones are found correct, the wrong one shows just what its comments promise."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from generator.batch.desk import examine
from generator.filing.numbers import figure
from generator.form.library import SHIPPED
from generator.form.table_grid import Role, lay_out
from generator.source.read import read_file
from tests.conftest import CORRECT, EXAMPLES, FAULTY, ROOT

FIGURES: dict[str, list[list[str]]] = json.loads((ROOT / "tests/data/figures.json").read_text("utf-8"))


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_a_correct_example_gives_no_finding_at_all(path):
    examined = examine(read_file(path))
    assert examined.filing is not None
    assert [(finding.code, finding.span.line) for finding in examined.findings] == []


def test_every_example_has_its_published_figures_at_hand():
    assert {path.stem for path in (*CORRECT, *FAULTY)} == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_an_example_has_the_published_figures(name):
    filing = examine(read_file(EXAMPLES / f"{name}.yaml")).filing
    expected = [number for row in FIGURES[name] for number in row]
    cells = [*filing.cells.values(), *filing.free_cells.values()]
    assert list(filing.cells) == list(filing.format.addresses)
    assert [figure(cell) for cell in cells] == expected
    own = len(filing.free_cells) if filing.own_tables else 0
    assert len(expected) - own == {"2021": 200, "2019": 198, "2014": 58, "2008": 21}[name[:4]]


def test_the_wrong_example_shows_a_mistake_of_every_family():
    codes = {code for _, code in promised(EXAMPLES / "2021-errors.yaml")}
    assert len(codes) >= 12
    assert {code[0] for code in codes} == set("YSBLN")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*-errors.yaml")), ids=lambda path: path.stem)
def test_a_wrong_example_gives_just_the_findings_its_comments_promise(path):
    found = {(finding.span.line, finding.code) for finding in examine(read_file(path)).findings}
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


def seed(name: str) -> str:
    return (Path(str(REAL)) / f"{name}.txt").read_text("utf-8")


real = pytest.mark.skipif(not REAL, reason="NIANBAO_REAL_REPORTS names no folder of real reports")


@real
def test_the_figures_of_2019_are_those_of_the_published_report_blanks_and_all():
    text = seed("zhongzhan-2019")
    tables = text[text.index("第二十条第(一)项") : text.index("五、存在的主要问题")]
    cells = [cell.strip() for cell in re.split(r"[|\n]", tables)]
    numbers = [cell for cell in cells if re.fullmatch(r"[-+]?[0-9]+(万元)?", cell)]
    assert numbers == [number for row in FIGURES["2019-errors"] for number in row if number]
    assert [re.sub("^$", "0", cell) for row in FIGURES["2019-errors"] for cell in row][:22] == numbers[:22]


@real
def test_the_lines_of_the_form_of_2019_are_those_of_the_published_report():
    text = re.sub(r"[\s|]+", "", seed("zhongzhan-2019"))
    text = text[text.index("第二十条第(一)项") :]
    labels = [
        place.text
        for section, table in list(SHIPPED.find("2019").tables.items())[:2]
        for place in lay_out(section, table).places
        if place.role in (Role.BANNER, Role.ROW_GROUP, Role.ROW)
    ]
    assert len(labels) == 40
    position = 0
    for label in labels:
        plain = label.translate(str.maketrans("（）：，", "():,"))
        position = text.find(plain, position)
        assert position >= 0, label


@real
def test_the_figures_and_the_words_of_2014_are_those_of_the_published_form():
    text = seed("ruijin-2015")
    form = re.sub(r"\s+", "", text[text.rindex("政府信息公开情况统计表(2015年度)") :])
    section = SHIPPED.find("2014").sections[-1]
    places = lay_out(section.key, section.table).places
    labels = {place.row: place.text for place in places if place.role is Role.ROW}
    numbers = dict(
        zip(
            [place.row for place in places if place.role is Role.NUMBER],
            [number for row in FIGURES["2014-errors"] for number in row],
            strict=True,
        )
    )
    assert (len(labels), len(numbers)) == (65, 58)
    lines = []
    for row, label in labels.items():
        plain = re.sub(r"\s", "", label).translate(str.maketrans("（）：，", "():,"))
        lines.append(f"{re.escape(plain)}(?:——|万元|人次)?{numbers.get(row, '')}")
    assert re.search("".join(lines), form)


@real
def test_the_figures_of_2008_and_of_2014_are_in_the_published_texts():
    seeds = {"2008": "zengcheng-2012", "2014": "meixian-2017"}
    known = {
        "2008": [row[0] for row in FIGURES["2008"] if row != ["0"]],
        "2014": ["12608", "2805", "243", "1302", "1800", "6458", "96", "102"],
    }
    for name, numbers in known.items():
        found = re.findall(r"[0-9]+", seed(seeds[name]))
        assert [number for number in numbers if number not in found] == []
    assert int(FIGURES["2014"][6][0]) == 1302 + 1800


def test_no_example_names_a_real_person_place_or_telephone():
    paths = list(EXAMPLES.glob("*.yaml"))
    assert len(paths) >= 9
    for path in paths:
        text = path.read_text("utf-8")
        assert not re.search(r"1[3-9]\d{9}|0\d{2,3}-[1-9]\d{6,7}|瑞安|淮安", text), path
        assert set(re.findall(r"[\w-]+\.gov\.cn", text)) <= {"example.gov.cn"}
