"""Slips are seen on their own lines, all at once; text in the office's own words is nobody's to correct."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CORRECT
from tests.mended import FULL, changed, look, mended
from tests.slips import FILINGS, SLIPS, judge, places

ROW = "本年新收: [125, 2, 0, 0, 0, 7, 134]"
BRACES = "{制发: 20, 废止: 8, 现行有效: 231}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("行政许可: 0", "行政许可：0", ["Y14"]),
        ("行政许可: 0", "行政许可 ： 0", ["Y14"]),
        ("行政许可: 0", "行政许可:0", ["Y15"]),
        ("行政许可: 0", "行政许可:\u30000", ["Y15"]),
        ("行政许可: 0", "“行政许可”: 0", ["Y14"]),
        ("行政许可: 0", "行政\u200b许可: 0", ["Y17"]),
        ("行政许可: 0", "行政许可: 0\ufeff", ["Y17"]),
        ("  行政许可: 0", "　行政许可: 0", ["Y16"]),
        ("  行政许可: 0", "\t行政许可: 0", ["Y16"]),
        ("    国家秘密: 0", "\u00a0\u00a0\u00a0\u00a0国家秘密: 0", ["Y16"]),
        ("  概述: |", "  概述：｜", ["Y14", "Y14"]),
        (BRACES, "｛制发：20，废止：8，现行有效：231｝", ["Y14"]),
        (BRACES, "{制发:20, 废止:8, 现行有效:231}", ["Y15"]),
        (ROW, ROW.replace("[", "【").replace("]", "】"), ["Y14"]),
        (ROW, ROW.replace("[", "（").replace("]", "）"), ["Y14"]),
        (ROW, ROW.replace("]", ""), ["Y18"]),
        (ROW, "本年新收\t125\t2\t0\t0\t0\t7\t134", ["S03", "Y19"]),
        (ROW, "本年新收: 125\t2\t\t\t\t7\t134", ["S03"]),
        (ROW, "本年新收: [125 2 0 0 0 7 134]", ["S05"]),
        (ROW, "本年新收: [125, 2, , , , 7, 134]", ["S07"]),
        (ROW, "本年新收: [125, 2, -, 0, 0, 7, 134]", ["S04"]),
        ("国家秘密: 0", "国家秘密: -", ["S03"]),
        ("国家秘密: 0", "国家秘密: 0.0", ["S03"]),
        ('格式: "2021"', "格式：“2021”", ["Y14", "Y14"]),
        ('邮编: "000000"', "邮编: “000000”", ["Y14"]),
        ("年度: 2024 ", "年度: 2024年 ", ["S06"]),
        ("发布日期: 2025-01-24", "发布日期: 2025年1月24日", ["S06"]),
        ("发布日期: 2025-01-24", "发布日期: 2025.1.24", ["S06"]),
        ("行政层级: 县级", "行政层级: 县", ["S06"]),
    ],
)
def test_a_slip_is_told_on_its_line_and_mended_to_what_was_meant(old, new, codes):
    text = changed((old, new))
    line = text[: text.index(new)].count("\n") + 1
    before = look(text)
    assert sorted(finding.code for finding in before.findings) == codes
    assert {finding.span.line for finding in before.findings} == {line}
    after = mended(text)
    assert after.examined.findings == ()
    assert re.sub(r'[\s"]', "", after.text) == re.sub(r'[\s"]', "", FULL)


@pytest.mark.slow
def test_seven_slips_are_told_in_one_run():
    keys = ["规章", "行政处罚", "本年新收", "国家秘密", "逾期不缴费", "复议后起诉", "年度"]
    text = FULL
    for key in keys:
        text = re.sub(rf"(?m)^( *{key}): +", r"\1：", text, count=1)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if re.match(" *[^ ：]+：[^|]", line)]
    assert len(set(lines) & {finding.span.line for finding in look(text).findings}) == len(keys)
    assert {finding.code for finding in look(text).findings} == {"Y14"}
    assert mended(text).examined.findings == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "paragraph",
    [
        "其他：3件，行政许可：5件。",
        "行政许可：128",
        "本年新收\t41\t6",
        "{制发：20，废止：8}",
        "　　一是“加强”管理；二是【提高】质量。",
        "年度：2024年",
        "办理时间12:30",
    ],
)
def test_a_text_is_never_accused_nor_touched(paragraph):
    text = changed(("  没有其他需要报告的事项。", f"  没有其他需要报告的事项。\n  {paragraph}"))
    assert not [finding for finding in look(text).findings if finding.code[0] == "Y"]
    assert paragraph in mended(text).text


def test_a_colon_in_a_text_is_punctuation_and_no_slip():
    text = changed(("  没有其他需要报告的事项。", "  没有其他需要报告的事项。\n  办理时间:12:30"))
    assert not [finding for finding in look(text).findings if finding.code[0] == "Y"]
    assert "\n  办理时间：12:30\n" in mended(text).text


def test_a_text_set_in_by_full_width_blanks_is_set_in_as_its_neighbours():
    text = changed(("  没有其他需要报告的事项。", "　　没有其他需要报告的事项。"))
    (finding,) = look(text).findings
    assert (finding.code, "全角空格 U+3000" in finding.message) == ("Y16", True)
    assert mended(text).text == FULL


def test_nothing_is_mended_where_the_rest_cannot_be_read():
    text = changed(("行政许可: 0", "行政许可：0"), ("复议后起诉: 0", "复议后起诉: 0: 0"))
    assert [(finding.code, finding.fix is None) for finding in look(text).findings] == [
        ("Y14", True),
        ("Y03", True),
    ]
    assert mended(text).text == text


def test_a_key_that_could_stand_in_two_groups_is_told_and_left():
    text = changed(("    其他: [2, 0, 0, 0, 0, 0, 2]", "　其他：[2, 0, 0, 0, 0, 0, 2]"))
    assert {finding.span.line for finding in look(text).findings} == {
        text[: text.index("　其他")].count("\n") + 1
    }


@pytest.mark.slow
def test_what_is_right_is_not_accused():
    assert len(CORRECT) >= 5
    for path in CORRECT:
        found = look(path.read_text("utf-8")).findings
        assert not [
            finding for finding in found if finding.code in {"Y14", "Y15", "Y16", "Y17", "Y18", "Y19", "S25"}
        ]


PLACES = [(which, place) for which, text in enumerate(FILINGS) for place in places(text)]


def test_every_sort_of_slip_can_be_made_somewhere():
    assert {name for _, (name, _) in PLACES} == set(SLIPS)


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(st.sampled_from(range(len(FILINGS))), st.data())
def test_random_slips_are_mended_to_what_was_meant_or_told_and_left(which, data):
    possible = [place for number, place in PLACES if number == which]
    chosen = data.draw(
        st.lists(st.sampled_from(possible), min_size=1, max_size=4, unique_by=lambda it: it[1])
    )
    outcome = judge(FILINGS[which], chosen)
    assert outcome.silent == []
    assert outcome.wrong == []
