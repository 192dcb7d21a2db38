"""What a form begun from an earlier one has most likely forgotten is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.kit.own import begin, change

NEW_COLUMN = (
    "            - {key: 现行有效, label: 现行有效件数}\n",
    "            - {key: 现行有效, label: 现行有效件数}\n            - {key: 失效, label: 本年失效件数}\n",
)
WIDER = (
    NEW_COLUMN,
    ("widths: [2435, 2435, 2435, 2435]", "widths: [2435, 1826, 1826, 1826, 1827]"),
)


@pytest.fixture
def form(tmp_path, run) -> Path:
    """A form of one's own, begun from that of 2021, with a column more in table two."""
    path = begin(tmp_path / "forms", run)
    change(path, *WIDER)
    change(path, ("span: 3", "span: 4"), count=0)
    return path


def messages(form: Path, run) -> dict[str, list[str]]:
    """What is told of a form, in words, by code."""
    out = run("format", "check", "2027", "--templates", form.parent.parent)[1]
    found: dict[str, list[str]] = {}
    for code, words in re.findall(r"^\S+:\d+:\d+: \S+ (F\d\d) (.*)$", out, re.MULTILINE):
        found.setdefault(code, []).append(words)
    return found


def test_rules_that_pass_over_a_new_column_are_told(form, run):
    assert messages(form, run)["F41"] == [
        "规则 L21 没有提到新加的列“失效”",
        "规则 C21 没有提到新加的列“失效”",
    ]
    change(
        form,
        ("right: [现行有效, 废止]", "right: [现行有效, 废止, 失效]"),
        ("minus: [废止]", "minus: [废止, 失效]"),
    )
    assert "F41" not in messages(form, run)


def test_documents_that_were_superseded_are_told(form, run):
    change(form, ("basis: 国办公开办函〔2026〕99号 附件 表三", "basis: 国办公开办函〔2021〕30号 附件 表三"))
    assert messages(form, run)["F42"] == [
        "没有一条规则会指出正文还引用着2021 版的依据“国办公开办函〔2021〕30号”",
        "规则 B31 的 basis 还写着2021 版的依据“国办公开办函〔2021〕30号”",
    ]
    change(form, ("basis: 国办公开办函〔2021〕30号 附件 表三", "basis: 国办公开办函〔2026〕99号 附件 表三"))
    change(form, ("forbids: ['〔2019〕", "forbids: ['〔2021〕 ?30 ?号', '〔2019〕"))
    assert "F42" not in messages(form, run)


def test_a_kind_of_number_without_a_bound_is_told(form, run):
    change(
        form,
        ("kinds:\n", "kinds:\n  次数: {unit: 次}\n"),
        ("label: 本年失效件数}", "label: 本年失效件数, kind: 次数}"),
    )
    assert messages(form, run)["F43"] == ["“次数”这种数能填什么，没有一条规则限定"]
    change(form, ("    cells: 件数\n", "    cells: [件数, 次数]\n"))
    assert "F43" not in messages(form, run)


def test_new_rows_that_no_rule_names_are_told(form, run):
    row = "            - {key: 结转下年度, label: 四、结转下年度继续办理}\n"
    change(form, (row, f"{row}            - {{key: 线上申请, label: 五、网上提交的申请}}\n"))
    change(
        form.with_name("cases.yaml"), ("  复议诉讼情况:\n    行", "    线上申请: 0\n  复议诉讼情况:\n    行")
    )
    assert messages(form, run)["F44"] == ["“申请办理情况”里新加的行，没有一条规则提到：线上申请"]
    change(form, ("left: [本年新收, 上年结转]", "left: [本年新收, 上年结转, 线上申请]"))
    assert "F44" not in messages(form, run)


def test_a_new_column_needs_no_change_of_the_cases(form, run):
    """The rows of the cases say which columns they are written in; the new one is 0 in all of them."""
    before = form.with_name("cases.yaml").read_text("utf-8")
    assert before.count("现行有效: ") >= 8
    found = messages(form, run)
    assert not {"F13", "F14", "F15", "F16"} & found.keys(), found
    people = "{key: 法律服务机构, label: 法律服务机构}"
    change(form, (people, f"{{key: 外资企业, label: 外资企业}}\n                    - {people}"))
    change(form, ("widths: [754, 921, 3271,", "widths: [754, 921, 3271, 685,"))
    found = messages(form, run)
    assert not {"F13", "F14", "F15", "F16"} & found.keys(), found


def test_a_case_may_still_write_the_new_column(form, run):
    cases = form.with_name("cases.yaml")
    row = "{制发: 0, 废止: 0, 现行有效: 0, 失效: -1}"
    case = f"  - name: 本年新失效的\n    set: {{主动公开情况.规章: {row}}}\n    gives: [L01]\n"
    change(cases, ("cases:\n", f"cases:\n{case}"))
    assert "F14" not in messages(form, run)
    change(cases, ("失效: -1", "失效: 1"))
    assert messages(form, run)["F14"] == ["例子“本年新失效的”应报 L01，实报 L22"]


def test_columns_that_changed_places_keep_their_figures(tmp_path, run):
    form = begin(tmp_path / "forms", run)
    first, second = "{key: 维持, label: 结果维持}", "{key: 纠正, label: 结果纠正}"
    text = form.read_text("utf-8")
    assert first in text, re.findall("key: 维持.*", text)
    form.write_text(text.replace(first, "@").replace(second, first).replace("@", second), "utf-8")
    found = messages(form, run)
    assert not {"F13", "F14", "F15", "F16"} & found.keys(), found


def test_the_parts_that_a_text_counts_are_those_that_are_printed(form, run):
    """A section that may be left out counts where it is written; the rule names no number."""
    last = "    note: （文字描述，收取信息处理费情况在此处报告。）\n"
    change(form, (last, f"{last}\n  - key: 政务服务\n    required: false\n    heading: 七、政务服务情况\n"))
    assert "F14" not in messages(form, run)
    cases = form.with_name("cases.yaml")
    change(cases, ("  其他事项: 2027", "  政务服务: 全年办理事项10件。\n  其他事项: 2027"))
    assert messages(form, run)["F14"] == ["例子“引言说六个部分”应报 什么也不报，实报 S32、S32"]
    change(cases, ("六个部分组成。本报告共6个部分", "七个部分组成。本报告共7个部分"))
    assert "F14" not in messages(form, run)
