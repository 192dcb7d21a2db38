"""What a reader sees: typed words and placeholders together, and the way back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.batch.desk import examine
from generator.filing.filing import Filing, Text
from generator.rules.text.printed_page import page_of as page
from generator.source.nodes import Scalar, Span
from generator.source.read import read_file
from tests.conftest import EXAMPLES, codes

INTRODUCTION = "自{{ 年度 }}年1月1日起至{{ 年度 }}年12月31日止"
APPLICATIONS = "商业企业提出{{ 申请办理情况.本年新收.商业企业 }}件"
TYPED = "数据、0123，件。"


@pytest.fixture(scope="module")
def filing() -> Filing:
    found = examine(read_file(EXAMPLES / "2021.yaml")).filing
    assert found is not None
    return found


def text_of(words: str) -> Text:
    return Text("引言", Scalar(words, Span()))


def test_a_page_has_the_print_of_placeholders_in_their_place(filing):
    assert (
        page(filing, text_of(f"统计期限{INTRODUCTION}")).words == "统计期限自2024年1月1日起至2024年12月31日止"
    )


def test_a_placeholder_that_prints_nothing_leaves_a_mark_and_no_error(filing):
    read = page(filing, text_of("收到{{ 没有.这一格 }}件，{{ 年度 / 0 }}件，{{ 没有结束"))
    assert "件" in read.words and "没有.这一格" not in read.words


@pytest.mark.slow
@given(
    st.lists(st.one_of(st.text(TYPED, max_size=6), st.just("{{ 年度 }}"), st.just("{{ 机关 }}")), max_size=12)
)
def test_every_stretch_of_a_page_leads_back_to_what_printed_it(filing, parts: list[str]):
    raw = "".join(parts)
    read = page(filing, text_of(raw))
    assert read.source(0, len(read.words)) == (0, len(raw)) or not raw
    for start in range(len(read.words)):
        for end in range(start + 1, min(start + 9, len(read.words)) + 1):
            begin, finish = read.source(start, end)
            inside = page(filing, text_of(raw[begin:finish])).words
            assert read.words[start:end] in inside


@pytest.mark.parametrize(
    ("old", "new", "code", "shown"),
    [
        ("至{{ 年度 }}年12月31日", "至2023年12月31日", "N61", "2024年1月1日至2024年12月31日"),
        ("至{{ 年度 }}年12月31日", "至{{ 年度 }}年12月30日", "N61", "2024年12月30日"),
        (APPLICATIONS, "商业企业比上年增加{{ 申请办理情况.本年新收.商业企业 - 9 }}件", "N63", "增加-7件"),
    ],
)
def test_a_finding_stands_at_the_words_in_the_file_and_shows_what_is_printed(changed, old, new, code, shown):
    examined = changed((old, new))
    (finding,) = [finding for finding in examined.findings if finding.code == code]
    assert shown in finding.detail
    line = examined.document.source.text.splitlines()[finding.span.line - 1]
    assert "{{" in line[finding.span.column - 1 : finding.span.end_column - 1]


def test_the_examples_say_nothing_of_the_kind():
    examined = examine(read_file(EXAMPLES / "2021.yaml"))
    assert not {"N61", "N62", "N63", "N64", "N65"} & set(codes(examined))


@pytest.mark.slow
def test_of_thousands_of_figures_that_cannot_be_no_more_than_twenty_are_told(changed):
    many = "自然人125件，占5%{{ 年度 - 2025 }}，" * 3000
    found = codes(changed((APPLICATIONS, many)))
    assert 1 <= found.count("N63") <= 20


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("见[年报**专栏**](https://www.example.gov.cn/2023/收到999件)。", "见年报专栏（￼）。"),
        ("见[www.example.gov.cn](https://www.example.gov.cn/)。", "见www.example.gov.cn。"),
        ("全年**新收**申请**134**件", "全年新收申请134件"),
        (
            r"写作\[年报](https://www.example.gov.cn/)，\*和\{{",
            "写作[年报](https://www.example.gov.cn/)，*和{{",
        ),
        (
            "| 单位 | 件数 |\n|---|---|\n| 甲\\|乙 | {{ 年度 }} |",
            "￼ 单位 ￼ 件数 ￼\n￼---￼---￼\n￼ 甲|乙 ￼ 2024 ￼",
        ),
        ("![流程图](图片/2023年.png) ![另一张](图片/b.png)", "流程图￼ 另一张￼"),
        ("（一）[标题](https://www.example.gov.cn/)", "（一）[标题](https://www.example.gov.cn/)"),
        ("10*20*30，a ** b", "10*20*30，a ** b"),
    ],
)
def test_marks_that_are_not_printed_are_not_read(filing, written, read):
    assert page(filing, text_of(written)).words == read


def test_what_is_read_leads_back_past_the_marks(filing):
    written = "见[年报](https://www.example.gov.cn/)，**新收**{{ 年度 }}件"
    read = page(filing, text_of(written))
    for words in ("年报", "新收", "2024", "件"):
        start = read.words.index(words)
        first, last = read.source(start, start + len(words))
        assert written[first:last] == ("{{ 年度 }}" if words == "2024" else words)


def test_figures_between_signs_of_emphasis_are_compared_and_those_of_addresses_are_not(changed):
    of_text = "  依申请公开: |\n"
    wrong = changed((of_text, f"{of_text}    全年新收政府信息公开申请**999**件。\n"))
    usual = codes(changed())
    assert len(codes(wrong)) == len(usual) + 1
    address = "https://www.example.gov.cn/全年新收政府信息公开申请999件。"
    assert codes(changed((of_text, f"{of_text}    见[专栏]({address})。\n"))) == usual
