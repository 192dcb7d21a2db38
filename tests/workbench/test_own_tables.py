"""Tables of an office's own, changed in place: columns, rows, cells; comments, remarks and layout stay."""

from __future__ import annotations

import json
import random
from difflib import unified_diff

import pytest

from generator.filing.read import read
from generator.workbench.changes import OWN, Change, changed, settled, typed_places
from generator.workbench.problem import Problem
from tests.conftest import EXAMPLES
from tests.workbench.test_changes import opened, reading

FILE = "2021-full.yaml"
ROWED = """\
附表:
  - 标题: 甲表   # 甲
    列:
      - 单位   # 名称
      - 名称: 收件
        种类: 件数
    行:
      # 先写局里的
      - 单位: 甲局
        收件: 3   # 已核对
      - {单位: 乙局, 收件: {数: 4, 备注: 其中网上1件}}
    合计: true   # 算出来
  - 标题: 乙表
    列: [名称, {名称: 数量, 种类: 数}]   # 两列
    行: [[丙, 1.5], [丁, 2]]
"""


@pytest.fixture
def full(call):
    (call.folder / FILE).write_bytes((EXAMPLES / FILE).read_bytes())
    return call


def own(call, file=FILE):
    return call.state(file)["own"]


def change(call, at, to, file=FILE):
    """One table as it is asked for, by somebody who sees the file; the lines that are other than before."""
    state, before = call.state(file), call.text(file)
    was = json.dumps(state["own"][at]) if at in state["own"] else ""
    answer = call.write((OWN, at, was, json.dumps(to) if to else ""), file=file, seen=state["seen"])
    assert answer["conflicts"] == []
    diff = unified_diff(before.splitlines(), call.text(file).splitlines(), n=0, lineterm="")
    return [line for line in diff if not line.startswith(("---", "+++", "@@"))], answer["state"]


def test_a_cell_changes_where_it_stands_and_its_remark_stays(full):
    table = own(full)["0"]
    assert table["columns"][1] == ["自然人", "件数", ""] and table["rows"][0] == ["网上", "26", "5"]
    table["rows"][0][1] = "27"
    diff, state = change(full, "0", table)
    assert diff == [
        "-      - [网上, {数: 26, 备注: 含电子邮件3件}, 5]",
        "+      - [网上, {数: 27, 备注: 含电子邮件3件}, 5]",
    ]
    assert state["own"]["0"] == table


def test_rows_are_added_and_taken_out_line_by_line(full):
    table = own(full)["1"]
    table["rows"].insert(1, ["水土保持费", "2", "1.25"])
    diff, _ = change(full, "1", table)
    assert diff == ["+      - [水土保持费, 2, 1.25]"]
    del table["rows"][2]
    diff, _ = change(full, "1", table)
    assert diff == ["-      - [耕地开垦费, 3, 20]"]


def test_columns_are_renamed_added_and_taken_out_with_their_cells(full):
    table = own(full)["0"]
    table["columns"][2][0] = "单位申请"
    diff, _ = change(full, "0", table)
    assert len(diff) == 2 and diff[1].endswith("{名称: 单位申请, 种类: 件数}]")
    table["columns"].insert(1, ["说明", "文字", ""])
    for row in table["rows"]:
        row.insert(1, "")
    diff, state = change(full, "0", table)
    assert "+      - [网上, ~, {数: 26, 备注: 含电子邮件3件}, 5]" in diff and len(diff) == 8
    assert state["own"]["0"] == table
    del table["columns"][2]
    for row in table["rows"]:
        del row[2]
    diff, _ = change(full, "0", table)
    assert "+      - [网上, ~, 5]" in diff
    assert "    合计: true                     # 由程序计算" in full.text(FILE)


def test_a_column_is_not_put_in_where_a_written_total_would_belong_to_other_columns(full):
    table = own(full)["1"]
    assert table["total"] == "1867、128.5"
    table["columns"].append(["备注", "文字", ""])
    for row in table["rows"]:
        row.append("")
    before = full.text(FILE)
    with pytest.raises(Problem, match="写法特别"):
        change(full, "1", table)
    assert full.text(FILE) == before
    (table := own(full)["1"])["total"] = "true"
    diff, _ = change(full, "1", table)
    assert diff[1] == "+    合计: true            # 写出来的由程序核对"


def test_title_unit_and_what_is_said_beside_change_and_go(full):
    table = own(full)["0"]
    table |= {"title": "申请途径", "unit": "次", "below": "按登记时间统计。\n含转来的。"}
    diff, state = change(full, "0", table)
    assert [line for line in diff if line[0] == "+"] == [
        "+  - 标题: 申请途径",
        "+    单位: 次",
        "+    注: |",
        "+      按登记时间统计。",
        "+      含转来的。",
    ]
    assert state["own"]["0"]["below"] == "按登记时间统计。\n含转来的。"
    diff, _ = change(full, "0", state["own"]["0"] | {"unit": "", "below": ""})
    assert "-    单位: 次" in diff and "-    注: |" in diff


def test_a_table_is_added_and_taken_out_and_both_can_be_undone(full):
    begun = full.text(FILE)
    new = {"title": "新表", "unit": "", "before": "", "below": "", "total": "true"}
    new |= {"columns": [["单位", "文字", ""], ["件数", "件数", ""]], "rows": [["甲局", "3"]]}
    diff, state = change(full, "new", new)
    assert diff == [
        "+  - 标题: 新表",
        "+    列: [单位, {名称: 件数, 种类: 件数}]",
        "+    行:",
        "+      - [甲局, 3]",
        "+    合计: true",
    ]
    assert state["own"]["3"] == new
    diff, state = change(full, "1", "")
    assert len(diff) == 9 and [each["title"] for each in state["own"].values()][1:] == [
        "行政规范性文件公开情况",
        "新表",
    ]
    full("undo", file=FILE, by="a")
    full("undo", file=FILE, by="a")
    assert full.text(FILE) == begun


@pytest.mark.parametrize("blank", ["", "附表:\n", "附表:   # 还没有\n"])
def test_the_first_table_goes_where_the_key_belongs(call, blank):
    path = call.folder / "2021.yaml"
    text = path.read_bytes().decode()
    path.write_text(text + blank, "utf-8")
    new = {"title": "新表", "unit": "件", "before": "说明。", "below": "", "total": ""}
    new |= {"columns": [["单位", "文字", ""], ["件数", "件数", ""]], "rows": [["甲局", "3"], ["2024", ""]]}
    diff, state = change(call, "new", new, "2021.yaml")
    assert state["own"]["0"] == new
    assert all(line.startswith("+") for line in diff) and '+      - ["2024", ~]' in diff
    change(call, "0", "", "2021.yaml")
    assert call.text() == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_by_the_names_of_columns_keep_their_way_and_their_comments(call, end):
    text = ((EXAMPLES / "2021.yaml").read_text("utf-8") + ROWED).replace("\n", end)
    (call.folder / "rowed.yaml").write_bytes(text.encode())
    table = own(call, "rowed.yaml")["0"]
    assert table["rows"] == [["甲局", "3"], ["乙局", "4"]]
    table["columns"][1][0], table["rows"][0][1] = "收到", "13"
    diff, state = change(call, "0", table, "rowed.yaml")
    assert state["own"]["0"] == table
    assert [line for line in diff if line[0] == "+"] == [
        "+      - 名称: 收到",
        "+        收到: 13   # 已核对",
        "+      - {单位: 乙局, 收到: {数: 4, 备注: 其中网上1件}}",
    ]
    other = own(call, "rowed.yaml")["1"]
    other["rows"].append(["戊", "7"])
    diff, _ = change(call, "1", other, "rowed.yaml")
    assert diff[1] == "+    行: [[丙, 1.5], [丁, 2], [戊, 7]]"
    assert call.text("rowed.yaml").count(end) == call.text("rowed.yaml").count("\n")


@pytest.mark.parametrize("name", [FILE, "rowed"])
@pytest.mark.parametrize("seed", range(6))
def test_any_change_is_made_and_touches_nothing_else_or_is_refused(name, seed):
    dice = random.Random(seed)
    if name == FILE:
        document, form = opened(EXAMPLES / FILE)
    else:
        data = ((EXAMPLES / "2021.yaml").read_text("utf-8") + ROWED).encode()
        document, form = read(data, "rowed.yaml", EXAMPLES), opened(EXAMPLES / "2021.yaml")[1]
    made = 0
    for _ in range(25):
        places = typed_places(form, document)
        at = dice.choice([at for kind, at in places if kind == OWN])
        table = shaken(dice, json.loads(places[OWN, at] or places[OWN, "0"]))
        wanted = Change(OWN, at, places[OWN, at], json.dumps(table))
        try:
            after = changed(form, document, [wanted], reading(document.source))
        except Problem:
            continue
        tables = [text for (kind, at), text in typed_places(form, after).items() if kind == OWN and text]
        assert settled(form, wanted) in tables
        document, made = after, made + 1
    assert made > 8


def shaken(dice: random.Random, table: dict) -> dict:
    """A table with something in it changed."""
    words = ("", "7", "12.5", "甲", "a: b", "# 丙", "[1", "2024-01-02", "是", "~", "丁，戊")
    which = dice.randrange(6)
    if which == 0:
        table["title"] = f"表{dice.randrange(1000)}"
    elif which == 1:
        table["rows"].insert(
            dice.randrange(len(table["rows"]) + 1), [dice.choice(words) for _ in table["columns"]]
        )
    elif which == 2 and table["rows"]:
        del table["rows"][dice.randrange(len(table["rows"]))]
    elif which == 3:
        at = dice.randrange(1, len(table["columns"]) + 1)
        table["columns"].insert(at, [f"列{dice.randrange(1000)}", dice.choice(("文字", "件数")), ""])
        table["rows"] = [[*row[:at], "", *row[at:]] for row in table["rows"]]
    elif which == 4 and len(table["columns"]) > 2:
        at = dice.randrange(1, len(table["columns"]))
        del table["columns"][at]
        table["rows"] = [row[:at] + row[at + 1 :] for row in table["rows"]]
    else:
        for row in table["rows"]:
            row[dice.randrange(len(row))] = dice.choice(words)
    return table
