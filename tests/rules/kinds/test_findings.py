"""What each kind of rule over the head and the texts says: its words, its cells, both sides, its place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.own_form import OwnForm
from tests.rules.kinds.details import details, places

# ---------------------------------------------------------------- the head


RECEIVED = "- {table: 表, units: [件], at: [正文], rows: [{words: [新收], means: [子], alone: true}]}"
SHARED = """
- table: 表
  units: [件]
  at: [正文]
  rows: [{words: [予以公开], means: [子], alone: true}, {words: [办结], means: [丑], alone: true}]
  shares: {rows: [丑]}
"""


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (
            "patterns: [档案]\nallowed: {行政层级: [市级, 省级]}",
            ["机关是“示例市档案局”，行政层级写了“县级”，应当是市级或者省级"],
        ),
        ("patterns: [档案]\nallowed: {行政层级: [市级, 县级]}", []),
        ("patterns: [教育]\nallowed: {行政层级: [市级]}", []),
        (
            "patterns: [教育, 档案]\nallowed: {行政层级: [市级], 机关类型: [人民政府]}",
            [
                "机关是“示例市档案局”，机关类型写了“政府部门”，应当是人民政府",
                "机关是“示例市档案局”，行政层级写了“县级”，应当是市级",
            ],
        ),
        ("patterns: [档案]\nallowed: {行政层级: [市级]}\nspared: {机关类型: [部门]}", []),
        (
            "patterns: [档案]\nallowed: {行政层级: [市级]}\nspared: {机关类型: [部门], 机关: [教育]}",
            ["机关是“示例市档案局”，行政层级写了“县级”，应当是市级"],
        ),
    ],
)
def test_a_head_that_contradicts_itself(own_form, keys, wanted):
    own_form.write("子", f"kind: naming\nfield: 机关\n{keys}")
    assert [detail for detail, *_ in details(own_form.check("子: 0"))] == wanted


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("earliest: 01-24\nlatest: 01-24", []),
        ("earliest: 01-25", ["发布日期 2025-01-24，最早应为 2025-01-25"]),
        ("latest: 01-20", ["发布日期 2025-01-24，最迟应为 2025-01-20，晚 4 天"]),
        ("latest: 01-23", ["发布日期 2025-01-24，最迟应为 2025-01-23，晚 1 天"]),
    ],
)
def test_a_report_published_too_early_or_too_late(own_form, keys, wanted):
    own_form.write("子", f"kind: publication\n{keys}")
    found = own_form.check("子: 0")
    assert [detail for detail, *_ in details(found)] == wanted
    assert places(found) == [(6, 7, 17)] * len(wanted)


# ---------------------------------------------------------------- the text


PERIOD = "kind: period\npatterns: ['期限自{起日}[起至]*{止日}']\nfirst: 01-01\nlast: 12-31"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("期限自2024年1月1日起至2024年12月31日", True),
        ("期限自2024年1月1日起至12月31日", True),
        ("期限自{{ 年度 }}年1月1日起至12月31日", True),
        ("期限自2023年1月1日起至2023年12月31日", False),
        ("期限自2024年1月2日起至12月31日", False),
        ("期限自2024年2月1日起至12月31日", False),
        ("期限自2024年1月1日起至2025年12月31日", False),
        ("期限自2024年1月1日起至12月30日", False),
    ],
)
def test_the_period_of_the_report(own_form, text, right):
    own_form.write("子", PERIOD)
    detail = f"写了“{text}”，应为2024年1月1日至2024年12月31日"
    assert details(own_form.check("子: 0", text + "。")) == ([] if right else [(detail, [], (None, None))])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("date", "exists"),
    [
        ("2月29日", True),
        ("2月30日", False),
        ("2023年2月29日", False),
        ("2024年2月29日", True),
        ("2023年12月", True),
        ("2023年13月", False),
        ("2023年0月", False),
        ("2023年1月", True),
        ("13月", True),
        ("13月1日", False),
        ("0月1日", False),
        ("12月0日", False),
        ("12月1日", True),
        ("12月31日", True),
        ("11月31日", False),
        ("2024年12月32日", False),
        ("0000年1月", False),
        ("0001年1月", True),
    ],
)
def test_a_date_that_no_calendar_has(own_form, date, exists):
    own_form.write("子", "kind: calendar")
    found = details(own_form.check("子: 0", f"在{date}。"))
    assert found == ([] if exists else [(f"没有“{date}”这一天", [], (None, None))])


@pytest.mark.parametrize(
    ("figure", "printed"),
    [("0", ""), ("100", ""), ("101", "占101%"), ("-1", "占-1%"), ("null", "")],
)
def test_a_printed_figure_that_cannot_stand_where_it_stands(own_form, figure, printed):
    rule = "kind: printed\nprinted: [{patterns: ['占{印数}%'], minimum: 0, maximum: 100}]"
    own_form.write("子", rule, kind="增减")
    found = details(own_form.check(f"子: {figure}", "占{{ 表.子 }}%。"))
    assert found == ([(f"印出来是“{printed}”", ["表.子"], (None, None))] if printed else [])
    assert details(own_form.check("子: 5", "占105%。")) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("予以公开100件，占33.3%", ""),
        ("予以公开100件，占33.4%", ""),
        ("予以公开100件，占33.2%", "写了“占33.2%”，100 应占 300 的 33.3%"),
        ("予以公开100件，占33.5%", "写了“占33.5%”，100 应占 300 的 33.3%"),
        ("予以公开100件，占33%", ""),
        ("予以公开100件，占34%", ""),
        ("予以公开100件，占35%", "写了“占35%”，100 应占 300 的 33.3%"),
        ("予以公开100件（33.25%）", "写了“33.25%”，100 应占 300 的 33.33%"),
        ("收到120件，予以公开100件，占83.3%", ""),
        ("予以公开占33.3%", ""),
        ("予以公开占43.3%", "写了“予以公开占43.3%”，100 应占 300 的 33.3%"),
    ],
)
def test_a_share_that_no_whole_gives(own_form, text, wanted):
    own_form.write("子丑", "kind: share", words=SHARED)
    found = own_form.check("子: 100\n丑: 300", text + "。")
    assert [detail for detail, *_ in details(found)] == ([wanted] if wanted else [])


NEEDS = "needs: [{name: 考核, any: [考核, 考评]}, {name: 评议, any: [评议]}]"


@pytest.mark.parametrize(
    ("table", "text", "wanted"),
    [
        ("子: 0\n丑: 1", "没有。", ["正文：表中「丑」 1；没有写到考核、评议"]),
        ("子: 0\n丑: 0", "没有。", []),
        ("子: 0\n丑: 1", "考评、评议。", []),
        ("子: 2\n丑: 1", "评议。", ["正文：表中「子」 2，「丑」 1；没有写到考核"]),
        ("子: null\n丑: 1", "没有。", []),
    ],
)
def test_what_must_be_said_where_there_is_something_to_say(own_form, table, text, wanted):
    given = "given: {cells: [表.子, 表.丑], sum: positive}"
    own_form.write("子丑", f"kind: wording\ntexts: [正文]\n{NEEDS}\n{given}")
    assert [detail for detail, *_ in details(own_form.check(table, text))] == wanted


@pytest.mark.parametrize(
    ("table", "text", "wanted"),
    [
        (
            "子: 0\n丑: 0",
            "没有收到申请。无。除外的无。无，无。",
            [("没有收到", 3, 7), ("无", 10, 11), ("无", 17, 18)],
        ),
        ("子: 0\n丑: 0", "2023年没有收到申请。", []),
        ("子: 0\n丑: 1", "没有收到申请。", []),
    ],
)
def test_what_must_not_be_said_where_there_is_nothing(own_form, table, text, wanted):
    given = "given: {cells: [表.子, 表.丑], sum: zero}"
    own_form.write("子丑", f"kind: wording\ntexts: [正文]\nforbids: [没有收到, 无]\nunless: 除外\n{given}")
    found = own_form.check(table, text)
    assert details(found) == [
        (f"写了“{words}”；表中「子」 0，「丑」 0", ["表.子", "表.丑"], (None, None)) for words, *_ in wanted
    ]
    assert places(found) == [(8, start, end) for _, start, end in wanted]


def test_the_length_of_a_text_is_told_without_its_spaces(own_form):
    own_form.write("子", "kind: wording\ntexts: [正文]\nshortest: 3\nlongest: 4")
    assert [detail for detail, *_ in details(own_form.check("子: 0", "一 二\n三四五"))] == [
        "正文：有 5 个字，超过 4 个"
    ]
    assert [detail for detail, *_ in details(own_form.check("子: 0", "一 　二\n"))] == ["正文：只有 2 个字"]
    assert details(own_form.check("子: 0", "一二三\n")) == []


def test_a_narrative_that_must_be_there_is_not_blank(own_form):
    own_form.write("子", "kind: narrative")
    assert details(own_form.check("子: 0", " ")) == [("正文", [], (None, None))]
    assert details(own_form.check("子: 0", "写明情况。", other="")) == []
    assert details(own_form.check("子: 0", "null")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("新收3件。", []),
        ("新收3件，新收4件。", [("写了“新收4件”，表中「子」与「丑」之和是 3", ["表.子", "表.丑"], (4, 3))]),
        ("新收2件。", [("写了“新收2件”，表中「子」与「丑」之和是 3", ["表.子", "表.丑"], (2, 3))]),
    ],
)
def test_a_figure_quoted_from_the_table(own_form, text, wanted):
    own_form.write(
        "子丑", "kind: quote\ntexts: [正文]\nquotes: [{patterns: ['新收{数}件'], cells: [表.子, 表.丑]}]"
    )
    assert details(own_form.check("子: 1\n丑: 2", text)) == wanted
    assert details(own_form.check("子: 1\n丑: null", text)) == []


def rate(own_form: OwnForm, text: str, now: str = "400", last: str = "300") -> list[Any]:
    own_form.write("子", "kind: growth", words=RECEIVED)
    return details(own_form.check(f"子: {now}", text, last=f"子: {last}"))


def test_a_rate_of_growth_is_told_with_both_years_and_the_right_rate(own_form):
    detail = "写了“增长30%”，本年 400，上年 300，增加 100，增长 33.33%"
    assert rate(own_form, "新收400件，增长30%。") == [(detail, [], (None, None))]


@pytest.mark.parametrize(
    ("text", "now", "last", "wrong"),
    [
        ("新收300件，下降25%。", "300", "400", False),
        ("新收300件，增长25%。", "300", "400", True),
        ("新收300件，下降26%。", "300", "400", True),
        ("新收300件，比上年减少100件。", "300", "400", False),
        ("新收300件，比上年减少10件。", "300", "400", True),
        ("新收300件，比2023年（400件）下降25%。", "300", "400", False),
        ("新收300件，比2023年（500件）下降40%。", "300", "400", True),
        ("新收300件，增长99%。", "300", "0", False),
        ("新收300件，增长99%。", "300", "null", False),
        ("新收300件，增长99%。", "null", "400", True),  # the text tells this year itself
    ],
)
def test_a_fall_is_a_growth_below_zero_and_what_is_not_known_is_not_judged(own_form, text, now, last, wrong):
    assert bool(rate(own_form, text, now, last)) is wrong


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("其中3件。", []),
        ("其中2件。", []),
        ("其中4件。", [("写了“其中4件”，表中「子」是 3", ["表.子"], (4, 3))]),
    ],
)
def test_a_figure_quoted_may_be_a_part_of_the_table_s(own_form, text, wanted):
    quotes = "quotes: [{patterns: ['其中{数}件'], cells: [表.子]}]"
    own_form.write("子", f"kind: quote\ntexts: [正文]\nrelation: at most\n{quotes}")
    assert details(own_form.check("子: 3", text)) == wanted


@pytest.mark.parametrize(("text", "right"), [("共20次。", True), ("共0次。", True), ("共25次。", False)])
def test_a_figure_quoted_is_a_multiple_whatever_the_table_says(own_form, text, right):
    quotes = "quotes: [{patterns: ['共{数}次'], cells: [表.子]}]"
    own_form.write("子", f"kind: quote\ntexts: [正文]\nmultiple: 10\n{quotes}")
    words = f"写了“{text.strip('。')}”，不是 10 的整数倍"
    assert details(own_form.check("子: 3", text)) == ([] if right else [(words, ["表.子"], (None, None))])


@pytest.mark.parametrize(("text", "other"), [("无。", "写明情况。"), ("写明情况。", "无。")])
def test_every_text_that_is_named_is_looked_into(own_form, text, other):
    own_form.write("子", "kind: wording\ntexts: [正文, 其他]\nforbids: [无]")
    assert [detail for detail, *_ in details(own_form.check("子: 0", text, other=other))] == ["写了“无”"]
