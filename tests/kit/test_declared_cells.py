"""What a form declares of its cells that hold no number, or follow from others: what cannot be is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.kit.own import Run
from tests.kit.test_foreign_forms import FORMS

NAME = "wzgz-2017"


def test_a_rule_may_ask_for_a_cell_that_is_no_number_and_for_no_other(tmp_path: Path, run: Run) -> None:
    for wrong, words in [
        ("when: {工作.应急演练: [是]}", ""),
        ("when: {工作.应急演练: [有]}", "“工作.应急演练”没有“有”这个值"),
        ("when: {工作.应急: [是]}", "表里没有“工作.应急”"),
        ("when: {工作.演练次数: [是]}", "只能写表头的字段，或者不是数的一格"),
    ]:
        out = format_check(tmp_path, run, ("when: {工作.应急演练: [是]}", wrong))
        assert words in out
        assert ("没有错误" in out) == (not words)


def format_check(folder: Path, run: Run, *pairs: tuple[str, str]) -> str:
    """What the kit says of the form with slips."""
    target = folder / "forms" / NAME
    target.mkdir(parents=True, exist_ok=True)
    text = (FORMS / NAME / "format.yaml").read_text("utf-8")
    for right, wrong in pairs:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    (target / "format.yaml").write_text(text, "utf-8")
    (target / "cases.yaml").write_bytes((FORMS / NAME / "cases.yaml").read_bytes())
    _, out, err = run("format", "check", NAME, "--templates", target.parent)
    return str(out + err)


BAD = [
    ("holds: 日期}", "holds: 日子}", "应当是文字、数、日期、是否之一"),
    ("{unit: 个}", "{}", "一种数要写单位"),
    ("{holds: 是否, required: true}", "{holds: 是否, unit: 个}", "unit、signed、units 只用于数"),
    ("{holds: 日期}", "{holds: 日期, choices: [甲]}", "choices 只用于文字"),
    ("plus: [办结留言]", "plus: [办结]", "同一组里没有“办结”这一行数"),
    ("plus: [办结留言]", "plus: [网站名称]", "同一组里没有“网站名称”这一行数"),
    ("plus: [发现问题], minus", "plus: [未整改], minus", "“未整改”自己也是算出来的"),
    ("over: [自采, 转载]", "over: [自采, 转发]", "同一块里没有“转发”这一列数"),
    ("plus: [自采], over", "plus: [开通], over", "同一块里没有“开通”这一列数"),
    (
        "label: 开通日期, kind: 日期}\n        - {key: 自采",
        "label: 开通日期, kind: 日期, total: true}\n        - {key: 自采",
        "不是数，没法计算",
    ),
    ("total: 合计\n", "total: 注\n", "合计行不能叫这个名称"),
    ("cells: [数量, 次数]", "cells: [数量, 是否]", "kinds 里没有“是否”这一种数"),
    ("left: [概况类, 政务动态, 公开目录]", "left: [概况类, 应急演练]", "没有“应急演练”这一行"),
    (
        "- {key: 网站名称, label: 网站名称, kind: 名称}",
        "- {key: 网站名称, label: 网站名称, total: true}",
        "没有可以合计的数",
    ),
    ("decimals: 1}", "decimals: 9}", "应当不大于 6"),
    ("plus: [办结留言], over", "plus: [], over", "plus 至少写一项"),
]


@pytest.mark.parametrize(("right", "wrong", "words"), BAD)
def test_the_kit_tells_a_bad_declaration_with_its_line(
    right: str, wrong: str, words: str, tmp_path: Path, run: Run
) -> None:
    out = format_check(tmp_path, run, (right, wrong))
    text = (tmp_path / "forms" / NAME / "format.yaml").read_text("utf-8")
    line = text.partition(wrong)[0].count("\n") + 1
    places = re.findall(r"format\.yaml:(\d+):\d+: 错误 (F\d\d) (.*)", out)
    near = range(line - 1, line + wrong.count("\n") + 2)
    if words == "没有可以合计的数":  # told of the whole table
        near = range(line)
    assert any(int(number) in near and words in told for number, _, told in places), out
