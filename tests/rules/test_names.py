"""Every name in a rule that the form does not have is told at its place, with the nearest that it has."""

from __future__ import annotations

import pytest

from generator.form.library import SHIPPED
from generator.form.rule import Rule
from generator.rules.soundness import faults

FORM = SHIPPED.find("2021")


def problems(kind: str, **options: object) -> list[tuple[tuple[object, ...], str, str]]:
    """Where below a rule something is wrong, under which code, and in which words."""
    demand = {"message": "一句话", "basis": "依据", "official": False}
    rule = Rule.model_validate({"code": "L99", "kind": kind, "level": "error", **demand, **options})
    return [(fault.place, fault.code, fault.words.get("problem", "")) for fault in faults(rule, FORM)]


def quoted(**names: object) -> list[tuple[tuple[object, ...], str, str]]:
    return problems(
        "quote", quotes=[{"patterns": ["收到{数}件"], "cells": ["申请办理情况.本年新收.总计"]}, names]
    )


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("申请办理情况.本年新收.总计", ""),
        ("申请办理情况.本年新收", "总计"),
        ("申请办理情况.不予处理", "自然人"),
    ],
)
def test_a_number_a_row_or_a_group_with_a_column_is_a_name(name, column):
    assert quoted(patterns=["{数}件"], cells=[name], column=column) == []


@pytest.mark.parametrize(
    ("name", "column", "problem"),
    [
        ("申请办理情况.本年新收.总额", "", "没有“申请办理情况.本年新收.总额”这一格"),
        ("申请办理情况.本年新收", "总额", "没有“申请办理情况.本年新收.总额”这一格"),
        ("申请办理情况.不予处理", "总额", "没有“申请办理情况.不予处理.总额”这一格"),
        ("申请办理情况.本年新受", "总计", "没有“申请办理情况.本年新受.总计”这一格"),
        ("申请情况.本年新收", "总计", "没有“申请情况.本年新收.总计”这一格"),
        ("申请办理情况", "", "没有“申请办理情况”这一格"),
    ],
)
def test_what_is_no_number_is_told_in_the_item_of_the_list_where_it_stands(name, column, problem):
    ((place, code, words),) = quoted(patterns=["{数}件"], cells=[name], column=column)
    assert (place, code) == (("quotes", 1, "cells", 0), "F05")
    assert words.startswith(problem)


def test_patterns_below_a_key_are_told_where_they_stand_and_need_their_hole():
    ((place, code, words),) = quoted(patterns=["{数}件", "收到件"], cells=["申请办理情况.本年新收.总计"])
    assert (place, code) == (("quotes", 1, "patterns", 1), "F06")
    assert words == "里面要有{数}或者{汉数}，说明从哪里读出数来"


@pytest.mark.parametrize(
    ("options", "places"),
    [
        ({"left": ["本年新收", "上年结转"], "right": ["办理结果总计"]}, []),
        ({"left": ["本年新受", "上年结转"], "right": ["办理结果总计"]}, [("left", 0)]),
        ({"left": ["本年新收", "上年结传"], "right": ["办理结果"]}, [("left", 1), ("right", 0)]),
        ({"left": ["自然人"], "right": ["总计"]}, [("left", 0), ("right", 0)]),
    ],
)
def test_terms_of_a_sum_are_rows_of_its_table(options, places):
    found = problems("balance", table="申请办理情况", **options)
    assert [place for place, *_ in found] == places
    assert all((code == "F05" and words.endswith("”？")) or "这一行" in words for _, code, words in found)


def test_terms_are_columns_where_rows_are_named():
    rows = {"table": "申请办理情况", "rows": ["本年新收"]}
    assert problems("bound", left=["自然人"], right=["总计"], **rows) == []
    ((place, _, words),) = problems("bound", left=["本年新收"], right=["总计"], **rows)
    assert (place, words[:12]) == (("left", 0), "没有“本年新收”这一列")
    ((place, _, words),) = problems(
        "bound", left=["自然人"], right=["总计"], table="申请办理情况", rows=["本年新收", "新收"]
    )
    assert (place, words.startswith("没有“新收”这一行")) == (("rows", 1), True)


def test_tables_texts_kinds_and_heads_are_names_too():
    assert [place for place, *_ in problems("region", tables=["申请办理情况", "办理情况"])] == [("tables", 1)]
    ((place, _, words),) = problems("calendar", texts=["总体"])
    assert place == ("texts", 0)
    assert words.startswith("没有“总体”这一部分文字")
    ((place, _, words),) = problems("domain", cells=["件数", "个数"], minimum=0)
    assert place == ("cells", 1)
    assert words.startswith("kinds 里没有“个数”这一种数")
    good = {"cells": ["件数"], "minimum": 0}
    assert problems("domain", when={"行政层级": ["县级"]}, **good) == []
    ((place, _, words),) = problems("domain", when={"行政级别": ["县级"]}, **good)
    assert (place, words) == (("when", "行政级别"), "表头没有“行政级别”，是不是“行政层级”？")
    ((place, _, words),) = problems("domain", when={"行政层级": ["县级", "县处级"]}, **good)
    assert place == ("when", "行政层级")
    assert words.startswith("“行政层级”没有“县处级”这个值")
