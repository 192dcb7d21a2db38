"""Of every rule it is known whether it was judged: one that was silent for want of a figure is not kept."""

from __future__ import annotations

import inspect
import json
from dataclasses import replace

import pytest

from generator.batch.desk import load
from generator.filing.filing import State
from generator.filing.read import read_file
from generator.form.library import Library
from generator.rules.check import check, judge
from generator.rules.kinds import kind_module, names
from generator.rules.sight import Doubt, Sight, Watch
from generator.rules.unjudged import not_whole
from tests.conftest import EXAMPLES
from tests.own_form import OwnForm

FULL = (EXAMPLES / "2021.yaml").read_text("utf-8")


def reasons(examined) -> dict[str, str]:
    return {rule.code: rule.reason for rule in examined.unjudged}


def unjudged(own_form: OwnForm, table: str, **more: str) -> dict[str, str]:
    """What is said of the rules of a small form, in the JSON of a run."""
    return own_form.report(table, **more)["filings"][0]["unjudged"]


def test_a_rule_that_was_asked_and_kept_is_not_among_them(changed):
    assert {"B31", "B33", "L01", "N01", "D13"} <= {rule.code for rule in changed().filing.format.rules}
    assert not {"B31", "B33", "L01", "N01", "D13"} & set(reasons(changed()))


def test_a_rule_for_other_authorities_says_for_which(changed):
    assert reasons(changed())["D15"] == "不适用：只用于机关类型是人民政府，行政层级是乡级的填报"


def test_a_rule_across_years_is_not_judged_without_last_years_filing(changed):
    assert reasons(changed())["C31"] == "没有上年填报，没有核对"
    assert reasons(changed())["L51"] == "没有所含机关的填报，没有核对"


@pytest.mark.parametrize("written", ["多少", ""])
def test_a_sum_with_a_number_that_cannot_be_read_is_not_judged_whole(changed, written):
    why_not = reasons(changed(("信访举报投诉: 0", f"信访举报投诉: {written}")))
    assert why_not["B32"].startswith(
        "有 7 个数没有填或者写得不对，没有核对完：「1.信访举报投诉类申请」的「自然人」、"
    )
    assert "B41" not in why_not


def test_a_sum_with_a_number_that_is_wrong_in_itself_waits_for_that(changed):
    examined = changed(("复议后起诉: 0", "复议后起诉: [-1, 1, 0, 0, 0]"))
    assert "L01" in {finding.code for finding in examined.findings}
    assert reasons(examined)["B41"] == "它所依据的数已经报错，改好以后再核对"


def test_a_balance_whose_mistake_is_told_under_another_rule_says_under_which(changed):
    examined = changed(("办理结果总计: [116, 2, 0, 0, 0, 7, 125]", "办理结果总计: [117, 2, 0, 0, 0, 7, 125]"))
    codes = [finding.code for finding in examined.findings if finding.code.startswith("B")]
    assert len(codes) == 1
    folded = {code: why for code, why in reasons(examined).items() if code.startswith("B")}
    assert folded
    assert all(why == f"不符，是同一处错，已在 {codes[0]} 里一并报告" for why in folded.values())


def test_a_head_that_is_wrong_leaves_every_rule_that_rests_on_it_unjudged(changed):
    examined = changed(("年度: 2024", "年度: 去年"))
    assert examined.filing is not None
    assert examined.filing.header is None
    why_not = reasons(examined)
    assert {"D13", "D01"} <= {code for code, why in why_not.items() if why == "表头的年度没有填好，没有核对"}


def test_what_does_not_rest_on_the_field_that_is_wrong_is_judged(changed):
    before = reasons(changed())
    examined = changed(("行政层级: 县级", "行政层级: "))
    assert examined.filing is not None
    assert examined.filing.header is None
    assert (examined.filing.authority, examined.filing.year) == ("示例市人民政府办公室", 2024)
    new = {code: why for code, why in reasons(examined).items() if before.get(code) != why}
    assert new
    assert set(new.values()) == {"表头的行政层级没有填好，没有核对"}
    late = changed(("行政层级: 县级", "行政层级: "), ("发布日期: 2025", "发布日期: 2024"))
    assert "D01" in {finding.code for finding in late.findings}


def test_every_kind_that_reads_the_head_says_which_fields():
    reading = {name for name in names() if "filing.known[" in inspect.getsource(kind_module(name))}
    assert {"period", "publication", "signing"} <= reading
    assert all("of_head" in vars(kind_module(name).Options) for name in reading)
    assert not any("filing.header" in inspect.getsource(kind_module(name)) for name in names())


def test_a_required_text_that_is_missing_leaves_the_rule_of_texts_unjudged(changed):
    start = FULL.index("问题及改进: |")
    end = FULL.index("其他事项: |")
    examined = changed((FULL[start:end], ""))
    assert reasons(examined)["N01"] == "没有写问题及改进，没有核对完"


def test_last_years_filing_without_a_comparable_number_judges_nothing(own_form):
    own_form.write("子丑", "kind: jump\ncells: [表.子]\ntimes: 10\nleast: 1")
    assert unjudged(own_form, "子: 4\n丑: 1", last="子: 4\n丑: 1") == {}
    assert unjudged(own_form, "子: 4\n丑: 1") == {"B90": "没有上年填报，没有核对"}
    assert unjudged(own_form, "子: 4\n丑: 1", last="子: 多少\n丑: 1") == {
        "B90": "有 1 个数没有填或者写得不对，没有核对完：上年填报的「子」"
    }


def test_a_table_that_may_be_left_out_leaves_its_rules_unjudged_and_no_others(own_form):
    own_form.write("子", "kind: domain\nrows: [表.子]\nmaximum: 3")
    form = own_form.folder / "2099" / "format.yaml"
    text = form.read_text("utf-8")
    form.write_text(text.replace("heading: 三、表", "heading: 三、表\n    required: false"), "utf-8")
    own_form.report("子: 2")
    filing = own_form.filing.read_text("utf-8")
    assert unjudged(own_form, "子: 2") == {}
    own_form.filing.write_text(filing[: filing.index("表:")], "utf-8")
    report = own_form.run("check", "--format", "json", "--templates", own_form.folder, own_form.filing)[1]
    assert json.loads(report)["filings"][0]["unjudged"] == {"B90": "这一部分没有写，没有可核对的"}


@pytest.mark.parametrize(
    ("kind", "sound", "whole"),
    [
        ("domain\ncells: 件数\nmaximum: 3", (True, False), True),
        ("domain\ncells: 件数\nmaximum: 3", (False, False), False),
        ("jump\ncells: [表.子]\ntimes: 10\nleast: 1", (True, False), False),
        ("jump\ncells: [表.子]\ntimes: 10\nleast: 1", (True, True), True),
    ],
)
def test_what_was_left_out_is_no_gap_where_something_else_was_judged(own_form, kind, sound, whole):
    own_form.write("子", f"kind: {kind}")
    own_form.report("子: 2")
    library = Library((own_form.folder,))
    filing = load(read_file(own_form.filing, library), library).filing
    cell = replace(filing.cells["表.子"], state=State.LEFT_OUT)
    seen = Sight({"表.子": Doubt(cell, filing)}, True, *sound)
    assert not_whole(filing.format.rules[0], filing, seen) == (
        "" if whole else "这一部分没有写，没有可核对的"
    )


def test_a_rule_that_cannot_be_applied_is_named_with_the_others(own_form):
    own_form.write("子", "kind: 没有这种", "kind: domain\ncells: 件数\nminimum: 0")
    assert unjudged(own_form, "子: 4") == {"B90": "这条规则写得不对，没有核对"}


def test_what_is_seen_is_only_what_was_asked_for(changed):
    filing = changed(("信访举报投诉: 0", "信访举报投诉: 多少")).filing
    watch = Watch(filing)
    path = "申请办理情况.不予处理.信访举报投诉.自然人"
    before = watch.look()
    assert watch.filing.cells["申请办理情况.本年新收.自然人"].state is State.GIVEN
    assert (before.cells, before.beside) == ({}, False)
    assert watch.filing.value(path) is None
    assert set(before.cells) == {path}
    assert watch.look().cells == {}


def test_watching_changes_no_finding(changed):
    filing = changed(("信访举报投诉: 0", "信访举报投诉: 多少"), ("行政许可: 0", "行政许可: -3")).filing
    assert check(filing) == judge(replace(filing)).findings
    assert json.dumps([finding.code for finding in check(filing)])
