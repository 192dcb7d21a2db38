"""Where reading a filing stops: on the limit it still goes on, one beyond it says so."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.filing import pictures
from generator.filing.narrative import expression, filters
from generator.filing.narrative.expression import Mistake, parse
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.scanning import Placeholder, scan
from generator.filing.pictures import verify
from tests.conftest import codes
from tests.filing.test_pictures import png

LAST = "其他事项: |\n"


# ---------------------------------------------------------------- placeholders


def nested(deep: int) -> str:
    return "(" * deep + "1" + ")" * deep


def test_brackets_may_stand_so_deep_and_no_deeper_and_those_side_by_side_do_not_count():
    assert parse(nested(expression.DEPTH_LIMIT - 1))
    with pytest.raises(Mistake, match="套得太深"):
        parse(nested(expression.DEPTH_LIMIT))
    assert parse("+".join([nested(3)] * expression.DEPTH_LIMIT))


def test_a_placeholder_may_be_so_long_and_no_longer():
    assert parse("1" + " " * (expression.LENGTH_LIMIT - 1))
    with pytest.raises(Mistake, match="最多 500 个字"):
        parse("1" + " " * expression.LENGTH_LIMIT)


@pytest.mark.parametrize(
    ("text", "problem", "position"),
    [
        ("1 | 小数(年度)", "括号里应当是位数", 7),
        ("1 | 小数(1.5)", "括号里应当是位数", 7),
        ("1 | 小数(1", "缺少“)”", 8),
        ("1 | 2", "“|”后面缺少过滤器的名称", 4),
        ("甲.", "“.”后面缺少名称", 2),
        ("1 2", "“2”放错了位置", 2),
        ("1 + ", "这里应当是路径或数字", 4),
        ("1 + *", "这里应当是路径或数字，不是“*”", 4),
        ("1 + %", "不认识“%”", 4),
    ],
)
def test_a_mistake_is_told_at_its_character(text, problem, position):
    with pytest.raises(Mistake) as raised:
        parse(text)
    assert (raised.value.problem, raised.value.position) == (problem, position)


def test_empty_braces_are_one_placeholder_and_the_next_begins_behind_them():
    assert list(scan("{{}}")) == [Placeholder(0, 4, "")]
    assert list(scan("甲{{}}{{ 乙 }}\n{{丙")) == [
        Placeholder(1, 5, ""),
        Placeholder(5, 12, " 乙 "),
        Placeholder(13, 15, "", closed=False),
    ]


GREATEST = 10**filters.LARGEST


@pytest.mark.parametrize(
    ("value", "name", "digits", "expected"),
    [
        (Fraction(1, 3), "百分比", None, "33.3%"),
        (Fraction(1, 3), "百分比", 0, "33%"),
        (Fraction(1, 3), "小数", None, "0.33"),
        (Fraction(1, 3), "小数", filters.DIGITS_LIMIT, "0.333333"),
        (Fraction(GREATEST - 1), "小数", 0, str(GREATEST - 1)),
        (Fraction(-5, 1000), "小数", 2, "-0.01"),
        (Fraction(-4, 1000), "小数", 2, "0.00"),
        (Fraction(2469135, 2), "千分位", None, "1,234,567.5"),
        (Fraction(-1234), "千分位", None, "-1,234"),
        (
            Fraction(10**16 - 1),
            "汉字",
            None,
            "九千九百九十九万亿九千九百九十九亿九千九百九十九万九千九百九十九",
        ),
        (Fraction(0), "汉字", None, "零"),
    ],
)
def test_a_value_is_written_by_a_filter(value, name, digits, expected):
    assert filters.write(value, name, digits) == expected


@pytest.mark.parametrize(
    ("value", "name", "digits", "problem"),
    [
        (Fraction(GREATEST), "小数", 0, "数太大"),
        (Fraction(GREATEST), "千分位", None, "数太大"),
        (Fraction(1, GREATEST), "千分位", None, "小数太长"),
        (Fraction(1, 3), "千分位", None, "除不尽"),
        (Fraction(10**16), "汉字", None, "不小于零的整数"),
        (Fraction(-1), "汉字", None, "不小于零的整数"),
        (Fraction(1, 2), "汉字", None, "不小于零的整数"),
        (Fraction(1), "小数", filters.DIGITS_LIMIT + 1, "位数最多 6"),
        (Fraction(1), "汉字", 1, "不带位数"),
    ],
)
def test_a_value_that_cannot_be_written_so_is_refused(value, name, digits, problem):
    with pytest.raises(Unwritable, match=problem):
        filters.write(value, name, digits)


def test_the_longest_exact_decimals_are_written_whole():
    assert filters.plain(Fraction(1, 2**90)) == f"0.{5**90:090d}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 没有.合计.总计 }}", ["N11"]),
        ("{{ 总体情况.依申请公开.合计.总计 }}", ["N11"]),
        ("{{ 申请办理情况.没有.合计.总计 }}", ["N11"]),
        ("{{ 申请办理情况.不予公开.合计.没有 }}", ["N11"]),
        ("{{ 申请办理情况.不予公开.合计.总计 }}", []),
        ("{{ 年度 / 0 }}", ["N12"]),
        ("{{ 机关 + 1 }}", ["N10"]),
        ("{{ 网站 }}", ["N10"]),
        ("{{ 网站.没有 }}", ["N11"]),
        ("{{ 上年.年度 }}", ["N12"]),
        ("{{ 年度 | 小数 | 小数 }}", ["N10"]),
        ("{{ 机关 | 小数 }}", ["N10"]),
    ],
)
def test_a_path_that_leads_nowhere_or_to_no_number(changed, text, expected):
    assert [code for code in codes(changed((LAST, f"{LAST}  {text}\n"))) if code < "N20"] == expected


def test_only_the_first_unknown_paths_are_told_with_the_nearest(changed):
    text = "".join(f"  {{{{ 申请办理情况.本年新受.总计 }}}}第{number}处\n" for number in range(60))
    found = [finding for finding in changed((LAST, LAST + text)).findings if finding.code == "N11"]
    assert [("是不是" in finding.message) for finding in found] == [True] * 50 + [False] * 10


# ---------------------------------------------------------------- keys


def test_only_the_first_unknown_keys_are_told_with_the_nearest(changed):
    keys = "".join(f"  行政许可{'甲' * number}: 0\n" for number in range(1, 61))
    found = changed(("主动公开情况:\n", "主动公开情况:\n" + keys)).findings
    near = ["是不是" in finding.message for finding in found if finding.code == "S01"]
    assert len(near) == 60
    assert not any(near[50:])
    assert any(near[:50])


@pytest.mark.parametrize(("length", "shown"), [(40, "甲" * 40 + "”"), (41, "甲" * 40 + "…”")])
def test_a_long_unknown_key_is_cut(changed, length, shown):
    (finding,) = changed(("主动公开情况:\n", f"主动公开情况:\n  {'甲' * length}: 0\n")).findings
    assert f"“{shown}" in finding.message


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("机关: 示例市人民政府办公室", "编制机关: 甲", "S01"),
        ("行政层级: 县级", "行政等级: 县级", "S01"),
        ("本年新收: [125, 2, 0, 0, 0, 7]", "本年新受: [125, 2, 0, 0, 0, 7]", "S01"),
        ("    国家秘密: 0", "    国家机密: 0", "S01"),
        ("复议诉讼情况:", "复议诉讼:", "S01"),
    ],
)
def test_a_misspelt_key_is_one_finding_not_also_a_missing_one(changed, old, new, code):
    assert codes(changed((old, new))) == [code]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "code", "mended", "absent"),
    [
        ("125", "S03", None, "引号"),
        ('"0"', "S03", "0", "半角 0"),
        ("０", "S03", "0", "引号"),
        ("1", "S03", None, "引号"),
        ("[1, 2]", "S05", None, "逗号"),
    ],
)
def test_a_row_of_another_shape_is_told_with_its_mend_where_there_is_one(changed, row, code, mended, absent):
    (finding,) = changed(("本年新收: [125, 2, 0, 0, 0, 7]", f"本年新收: {row}")).findings
    assert finding.code == code
    assert absent not in finding.message
    assert [edit.text for edit in finding.fix.edits] == [mended] if mended else finding.fix is None


@pytest.mark.parametrize(("length", "cut"), [(20, False), (21, True)])
def test_a_long_word_where_a_number_should_be_is_cut(changed, length, cut):
    (finding,) = changed(("行政许可: 0", f"行政许可: {'很' * length}")).findings
    assert ("很" * 20 + "…" in finding.message) is cut
    assert "很" * 21 not in finding.message


# ---------------------------------------------------------------- pictures


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        *("http://example.com/a.png", "C:/a.png", "/a.png", "图片\\a.png"),
        *("  ", "../a.png", "没有.png", "图片"),
    ],
)
def test_a_picture_lies_in_the_folder_of_the_filing_or_is_refused(changed, name):
    assert codes(changed(("图片/依申请公开流程.png", name))) == ["N20"]


def test_a_picture_may_have_so_many_pixels_and_no_more(monkeypatch):
    monkeypatch.setattr(pictures, "PIXELS_LIMIT", 40 * 20)
    assert verify(png()).width == 40
    monkeypatch.setattr(pictures, "PIXELS_LIMIT", 40 * 20 - 1)
    with pytest.raises(Exception, match="像素太多"):
        verify(png())


@pytest.mark.parametrize(("limit", "expected"), [(1, []), (0, ["N20"])])
def test_a_filing_may_have_so_many_pictures_and_no_more(monkeypatch, changed, limit, expected):
    monkeypatch.setattr(pictures, "PICTURES_LIMIT", limit)
    assert codes(changed()) == expected
