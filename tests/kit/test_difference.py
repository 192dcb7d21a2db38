"""The change of law between two forms: everything that is printed, and nothing where nothing changed."""

from __future__ import annotations

import pytest

from generator.form.library import SHIPPED
from tests.kit.own import begin, change

HEADING = "    heading: 二、主动公开政府信息情况"
CHANGES = [
    (("corner: 信息内容", "corner: 信息的内容"), ("改为", "左上角", "信息内容", "信息的内容")),
    (("note: （文字描述）", "note: （文字说明）"), ("改为", "括注", "（文字描述）", "（文字说明）")),
    (
        ("widths: [2435, 2435, 2435, 2435]", "widths: [2435, 2435, 2435, 2400]"),
        ("改为", "栏宽", "2435／2435／2435／2435", "2435／2435／2435／2400"),
    ),
    (
        (
            "    heading: 二、主动公开政府信息情况\n",
            "    heading: 二、主动公开政府信息情况\n    before: [单位：件]\n",
        ),
        ("新增", "表前的话", "", "单位：件"),
    ),
    (
        (
            "    heading: 二、主动公开政府信息情况\n",
            "    heading: 二、主动公开政府信息情况\n    after: [注：甲, 乙]\n",
        ),
        ("新增", "表后的话", "", "注：甲／乙"),
    ),
    (
        ("value: 申请办理情况.本年新收.总计 |", "value: 申请办理情况.上年结转.总计 |"),
        ("改为", "主要数字", "申请办理情况.本年新收.总计 | 千分位", "申请办理情况.上年结转.总计 | 千分位"),
    ),
    (("    required: false\n", ""), ("改为", "必写", "否", "是")),
]


@pytest.mark.parametrize(("pair", "row"), CHANGES, ids=[row[1] for _, row in CHANGES])
def test_every_change_of_what_is_printed_is_told(pair, row, tmp_path, run):
    form = begin(tmp_path / "forms", run)
    change(form, pair)
    code, out, _ = run("format", "diff", "2021", "2027", "--templates", form.parent.parent)
    assert code == 0
    kind, what, before, after = row
    rows = [line for line in out.splitlines() if line.startswith(f"| {kind} | {what} |")]
    assert len(rows) == 1, out
    assert before in rows[0].replace("｜", "|")
    assert after in rows[0].replace("｜", "|")


def test_a_chart_that_is_gone_is_told(tmp_path, run):
    form = begin(tmp_path / "forms", run)
    title = next(chart.title for chart in SHIPPED.find("2021").overview.charts)
    change(form, (f"title: {title}", f"title: 另一幅{title}"))
    out = run("format", "diff", "2021", "2027", "--templates", form.parent.parent)[1]
    assert f"| 取消 | 图 | {title} | " in out
    assert f"| 新增 | 图 | 另一幅{title} | " in out


@pytest.mark.parametrize("version", SHIPPED.versions())
def test_a_form_does_not_differ_from_itself(version, run):
    assert run("format", "diff", version, version)[1].endswith("共 0 处不同。\n")
