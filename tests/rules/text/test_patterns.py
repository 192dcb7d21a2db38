"""The one loop that looks for words in the narratives: text, page, pattern, match, sentence, place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.batch.desk import load
from generator.filing.filing import Text
from generator.rules.text import patterns as prose
from generator.source.nodes import Scalar
from generator.source.read import read_file
from tests.conftest import EXAMPLES


@pytest.fixture
def look():
    filing = load(read_file(EXAMPLES / "2021.yaml")).filing
    path, text = next(iter(filing.texts.items()))

    def search(written: str, *patterns: str, unless: str | None = None) -> list[prose.Found]:
        scalar = replace(text.scalar, text=written)
        looked_in = replace(filing, texts={path: Text(path, scalar)})
        assert isinstance(scalar, Scalar)
        return list(prose.found(looked_in, [], patterns, unless))

    return search


def test_a_match_knows_its_sentence_and_what_stands_before_it_there(look):
    (place,) = look("第一句。全年共收到申请12件，办结10件。第三句。", "收到申请{数}件")
    assert place.words == "收到申请12件"
    assert place.figure == 12
    assert place.before == "全年共"
    assert place.sentence == "全年共收到申请12件，办结10件"
    assert place.evidence == (place.text.path, "全年共收到申请12件")


def test_every_pattern_finds_every_match_in_the_order_of_the_text(look):
    found = look("收到3件，收到4件；办结5件。", "办结{数}件", "收到{数}件")
    assert [int(place.figure) for place in found] == [5, 3, 4]


def test_unless_lets_pass_only_what_stands_in_the_same_sentence(look):
    text = "累计收到3件。收到4件。\n收到5件，为累计数。收到6件。"
    assert [int(place.figure) for place in look(text, "收到{数}件", unless="累计")] == [4, 6]
    assert len(look(text, "收到{数}件")) == 4


@pytest.mark.parametrize(
    ("before", "other"), [("2019年", True), ("2019 年", True), ("", False), ("同比，", False)]
)
def test_another_year_counts_where_it_is_named_before_the_figure(look, before, other):
    (place,) = look(f"{before}收到3件，2001年以来最少。", "收到{数}件")
    assert place.is_of_another_year is other


def test_the_filing_s_own_year_is_no_other(look):
    (place,) = look("收到3件。", "收到{数}件")
    own = place.filing.header.year
    (place,) = look(f"{own}年收到3件。", "收到{数}件")
    assert not place.is_of_another_year


def test_what_was_typed_was_printed_by_no_placeholder(look):
    (typed,) = look("办结率100%。", "办结率{率}")
    assert typed.piece("rate") is None
    (printed,) = look("办结率{{ 1 + 2 }}%。", "办结率{印数}%")
    assert printed.match["printed"] == "3"
    assert printed.piece("printed").written.source.strip() == "1 + 2"


def test_the_days_of_a_period_are_read_with_and_without_the_second_year(look):
    text = "自2024年1月1日起至12月31日止。自2023年1月1日起至2024 年 1 月 2 日止。"
    first, two = look(text, "自{起日}起至{止日}止")
    assert (first.match["last_year"], first.match["last_month"], first.match["last_day"]) == (
        None,
        "12",
        "31",
    )
    assert (two.match["first_year"], two.match["last_year"], two.match["last_day"]) == ("2023", "2024", "2")


def test_a_sentence_without_end_is_looked_at_no_further_than_is_near(look):
    (place,) = look("很" * 1000 + "收到3件" + "长" * 1000, "收到{数}件")
    assert len(place.before) == prose.NEAR
    assert len(place.sentence) == 2 * prose.NEAR + len(place.words)


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("收到{数}件", ""),
        ("收到[0-9]{2}件{1,3}", ""),
        ("收到{数}件(", "有一个左括号没有配对，在第 7 个字附近"),
        ("收到{数}件*+*", "两个重复的记号连在一起，在第 9 个字附近"),
        ("收到{个}件", "没有“{个}”这样的空位"),
        ("收到{数}，答复{数}", "同一个空位或名称用了两次，在第 "),
    ],
)
def test_what_is_wrong_with_a_pattern_is_told_with_its_place_as_it_was_written(pattern, problem):
    refusal = prose.problem_of(pattern)
    assert refusal.startswith(problem)
    assert bool(refusal) is bool(problem)


def test_a_pattern_needs_one_hole_of_each_set():
    needed = [("{数}", "{汉数}"), ("{率}",)]
    assert prose.problem_of("{汉数}件占{率}", needed) == ""
    assert prose.problem_of("{数}件占{率}", needed) == ""
    assert prose.problem_of("{数}件", needed) == "里面要有{率}，说明从哪里读出数来"
    assert prose.problem_of("占{率}", needed) == "里面要有{数}或者{汉数}，说明从哪里读出数来"
