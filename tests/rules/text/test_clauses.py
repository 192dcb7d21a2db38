"""Sentences read clause by clause: what each figure is said of, and why some are said of nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.form.library import SHIPPED
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.lexicon import Lexicon
from generator.rules.text.clauses.reader import Reader, Reading
from generator.rules.text.clauses.whose import Reach, names_of

FORM = SHIPPED.find("2021")
AUTHORITY = "示例市人民政府办公室"
LEXICON = Lexicon(FORM.vocabulary, 2024, names_of(AUTHORITY))
READER = Reader(LEXICON, Reach("政府办公室", "", declared=False))
HERE = "总体情况.依申请公开"
BOTH = "本年新收+上年结转"
EITHER = f"本年新收|{BOTH}"


def read(text: str, path: str = HERE) -> Reading:
    return READER.read(text, path)


def said(text: str, path: str = HERE) -> list[tuple[str, str]]:
    """Each figure or claim that is bound: its rows and columns, and what it says."""
    found = []
    for each in read(text, path).statements:
        if each.is_bound:
            rows = "|".join("+".join(names) for names in each.rows)
            column = "+".join(each.columns[0])
            value = str(each.value) if each.said == "number" else each.said
            found.append((f"{rows}.{column}" if column != "总计" else rows, value))
    return found


def why(text: str) -> list[str]:
    return [each.why_not for each in read(text).statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("收到4件政府信息公开申请。", [("本年新收|本年新收+上年结转", "4")]),
        ("收到申请132件，上年结转2件。", [("本年新收", "132"), ("上年结转", "2")]),
        ("收到申请134件（含上年结转2件）。", [("本年新收+上年结转", "134"), ("上年结转", "2")]),
        ("新收132件、上年结转2件，共计134件。", [("本年新收", "132"), ("上年结转", "2"), (BOTH, "134")]),
        ("答复申请一百二十件。", [("办理结果总计", "120")]),
        ("办结１２２件，９件结转2025年继续办理。", [("办理结果总计", "122"), ("结转下年度", "9")]),
        ("2023年结转的2件均已办结。", [("上年结转", "2")]),
        ("予以公开27件、部分公开38件。", [("予以公开", "27"), ("部分公开", "38")]),
        ("27件予以公开，38件部分公开。", [("予以公开", "27"), ("部分公开", "38")]),
        ("予以公开、部分公开分别为27件、38件。", [("予以公开", "27"), ("部分公开", "38")]),
        ("予以公开和部分公开65件。", [("予以公开+部分公开", "65")]),
        ("收到申请132件，其中自然人120件。", [(EITHER, "132"), (f"{EITHER}|办理结果总计.自然人", "120")]),
        ("办理行政复议9件、行政诉讼7件。", [("行政复议", "9"), ("未经复议直接起诉+复议后起诉", "7")]),
        ("复议案件中，维持6件，纠正1件。", [("行政复议.维持", "6"), ("行政复议.纠正", "1")]),
        ("全年未收到政府信息公开申请。", [("本年新收", "none")]),
        ("申请已全部办结，办结率100%。", [("结转下年度", "every")]),
    ],
)  # fmt: skip
def test_what_a_figure_is_said_of(text, wanted):
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("平均每月收到申请11件。", reasons.AVERAGE),
        ("代市政府受理申请88件。", reasons.AGENCY),
        ("力争明年收到申请88件。", reasons.SPAN),
        ("县公安局收到申请30件。", reasons.ANOTHER),
        ("全市共收到申请800件。", reasons.WIDER),
        ("2023年，收到申请98件。", reasons.LAST_YEAR),
        ("上半年收到申请60件。", reasons.SPAN),
        ("收到群众留言230件。", reasons.NOT_OURS),
        ("通过信函收到申请30件。", reasons.CHANNEL),
        ("收到申请不少于100件。", reasons.A_BOUND),
        ("制发《示例市公园管理办法》等2件行政规范性文件。", reasons.TITLED),
        ("审核行政规范性文件2件。", reasons.ELSEWHERE),
    ],
)
def test_why_a_figure_is_not_compared(text, reason):
    assert why(text) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "全年未发生行政复议、行政诉讼败诉的情形。",
        "全年没有收到政府信息公开申请人的投诉。",
        "未出现因答复不当引起的行政复议。",
        "上年结转的申请均已办理完毕。",
        "除3件结转外，其余均已办结。",
        "行政诉讼4件，已审结的均维持。",
    ],
)
def test_a_claim_of_less_than_all_is_none(text):
    assert [each for each in read(text).statements if each.said != "number" and each.is_bound] == []


def test_the_words_that_were_read_are_those_of_the_page():
    text = "全年 共收到 140 件政府信息公开申请。"
    reading = read(text)
    (statement,) = reading.statements
    first, last = reading.plain.on_page(statement.start, statement.end)
    assert text[first:last] == "收到 140 件"


def test_other_narratives_need_a_noun_and_a_cause():
    assert said("办结122件。", "总体情况.监督保障") == []
    assert said("出庭行政诉讼3件，办理行政复议120件。", "总体情况.监督保障") == []
    assert said("因政府信息公开引发行政复议3件。", "总体情况.监督保障") == [("行政复议", "3")]


WORDS = sorted({word for word in LEXICON.words if word})
TEXTS = st.lists(
    st.sampled_from([*WORDS, "，", "；", "。", "、", "（", "）", "3件", "12.5%", "一百件", "\n", "某"]),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_row_of_words_is_read_and_every_statement_lies_within_it(words):
    text = "".join(words)
    reading = read(text)
    for each in (*reading.statements, *reading.rates):
        assert 0 <= each.start < each.end <= len(reading.plain.words)
        assert reading.plain.on_page(each.start, each.end)[1] <= len(text)
    for each in reading.statements:
        assert each.whole is None or 0 <= each.whole < len(reading.statements)


def test_a_sentence_without_an_end_is_read_in_pieces_and_every_figure_in_it():
    reading = read("收到申请3件、" * 2000)
    assert len(reading.statements) == 2000
    assert len(reading.sentences) > 10
    assert max(sentence.end - sentence.start for sentence in reading.sentences) < 700
