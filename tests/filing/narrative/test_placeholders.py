"""Placeholders: a closed grammar, the filing's own figures, and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.filing.narrative import filters
from generator.filing.narrative.expression import Mistake, parse
from generator.filing.narrative.filters import Unwritable, han
from generator.filing.narrative.scanning import scan
from generator.report.prose import settle
from generator.source.read import read
from tests.conftest import EXAMPLES


@pytest.fixture(scope="module")
def filing(example_text):
    found = examine(read(example_text.encode(), "office.yaml", EXAMPLES)).filing
    assert found is not None
    return found


def printed(filing, text: str) -> str:
    return "".join(run.text for run in settle(filing, text))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到{{ 申请办理情况.本年新收.总计 }}件", "收到134件"),
        ("{{申请办理情况.本年新收.自然人}}", "125"),
        ("{{ 主动公开情况.行政规范性文件.现行有效 }}", "231"),
        ("{{ 主动公开情况.行政许可 }}", "0"),
        ("{{ 申请办理情况.无法提供.合计.总计 }}", "5"),
        ("{{ 申请办理情况.其他处理.合计.自然人 }}", "13"),
        ("{{ 申请办理情况.不予公开.合计.总计 }}", "0"),
        ("{{ 年度 }}年至{{ 年度 + 1 }}年", "2024年至2025年"),
        ("{{ 机关 }}", "示例市人民政府办公室"),
        ("{{ 发布日期 }}", "2025年1月24日"),
        ("{{ 网站.域名 }}", "www.example.gov.cn"),
        ("{{ 申请办理情况.予以公开.总计 / 申请办理情况.办理结果总计.总计 | 百分比 }}", "34.4%"),
        ("{{ 申请办理情况.予以公开.总计 ÷ 申请办理情况.办理结果总计.总计 | 百分比(2) }}", "34.40%"),
        ("{{ (1 + 2) * 3 − 4 × 2 }}", "1"),
        ("{{ -(2 - 5) }}", "3"),
        ("{{ 1 / 8 }}", "0.125"),
        ("{{ 1 / 3 | 小数 }}", "0.33"),
        ("{{ 2 / 3 | 小数(0) }}", "1"),
        ("{{ 1234567 | 千分位 }}", "1,234,567"),
        ("{{ 申请办理情况.本年新收.总计 | 汉字 }}件", "一百三十四件"),
        ("没有占位符 { } }} { {", "没有占位符 { } }} { {"),
        (r"写成 \{{ 年度 }}", "写成 {{ 年度 }}"),
        ("**{{ 年度 }}年**", "2024年"),
    ],
)
def test_a_placeholder_gives_the_figure(filing, text, expected):
    assert printed(filing, text) == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inside", "code", "words"),
    [
        ("申请办理情况.本年新受.总计", "N11", "本年新收"),
        ("申请办理情况.不存在", "N11", ""),
        ("申请办理情况.本年新收.合计", "N11", ""),
        ("机关名", "N11", "机关"),
        ("网站.地址", "N11", ""),
        ("网站", "N10", "下面还有字段"),
        ("1 / 0", "N12", "除数为零"),
        ("1 / 3", "N12", "除不尽"),
        ("1 / 申请办理情况.不予公开.合计.总计 | 百分比", "N12", "除数为零"),
        ("3.5 | 汉字", "N12", "整数"),
        ("1 | 百分比(9)", "N12", "最多 6"),
        ("1 | 汉字(2)", "N12", "不带位数"),
        ("上年填报", "N11", ""),
        ("", "N10", "路径或数字"),
        ("1 +", "N10", "路径或数字"),
        ("1 2", "N10", "放错了位置"),
        ("(1", "N10", "缺少“)”"),
        ("1 | 大写", "N10", "可用的有"),
        ("1 | 汉字 | 千分位", "N10", "一个过滤器"),
        ("机关 | 汉字", "N10", "只能用于数字"),
        ("机关 + 1", "N10", "不能参加计算"),
        ("'a'", "N11", "不存在"),
        ("'a", "N10", "不认识"),
        ("年度.__class__", "N11", ""),
        ("__import__", "N11", ""),
        ("年度[0]", "N10", "不认识"),
        ("f(1)", "N10", "放错了位置"),
        ("1 ** 9", "N10", "路径或数字"),
        ("9999999999999999", "N10", "不认识"),
        ("1" + "+1" * 300, "N10", "太长"),
        ("(" * 40 + "1" + ")" * 40, "N10", "太深"),
        ("-" * 60 + "1", "N10", "太深"),
    ],
)
def test_anything_else_is_a_finding_with_its_place(changed, inside, code, words):
    text = "其他事项: |\n  "
    examined = changed((text, f"{text}前面的字{{{{ {inside} }}}}\n  "))
    (finding,) = examined.findings
    assert finding.code == code
    assert words in finding.message
    line = examined.document.source.lines[finding.span.line - 1]
    start = finding.span.column - 1
    assert line.startswith("  前面的字{{")
    assert 6 <= start <= line.index("}}") + 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inside", "code", "marked"),
    [
        ("1 + 机关 }}", "N10", "机关 "),
        ("机关 - 1 }}", "N10", "机关 - 1 "),
        ("1 + 机关名 }}", "N11", "机关名"),
        ("1 + 网站.没有 }}", "N11", "网站.没有"),
        ("1 / 0 }}", "N12", "{{ 1 / 0 }}"),
        ("1 | 大写 }}", "N10", "大写 "),
        ("年度", "N10", "{"),
    ],
)
def test_a_finding_marks_what_is_wrong_in_the_second_line_too(changed, inside, code, marked):
    text = "其他事项: |\n"
    examined = changed((text, f"{text}  第一行。\n  字{{{{ {inside}\n"))
    (finding,) = examined.findings
    line = examined.document.source.lines[finding.span.line - 1]
    assert (finding.code, finding.span.line) == (code, finding.span.end_line)
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == marked


def test_a_placeholder_that_is_not_closed_on_its_line_is_a_finding(changed):
    text = "其他事项: |\n  "
    (finding,) = changed((text, f"{text}收到{{{{ 年度\n  }}}}件\n  ")).findings
    assert finding.code == "N10"
    assert "同一行" in finding.message


def test_a_placeholder_on_a_broken_cell_says_nothing_more(changed):
    examined = changed(("本年新收: [125, 2, 0, 0, 0, 7]", "本年新收: [一百, 2, 0, 0, 0, 7]"))
    assert [finding.code for finding in examined.findings] == ["S04"]


WRITTEN = st.text(st.sampled_from("{}()|.+-*/ 0123年度机关百分比汉字_[]'\""), max_size=60)


@given(WRITTEN, WRITTEN)
def test_no_text_makes_scanning_or_parsing_raise_anything_else(before: str, inside: str):
    text = f"{before}{{{{{inside}}}}}"
    found = list(scan(text))
    assert found
    for placeholder in found:
        assert text[placeholder.start : placeholder.start + 2] == "{{"
        try:
            parse(placeholder.source)
        except Mistake as mistake:
            assert 0 <= mistake.position <= len(placeholder.source)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1010, "一千零一十"),
        (10000, "一万"),
        (10050, "一万零五十"),
        (100000, "十万"),
        (3985758, "三百九十八万五千七百五十八"),
        (100000005, "一亿零五"),
        (100010000, "一亿零一万"),
        (1000000000000, "一万亿"),
    ],
)
def test_numbers_are_written_in_chinese_as_read_aloud(number, expected):
    assert han(number) == expected


DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def read_aloud(text: str) -> int:
    """The number a Chinese reader hears."""
    total = group = digit = 0
    for character in text.replace("万亿", "兆"):
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in UNITS:
            group += (digit or 1) * UNITS[character]
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8, "兆": 10**12}[character]
            group = digit = 0
    return total + group + digit


@given(st.integers(0, 10**16 - 1))
def test_what_is_written_in_chinese_is_read_as_the_same_number(number: int):
    text = han(number)
    assert read_aloud(text) == number
    assert "零零" not in text


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),
        ("2.5", 0, "3"),
        ("1", 2, "1.00"),
        ("-0.005", 2, "-0.01"),
    ],
)
def test_rounding_is_half_up_as_taught_in_school(value, digits, expected):
    assert filters.rounded(Fraction(value), digits) == expected


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 6))
def test_a_rounded_value_is_within_half_a_unit(value: Fraction, digits: int):
    assert abs(Fraction(filters.rounded(value, digits)) - value) <= Fraction(1, 2 * 10**digits)


@given(st.fractions(max_denominator=10**6))
def test_a_plain_value_is_exact_or_refused(value: Fraction):
    try:
        assert Fraction(filters.plain(value)) == value
    except Unwritable:
        ends = 10**100 % value.denominator == 0
        assert not ends or abs(value) >= 10**filters.LARGEST


def test_a_field_that_the_head_does_not_have_is_told_with_the_nearest_it_has(changed):
    examined = changed(("其他事项: |\n", "其他事项: |\n  电话{{ 联系方式.电活 }}。\n"))
    (finding,) = examined.findings
    assert (finding.code, finding.message) == ("N11", "占位符里的“联系方式.电活”不存在，是不是“电话”？")
