"""Every format on disk: whole, true to the official form, and every rule proved both ways."""

from __future__ import annotations

import json
import re

import pytest

from generator.batch.desk import examine
from generator.common import data_folders as resources
from generator.findings.catalogue import catalogue
from generator.form import format as formats
from generator.form.authorities import authorities
from generator.form.header import Header
from generator.form.library import SHIPPED, load_format
from generator.form.table_grid import Role, lay_out
from generator.kit.cases import load_cases
from generator.kit.specimen import specimen
from generator.report.blocks import TableBlock
from generator.report.build import build
from generator.rules.check import judged
from generator.rules.kinds import kind_module
from generator.source.read import read
from tests.conftest import ROOT

VERSIONS = SHIPPED.versions()
TEMPLATES = resources.folder("templates")


def test_there_are_formats():
    assert "2021" in VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_the_folder_is_named_for_its_version(version):
    assert SHIPPED.find(version).version == version


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_every_case_gives_just_the_codes_it_says(version):
    cases = load_cases(TEMPLATES / version / "cases.yaml")
    assert len(cases.cases) >= 10
    wrong = []
    for case in cases.cases:
        found = tuple(finding.code for finding in cases.examine(case).findings)
        if sorted(found) != sorted(case.gives):
            wrong.append((case.name, found))
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_every_rule_is_seen_to_fire_and_to_stay_silent_where_it_is_judged(version):
    cases = load_cases(TEMPLATES / version / "cases.yaml")
    rules = {rule.code for rule in SHIPPED.find_own(version).rules}
    fired, silent = set(), set()
    for case in cases.cases:
        examined = cases.examine(case)
        codes = {finding.code for finding in examined.findings}
        fired |= rules & codes
        silent |= (judged(examined.filing) if examined.filing else set()) - codes
    assert len(rules) >= 5
    assert (rules - fired, rules - silent) == (set(), set())
    assert [finding.code for finding in examine(cases.correct).findings] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_no_code_is_used_twice_and_every_kind_exists(version):
    rules = SHIPPED.find(version).rules
    codes = [rule.code for rule in rules] + list(catalogue())
    assert len(codes) == len(set(codes))
    for rule in rules:
        kind_module(rule.kind).Options.model_validate(rule.options)
        assert rule.basis
        assert rule.help


@pytest.mark.parametrize("version", VERSIONS)
def test_every_message_cites_its_own_format(version):
    form = SHIPPED.find(version)
    assert any(form.basis in rule.basis for rule in form.rules)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_grid_of_every_table_is_tiled_without_gap_or_overlap(version):
    form = SHIPPED.find(version)
    paths = []
    for section, table in form.tables.items():
        grid = lay_out(section, table)
        covered = [
            (row, column)
            for place in grid.places
            for row in range(place.row, place.row + place.rowspan)
            for column in range(place.column, place.column + place.colspan)
        ]
        assert sorted(covered) == [(r, c) for r in range(grid.rows) for c in range(grid.columns)]
        ids = [place.id for place in grid.places if place.id]
        assert len(ids) == len(set(ids))
        assert all(name in ids for place in grid.places for name in place.headers)
        paths += [place.path for place in grid.places if place.role is Role.NUMBER]
    assert sorted(paths) == sorted(form.addresses)


@pytest.mark.parametrize(("version", "count"), [("2021", 3), ("2019", 3), ("2014", 1)])
def test_a_form_is_the_official_one_cell_by_cell(version, count):
    """2021: made from the blank form.  The others: from our grid, once held against published reports."""
    official = json.loads((ROOT / f"tests/data/official-form-{version}.json").read_text(encoding="utf-8"))
    blocks = build(specimen(SHIPPED.find(version))).blocks
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    assert len(official) == len(tables) == count
    for table, ours in zip(official, tables, strict=True):
        places = [
            [place.row, place.column, place.rowspan, place.colspan, place.text] for place in ours.places
        ]
        assert ours.columns == table["columns"]
        assert places == sorted(table["cells"])


def test_the_2021_form_has_two_hundred_numbers_in_three_tables():
    form = SHIPPED.find("2021")
    counts = dict.fromkeys(form.tables, 0)
    for address in form.addresses.values():
        counts[address.section] += 1
    assert list(counts.values()) == [10, 175, 15]


def test_the_2019_form_has_198_numbers_in_three_tables():
    form = SHIPPED.find("2019")
    counts = dict.fromkeys(form.tables, 0)
    for address in form.addresses.values():
        counts[address.section] += 1
    assert list(counts.values()) == [22, 161, 15]
    spine = next(place for place in lay_out("三", form.tables["申请办理情况"]).places if place.rowspan > 10)
    assert (spine.text, spine.rowspan) == ("三、本年度办理结果", 20)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_number_is_of_a_kind_that_the_form_names(version):
    form = SHIPPED.find(version)
    assert {address.kind for address in form.addresses.values()} <= set(form.kinds)


def test_no_word_of_a_form_stands_in_python():
    """The law is data: no label, and no key that is not also an ordinary word of the program.
    Nor does a value that the head of a filing may have."""
    words: set[str] = set()
    for version in VERSIONS:
        form = SHIPPED.find(version)
        for section, table in form.tables.items():
            words.add(section)
            words |= {place.text for place in lay_out(section, table).places if len(place.text) > 3}
        words |= {section.heading for section in form.sections if section.heading}
        words |= {rule.message for rule in form.rules}
        words |= {part for path in form.addresses for part in path.split(".") if len(part) > 3}
    of_head = {name for field in Header.model_fields for name in authorities().names(field)}
    assert len(of_head) >= 14
    words |= {*of_head, authorities().seat, *(kind.meaning for kind in authorities().kinds)}
    sources = sorted((ROOT / "generator").rglob("*.py"))
    assert len(words) > 50
    assert len(sources) > 20
    found = []
    for source in sources:
        code = re.sub(r'""".*?"""|#.*', "", source.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [(source.name, word) for word in words if word in code]
    assert found == []


def test_a_broken_format_file_is_told_with_line_and_column(tmp_path):
    path = tmp_path / "format.yaml"
    text = (TEMPLATES / "2021/format.yaml").read_text(encoding="utf-8")
    path.write_text(re.sub("years: .*", "years: {first: 早年}", text, count=1), encoding="utf-8")
    with pytest.raises(formats.FormatError, match=r"format\.yaml:\d+:\d+: F03 “first”不对：应当是整数"):
        load_format(path)


def test_every_finding_of_the_catalogue_can_be_told_and_mended():
    entries = catalogue()
    assert len(entries) > 20
    for code, entry in entries.items():
        assert re.fullmatch("[YSBCNFI][0-9]{2}", code)
        assert entry["message"]
        assert entry["help"]


def test_reading_a_format_is_strict_too():
    assert read((TEMPLATES / "2021/format.yaml").read_bytes()).findings == ()
