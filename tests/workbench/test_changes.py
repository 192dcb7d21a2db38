"""Any change anywhere in any filing: the place has what was typed, and everything else is as it was."""

from __future__ import annotations

import json
import random
import re

import pytest

from generator.filing.given import form_of
from generator.filing.read import read, read_again
from generator.workbench.changes import (
    CELL,
    FREE,
    HEAD,
    OWN,
    ROW,
    TEXT,
    Change,
    changed,
    settled,
    typed_places,
)
from generator.workbench.problem import Problem
from generator.workbench.typed import Shape, typed_rows
from tests.conftest import EXAMPLES

EVERY = tuple(sorted(EXAMPLES.glob("*.yaml")))
# The form of 2008 has no table whose rows it names itself.
WITH_TABLES = tuple(path for path in EVERY if path.stem != "2008")
NUMBERS = (
    "",
    "0",
    "5",
    "17",
    "1,200",
    "１２",
    "二十",
    "12.5",
    "-3",
    " 7 ",
    "12件",
    "010",
    "[1, 2]",
    "a: b",
    "null",
)
LINES = ("", "某某", "2024", "2025-01-02", "甲“乙”", "true", "- 甲")
TEXTS = (
    "",
    "一段话。",
    "第一段。\n\n  第二段 # 不是注释\n- 列：表\n| 甲 | 乙 |",
    "{{ 年度 }}年",
    "#甲\n：",
    "1\n2",
)
COMMENT = re.compile(r"(?:^|\s)#\s.*$", re.MULTILINE)


def reading(source):
    return lambda text: read_again(text, source)


def opened(path):
    document = read(path.read_bytes(), path.name, path.parent)
    return document, form_of(document.root).format


def random_change(dice, form, places, place) -> Change:
    kind, at = place
    if kind == FREE:
        count, rows = len(form.free_tables[at].columns), json.loads(places[place])
        more = [
            [dice.choice(["", "3", "甲 乙", "丙"]) for _ in range(count)] for _ in range(dice.randrange(3))
        ]
        to = json.dumps(rows[: dice.randint(0, len(rows))] + more, ensure_ascii=False)
    else:
        to = dice.choice({CELL: NUMBERS, HEAD: LINES, TEXT: TEXTS, ROW: ("", "0")}[kind])
    return Change(kind, at, places[place], to)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_random_changes_change_their_places_and_nothing_else(path):
    document, form = opened(path)
    dice, made, refused = random.Random(path.stem), 0, 0
    for _ in range(60):
        places = typed_places(form, document)
        others = sorted(place for place in places if place[0] != OWN)  # those have tests of their own
        chosen = dice.sample(others, dice.choice([1, 1, 4]))
        if len(chosen) > 1:
            chosen = [place for place in chosen if place[0] != ROW]
        changes = [random_change(dice, form, places, place) for place in chosen]
        try:
            after = changed(form, document, changes, reading(document.source))
        except Problem:
            refused += 1  # told, and nothing is written
            continue
        assert_only(form, document, after, changes)
        document, made = after, made + 1
    assert made > 30, (made, refused)


def assert_only(form, before, after, changes) -> None:
    """The places have what was typed, others what they had; no comment is gone for a number."""
    found, was = typed_places(form, after), typed_places(form, before)
    rows = {change.at for change in changes if change.kind == ROW}
    touched = {change.place for change in changes}
    for change in changes:
        if change.kind == FREE:
            rows = [row for row in json.loads(change.to) if any(map(str.strip, row))]
            shown = [[each.strip() for each in row] for row in json.loads(found[change.place])]
            assert shown == [[each.strip() for each in row] for row in rows]
        elif change.kind != ROW:
            assert found[change.place].strip("\n") == settled(form, change)
    for place, text in was.items():
        kind, at = place
        around = kind == HEAD and any(each == HEAD and other.startswith(f"{at}.") for each, other in touched)
        inside = kind == CELL and form.places[at].row_path in rows
        if place not in touched and kind != ROW and not around and not inside:
            assert found[place] == text, place
    if all(change.kind == CELL for change in changes):
        assert COMMENT.findall(after.source.text) == COMMENT.findall(before.source.text)


@pytest.mark.parametrize("path", WITH_TABLES, ids=lambda path: path.stem)
def test_what_is_typed_and_typed_back_leaves_a_cell_as_it_was(path):
    document, form = opened(path)
    dice = random.Random(1)
    for place in dice.sample([place for place in typed_places(form, document) if place[0] == CELL], 25):
        was = typed_places(form, document)[place]

        source = document.source
        try:
            there = changed(form, document, [Change(*place, was, "9876")], reading(source))
            back = changed(form, there, [Change(*place, "9876", was)], reading(source))
        except Problem:
            continue
        assert typed_places(form, back) == typed_places(form, document)


def test_a_block_of_several_rows_is_pasted_in_one_go():
    document, form = opened(EXAMPLES / "2021.yaml")
    rows = ("申请办理情况.不予公开.国家秘密", "申请办理情况.不予公开.过程性信息", "复议诉讼情况.复议后起诉")
    paths = [cell.path for row in rows for cell in form.written_rows[row]]
    changes = [Change(CELL, path, "", str(number)) for number, path in enumerate(paths)]
    after = changed(form, document, changes, reading(document.source))
    assert "    国家秘密: [0, 1, 2, 3, 4, 5, 6]\n" in after.source.text
    assert "    过程性信息: [7, 8, 9, 10, 11, 12, 13]\n" in after.source.text
    assert "  复议后起诉: [14, 15, 16, 17, 18]\n" in after.source.text


def test_one_0_for_a_whole_group_is_written_out_when_a_row_of_it_gets_a_number():
    document, form = opened(EXAMPLES / "2014.yaml")
    start = "    主动公开政府信息数: "
    zero = re.sub(rf"(?m)^{start}.*$", f"{start}0    # 一件也没有", document.source.text)
    short = read_again(zero, document.source)
    group = "统计表.主动公开情况.主动公开政府信息数"
    inside = [row for path, row in typed_rows(form, short.root).items() if path.startswith(f"{group}.")]
    assert len(inside) == 3 and {row.shape for row in inside} == {Shape.ZERO_ABOVE}
    change = Change(CELL, f"{group}.主动公开规范性文件数", "0", "7")
    after = changed(form, short, [change], reading(document.source))
    lines = after.source.text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(start.rstrip()))
    assert lines[at].split() == ["主动公开政府信息数:", "#", "一件也没有"]
    assert lines[at + 1 : at + 4] == [
        "      总数: 0",
        "      主动公开规范性文件数: 7",
        "      制发规范性文件总数: 0",
    ]


@pytest.fixture
def free():
    """The filing whose table has rows of the office's own, some with parts."""
    document, form = opened(EXAMPLES / "2008.yaml")
    (section,) = form.free_tables
    rows = json.loads(typed_places(form, document)[FREE, section])
    assert any(row[0].startswith("\u3000") for row in rows) and len(rows) > 10

    def written(new):
        change = Change(FREE, section, "", json.dumps(new, ensure_ascii=False))
        after = changed(form, document, [change], reading(document.source))
        assert json.loads(typed_places(form, after)[FREE, section]) == new
        old, now = document.source.text.split("\n"), after.source.text.split("\n")
        return [line for line in old if line not in now], [line for line in now if line not in old]

    return rows, written


def test_a_number_of_a_free_table_changes_where_it_stands_in_parts_too(free):
    rows, written = free
    at = next(number for number, row in enumerate(rows) if row[0].startswith("\u3000"))
    new = [*rows[:at], [*rows[at][:-1], "77"], *rows[at + 1 :]]
    assert written(new) == (
        ["      - {指标: 當面申請, 单位: 件, 数量: 1366}"],
        ["      - {指标: 當面申請, 单位: 件, 数量: 77}"],
    )


def test_rows_of_a_free_table_are_added_and_taken_out_line_by_line(free):
    rows, written = free
    new = [rows[0], *rows[2:], ["新的一项", "", "9"], ["\u3000其中", "", "9"]]
    assert written(new) == (
        ["  - {指标: 通過網站發布政務信息, 单位: 條, 数量: 74895}"],
        ["  - {指标: 新的一项, 单位: , 数量: 9, 分项: [{指标: 其中, 单位: , 数量: 9}]}"],
    )


def test_a_free_table_can_be_emptied_and_begun_again(free):
    _, written = free
    written([])
    document, form = opened(EXAMPLES / "2008.yaml")
    (section,) = form.free_tables
    text = document.source.text
    blank = read_again(text[: text.index(f"\n{section}:")] + f"\n{section}:\n", document.source)
    change = Change(FREE, section, "[]", json.dumps([["甲", "件", "1"]]))
    after = changed(form, blank, [change], reading(document.source))
    assert after.source.text.endswith(f"{section}:\n  - {{指标: 甲, 单位: 件, 数量: 1}}\n")
