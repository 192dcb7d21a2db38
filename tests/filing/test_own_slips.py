"""Slips in an office's own tables: told on their own line, and mended where they have one reading."""

from __future__ import annotations

import pytest

from generator.batch.desk import examine
from generator.filing.read import read
from generator.report.build import TableBlock, build
from tests.conftest import EXAMPLES

HEAD = """
附表:
- 标题: 收费情况
  列: [机构, {名称: 件数, 种类: 件数}, {名称: 金额, 种类: 金额, 单位: 元}]
  行:
"""
BASE = (EXAMPLES / "2021.yaml").read_text("utf-8")
FIRST = len(BASE.splitlines()) + len(HEAD.splitlines())


def office(table: str):
    return examine(read(f"{BASE}{HEAD}{table}".encode(), "office.yaml", EXAMPLES))


def mended(run, tmp_path, table: str) -> str:
    """The rows as `check --fix` leaves them."""
    file = tmp_path / "office.yaml"
    file.write_text(f"{BASE}{HEAD}{table}", "utf-8")
    run("check", "--fix", file)
    return file.read_text("utf-8").removeprefix(f"{BASE}{HEAD}")


@pytest.mark.parametrize(
    ("written", "code", "right"),
    [
        ("  - [甲局，1，380]\n", "S64", "  - [甲局, 1, 380]\n"),
        ("  - [甲局, 1,041, 380]\n", "S64", "  - [甲局, 1041, 380]\n"),
        ("  - [甲局、1、380]\n", "S64", "  - [甲局, 1, 380]\n"),
        ("  - [甲局, 1件, 380元]\n", "S04", "  - [甲局, 1, 380]\n"),
        ("  - [甲局, １, ３８０]\n", "S04", "  - [甲局, 1, 380]\n"),
        ("  - {机构：甲局，件数：1，金额：380}\n", "Y14", "  - {机构: 甲局, 件数: 1, 金额: 380}\n"),
        (
            "  - 机构：甲局\n    件数：1\n    金额：380\n",
            "Y14",
            "  - 机构: 甲局\n    件数: 1\n    金额: 380\n",
        ),
        ("  - [甲局, 1, 380]\n  合计: [1件, ３８０]\n", "S04", "  - [甲局, 1, 380]\n  合计: [1, 380]\n"),
        ("  - [甲局, 1, 380]\n  合计: [1，380]\n", "S03", "  - [甲局, 1, 380]\n  合计: [1, 380]\n"),
        (
            "  - [甲局, 1, 380]\n  合计: {件数：1，金额：380}\n",
            "Y14",
            "  - [甲局, 1, 380]\n  合计: {件数: 1, 金额: 380}\n",
        ),
        ("  - 甲局\t1\t380\n", "S64", "  - [甲局, 1, 380]\n"),
        ("  - 甲局 1 380\n", "S64", "  - [甲局, 1, 380]\n"),
        ("  - [甲局, 1, 380]\n  合计: 是\n", "S03", "  - [甲局, 1, 380]\n  合计: true\n"),
        (
            "  - [甲局, {数：1，备注：含减免}, 380]\n",
            "Y14",
            "  - [甲局, {数: 1, 备注: 含减免}, 380]\n",
        ),
    ],
)
def test_a_row_with_a_slip_is_told_on_its_line_and_mended(run, tmp_path, written, code, right):
    lines = {finding.span.line - FIRST for finding in office(written).findings if finding.code == code}
    slipped = {
        number for number, line in enumerate(written.splitlines(), 1) if line not in right.splitlines()
    }
    assert lines == slipped
    assert mended(run, tmp_path, written) == right
    assert not [finding for finding in office(right).findings if finding.span.line > FIRST]


@pytest.mark.parametrize(
    "row",
    [
        "[甲局，乙，380]",  # a word where a number belongs
        "[甲局, 12,380,500]",  # thousands of the one or of the other
        "[甲、乙两局, 约3, 380]",
    ],
)
def test_what_could_mean_something_else_is_told_and_left(run, tmp_path, row):
    written = f"  - {row}\n"
    assert [finding.span.line - FIRST for finding in office(written).findings] == [1]
    assert mended(run, tmp_path, written) == written


@pytest.mark.parametrize("name", ["“一网通办”处", "“一网通办”", "甲、乙两局", "甲局：本级"])
def test_words_in_a_row_are_the_offices_own(name):
    examined = office(f"  - [{name}, 1, 380]\n")
    assert not [finding for finding in examined.findings if finding.span.line > FIRST]
    (row,) = examined.filing.own_tables[0].rows
    assert row.words["机构"] == name


def test_curly_quotes_within_straight_ones_are_text():
    examined = office('  - ["“一网”办", 1, 380]\n')
    assert not [finding for finding in examined.findings if finding.span.line > FIRST]
    assert examined.filing.own_tables[0].rows[0].words["机构"] == "“一网”办"


def test_columns_are_known_however_they_are_written():
    table = """
附表:
- 标题: 收费情况
  列:
  - 机构
  - 名称: 件数
    种类: 件数
  行:
  - {机构：甲局，件数：1}
"""
    examined = examine(read(f"{BASE}{table}".encode(), "office.yaml", EXAMPLES))
    assert [(finding.code, finding.fix is not None) for finding in examined.findings] == [("Y14", True)]
    assert examined.filing.free_cells["附表.收费情况.甲局.件数"].value == 1


def test_a_total_has_as_many_decimals_as_its_column():
    examined = office("  - [甲局, 1, 380.50]\n  - [乙局, 2, 20]\n  合计: true\n")
    (table,) = [block for block in build(examined.filing).blocks if isinstance(block, TableBlock)][-1:]
    assert [place.text for place in table.places][-3:] == ["合计", "3", "400.50"]


def test_a_number_of_a_total_may_have_a_remark():
    examined = office("  - [甲局, 1, 380]\n  合计: [1, {数: 380, 备注: 已缴库}]\n")
    assert not [finding for finding in examined.findings if finding.span.line > FIRST]
    (table,) = [block for block in build(examined.filing).blocks if isinstance(block, TableBlock)][-1:]
    assert table.places[-1].printed == "380（已缴库）"


@pytest.mark.parametrize(
    ("columns", "right"),
    [
        ("[机构，{名称：件数，种类：件数}，备考]", "[机构, {名称: 件数, 种类: 件数}, 备考]"),
        ("[机构，件数, 备考]", "[机构, 件数, 备考]"),
    ],
)
def test_columns_that_chinese_commas_part_are_mended(run, tmp_path, columns, right):
    table = "\n附表:\n- 标题: 收费情况\n  列: {}\n  行:\n  - [甲局, 1, 无]\n"
    file = tmp_path / "office.yaml"
    file.write_text(BASE + table.format(columns), "utf-8")
    run("check", "--fix", file)
    assert file.read_text("utf-8") == BASE + table.format(right)
    assert [column.key for column in examine(read(file.read_bytes())).filing.own_tables[0].table.columns] == [
        "机构",
        "件数",
        "备考",
    ]


def test_a_day_is_mended_into_the_way_days_are_written(run, tmp_path):
    table = (
        "\n附表:\n- 标题: 目录\n  列: [名称, {{名称: 日期, 种类: 日期}}]\n  行:\n  - [甲, {}]\n  - [乙, {}]\n"
    )
    file = tmp_path / "office.yaml"
    file.write_text(BASE + table.format("2024年3月1日", "2024/3/1"), "utf-8")
    run("check", "--fix", file)
    assert file.read_text("utf-8") == BASE + table.format("2024-03-01", "2024-03-01")
