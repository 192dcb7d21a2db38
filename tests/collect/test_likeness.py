"""Texts that were copied are found, with how much and where; what offices wrote themselves is not."""

from __future__ import annotations

import random
from dataclasses import replace

from generator.collect.handed import Handed
from generator.collect.likeness import copies
from generator.collect.lines import Line
from tests.collect.units import handed

WORDS = "制度公开审查目录更新培训考核平台栏目解读答复登记归档检索指南窗口年度计划责任"


def text(seed: int, count: int = 12) -> tuple[Line, ...]:
    chance = random.Random(seed)
    return tuple(
        Line("".join(chance.choices(WORDS, k=30)), "总体情况.主动公开", number)
        for number in range(1, count + 1)
    )


def with_text(authority: str, lines: tuple[Line, ...], year: int = 2024) -> Handed:
    return replace(handed(authority, year=year), lines=lines)


def test_a_text_taken_from_another_unit_is_found_with_its_share_and_places():
    first = with_text("甲局", text(1))
    second = with_text("乙局", (*text(1)[:9], *text(2, 3)))
    found = {copy.filing.authority: copy for copy in copies([first, second], [])}
    assert found["乙局"].source is first
    assert found["乙局"].share == 0.75
    assert [line.line for line in found["乙局"].lines] == list(range(1, 10))
    assert not found["乙局"].own


def test_a_text_taken_from_last_year_is_found_beside():
    last, this = with_text("甲局", text(1), 2023), with_text("甲局", text(1))
    found = copies([this], [last])
    assert [(copy.own, copy.share) for copy in found] == [(True, 1.0)]


def test_sentences_in_which_a_few_words_were_changed_are_the_same():
    longer = tuple(Line(line.key * 3, line.path, line.line) for line in text(1))
    changed = tuple(line._replace(key="我" + line.key[1:]) for line in longer)
    found = copies([with_text("甲局", longer), with_text("乙局", changed)], [])
    assert {copy.share for copy in found} == {1.0}


def test_what_everybody_wrote_themselves_is_no_copy():
    filings = [with_text(f"{number}局", text(number)) for number in range(40)]
    assert copies(filings, []) == []


def test_a_hundred_units_of_one_mould_are_each_found_once():
    filings = [with_text(f"{number}局", text(1)) for number in range(100)]
    found = copies(filings, [])
    assert len(found) == 100
    assert {copy.share for copy in found} == {1.0}
