"""Narrative text: a line is a paragraph, official numbering makes headings, text stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.filing.narrative.lines import heading_level, lines
from generator.filing.narrative.markup import runs


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("（一）加强组织领导", 2),
        ("(一)加强组织领导", 2),
        ("（十二）其他", 2),
        ("1.规范检索", 3),
        ("1．规范检索", 3),
        ("12、规范检索", 3),
        ("（1）做好登记", 4),
        ("(1) 做好登记", 4),
        ("（一）加强组织领导。全年召开会议两次。", 0),
        ("1.加强培训；", 0),
        ("1.5万件申请", 0),
        ("2024年工作", 0),
        ("（一）", 0),
        ("一、总体情况", 0),
        ("（二十国集团）会议", 0),
        ("1." + "长" * 51, 0),
    ],
)
def test_a_short_line_numbered_the_official_way_is_a_heading(text, level):
    assert heading_level(text) == level


def test_every_line_is_a_paragraph_and_blank_lines_are_nothing():
    found = list(lines("第一段\n\n  第二段  \n- 甲\n- 乙\n![图](a.png)\n（一）标题\n"))
    assert [(finding.kind, finding.text) for finding in found] == [
        ("paragraph", "第一段"),
        ("paragraph", "第二段"),
        ("item", "甲"),
        ("item", "乙"),
        ("picture", "图"),
        ("heading", "（一）标题"),
    ]


@given(st.text(max_size=120))
def test_a_line_knows_where_its_text_begins(text):
    found = list(lines(text))
    assert bool(found) == bool(text.strip())
    for finding in found:
        assert text[finding.start : finding.start + len(finding.text)] == finding.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**重点。**后面", [("重点。", True), ("后面", False)]),
        ("前**重点**后**再**", [("前", False), ("重点", True), ("后", False), ("再", True)]),
        ("**“引号”**，后", [("“引号”", True), ("，后", False)]),
        ("**甲 乙**后", [("甲 乙", True), ("后", False)]),
        ("甲**乙 **丙", [("甲**乙 **丙", False)]),
        ("10*20*30厘米", [("10*20*30厘米", False)]),
        ("**没有配对", [("**没有配对", False)]),
        ("a ** b ** c", [("a ** b ** c", False)]),
        ("_下划线_和`代码`", [("_下划线_和`代码`", False)]),
        (r"\**不是\**", [("**不是**", False)]),
        ("<b>&amp;</b> [a](b) ![c](d) http://e.cn", [("<b>&amp;</b> [a](b) ![c](d) http://e.cn", False)]),
        ("# 井号 $x$ @a", [("# 井号 $x$ @a", False)]),
        (r"C:\目录\a", [(r"C:\目录\a", False)]),
    ],
)
def test_only_double_asterisks_mean_anything(text, expected):
    assert [(run.text, run.strong) for run in runs(text)] == expected


@given(st.text(st.characters(codec="utf-8", exclude_characters="*\\\n\r\x00", exclude_categories=["Cs"])))
def test_text_without_asterisks_comes_out_as_it_went_in(text):
    assert "".join(run.text for run in runs(text)) == text


@given(st.text(st.sampled_from("*a文 。_`[]()!<&"), max_size=40))
def test_nothing_but_marks_of_emphasis_is_ever_lost(text):
    out = "".join(run.text for run in runs(text))
    assert out.replace("*", "") == text.replace("*", "")
