"""The change of law between two forms: everything that is printed, and nothing where nothing changed."""

from __future__ import annotations

import pytest

from generator.form.library import SHIPPED
from tests.kit.own import begin, change
from tests.kit.test_foreign_forms import FORMS

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


DECLARED = [
    ("wzgz-2017", ("holds: 日期}", "holds: 文字}"), ("改为", "种类", "日期", "文字"), "日期"),
    (
        "wzgz-2017",
        ("label: ICP备案号, kind: 备案号", "label: ICP备案号, kind: 名称"),
        ("改为", "种类", "备案号", "名称"),
        "ICP备案号",
    ),
    (
        "wzgz-2017",
        ("decimals: 1}", "decimals: 2}"),
        ("改为", "算法", "办结留言 ÷ 收到留言 × 100，1 位小数", "2 位小数"),
        "办结率（%）",
    ),
    (
        "wzgz-2017",
        ("minus: [整改问题]", "minus: [发现问题]"),
        ("改为", "算法", "发现问题 − 整改问题", "发现问题 − 发现问题"),
        "尚未整改数量",
    ),
    ("wzgz-2017", ("      total: 合计\n", ""), ("取消", "合计行", "合计", ""), "新媒体"),
    ("wzgz-2017", ("kind: 数量, total: true}", "kind: 数量}"), ("取消", "算法", "合计", ""), "信息发布量"),
    ("wz-2017", ("landscape: true", "landscape: false"), ("改为", "横排", "是", "否"), "监管"),
    ("wz-2017", ("stub: 2", "stub: 1"), ("改为", "行名的栏数", "2", "1"), "监管"),
    (
        "wz-2017",
        ("{key: 审核人, printed: bottom}", "{key: 审核人, required: true}"),
        ("改为", "表头字段", "文字，可以不写，印在文末", "文字，必须写"),
        "审核人",
    ),
    ("wz-2017", ("{unit: 个}", "{unit: 家}"), ("改为", "种类", "数（个）", "数（家）"), "数量"),
    ("bn-2023", ("  before: part\n", ""), ("改为", "各期", "与前面紧挨着的一期比", "与上一年的同一期比"), ""),
    (
        "bn-2023",
        ('last: "06-30"', 'last: "05-末"'),
        ("改为", "各期", "上半年（到6月30日）", "上半年（到5月31日）"),
        "",
    ),
]


@pytest.mark.parametrize(("form", "pair", "row", "where"), DECLARED)
def test_every_change_of_what_a_form_declares_is_told(form, pair, row, where, tmp_path, run):
    for name in (form, "changed"):
        (tmp_path / name).mkdir()
        text = (FORMS / form / "format.yaml").read_text("utf-8")
        text = text.replace(f'version: "{form}"', f'version: "{name}"')
        (tmp_path / name / "format.yaml").write_text(text, "utf-8")
    change(tmp_path / "changed" / "format.yaml", pair)
    code, out, _ = run("format", "diff", form, "changed", "--templates", tmp_path)
    assert code == 0
    kind, what, before, after = row
    rows = [line for line in out.splitlines() if line.startswith(f"| {kind} | {what} |")]
    assert len(rows) == 1, out
    assert out.endswith("共 1 处不同。\n")
    cells = [cell.strip() for cell in rows[0].split("|")[3:6]]
    assert where in cells[0]
    assert before in cells[1]
    assert after in cells[2]
