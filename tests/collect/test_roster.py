"""A roster is read from a table as offices keep it; what is wrong in it is told by row and column."""

from __future__ import annotations

import pytest
import xlsxwriter

from generator.batch.inputs import Misuse
from generator.collect.roster import Roster, read_roster
from tests.collect.units import HEAD, write_roster

ROWS = [
    ["示例市人民政府", "人民政府", "市级", "", ""],
    ["示例市财政局", "政府部门", "市级", "示例市人民政府", "0000-00000000"],
    ["示例市甲县人民政府", "人民政府", "县级", "示例市人民政府", ""],
    ["示例市甲县教育局", "政府部门", "县级", "示例市甲县人民政府", ""],
]


def names(roster: Roster) -> list[str]:
    return [unit.authority for unit in roster.listed]


def test_a_csv_file_gives_its_units_in_their_order(tmp_path):
    roster = read_roster(write_roster(tmp_path / "名录.csv", ROWS))
    assert names(roster) == [row[0] for row in ROWS]
    assert roster.units[1].contact == "0000-00000000"
    assert [unit.authority for unit in roster.below[roster.units[0].key]] == [
        "示例市财政局",
        "示例市甲县人民政府",
    ]


def test_a_file_in_gbk_reads_the_same(tmp_path):
    path = write_roster(tmp_path / "名录.csv", ROWS)
    path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))
    assert names(read_roster(path)) == [row[0] for row in ROWS]


def test_a_workbook_with_a_title_above_and_an_empty_row_reads_the_same(tmp_path):
    path = tmp_path / "名录.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名录")
        sheet.merge_range(0, 0, 0, 4, "2024年度报送单位名录")
        for number, row in enumerate([HEAD, *ROWS[:2], [""] * 5, *ROWS[2:]], start=1):
            sheet.write_row(number, 0, row)
    assert names(read_roster(path)) == [row[0] for row in ROWS]


def test_columns_of_ones_own_are_kept_and_former_names_are_known(tmp_path):
    rows = [["示例市数据局", "示例市大数据局、示例市信息办", "张科室"]]
    roster = read_roster(write_roster(tmp_path / "名录.csv", rows, ["机关", "曾用名", "经办科室"]))
    assert roster.units[0].more == {"经办科室": "张科室"}
    assert roster.find("示例市 信息办") is roster.units[0]
    assert roster.find("示例市财政局") is None


def test_a_parent_without_a_row_need_not_file_but_has_units_below(tmp_path):
    roster = read_roster(write_roster(tmp_path / "名录.csv", ROWS[1:2]))
    assert names(roster) == ["示例市财政局"]
    parent = roster.find("示例市人民政府")
    assert parent is not None
    assert not parent.listed
    assert [unit.authority for unit in roster.descendants(parent)] == ["示例市财政局"]


def test_a_parent_may_be_named_by_its_former_name(tmp_path):
    rows = [["示例市数据局", "", "示例市信息办"], ["示例市数据中心", "示例市信息办", ""]]
    roster = read_roster(write_roster(tmp_path / "名录.csv", rows, ["机关", "上级", "曾用名"]))
    assert [unit.authority for unit in roster.below[roster.units[0].key]] == ["示例市数据中心"]
    assert len(roster.units) == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["", "政府部门", "县级", "", ""]], "2:1：没有写机关"),
        ([ROWS[1], ROWS[0], ROWS[1]], "4:1：“示例市财政局”在第 2 行已经有了"),
        ([["示例市财政局", "部门", "县级", "", ""]], "2:2：机关类型不能是“部门”"),
        ([["示例市财政局", "政府部门", "县", "", ""]], "2:3：行政层级不能是“县”"),
        (
            [["甲局", "", "", "乙局", ""], ["乙局", "", "", "甲局", ""]],
            "转了一圈又是它自己：甲局 → 乙局 → 甲局",
        ),
        ([["甲局", "", "", "甲局", ""]], "2：“甲局”的上级转了一圈又是它自己"),
        ([], "一个机关也没有"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(tmp_path, rows, said):
    path = write_roster(tmp_path / "名录.csv", rows)
    with pytest.raises(Misuse) as misuse:
        read_roster(path)
    assert said in str(misuse.value)
    assert str(path) in str(misuse.value)


def test_all_faults_are_told_at_once(tmp_path):
    rows = [[f"示例市{number}局", "部门", "县", "", ""] for number in range(30)]
    with pytest.raises(Misuse) as misuse:
        read_roster(write_roster(tmp_path / "名录.csv", rows))
    assert len(str(misuse.value).split("\n")) == 22
    assert "另有 40 处" in str(misuse.value)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("名录.csv", b"", "没有找到“机关”这一列"),
        ("名录.csv", "单位,上级\n甲,乙\n".encode(), "没有找到“机关”这一列"),
        ("名录.csv", "机关,机关\n甲,乙\n".encode(), "有两列都叫“机关”"),
        ("名录.xlsx", b"PK\x03\x04broken", "坏的"),
        ("名录.docx", b"", "应当是 .csv 或 .xlsx"),
    ],
)
def test_what_is_no_roster_is_refused(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Misuse, match=said):
        read_roster(path)
    with pytest.raises(Misuse, match="打不开名录"):
        read_roster(tmp_path / "没有.csv")


def test_a_circle_by_former_names_is_told(tmp_path):
    rows = [["甲局", "乙局", ""], ["丙局", "甲局", "乙局"]]
    with pytest.raises(Misuse, match="转了一圈"):
        read_roster(write_roster(tmp_path / "名录.csv", rows, ["机关", "上级", "曾用名"]))


@pytest.mark.parametrize("down", [True, False])
def test_more_levels_than_any_country_has_are_told(tmp_path, down):
    rows = [[f"{level}局", f"{level - 1}局" if level else ""] for level in range(2000)]
    path = write_roster(tmp_path / "名录.csv", rows if down else rows[::-1], ["机关", "上级"])
    with pytest.raises(Misuse, match="“1999局”上面有 1999 层上级"):
        read_roster(path)
