"""Fields that only one form has, and parts of a year: what may be written, what comes before and after."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from generator.form.own_fields import HeadField, Periods

HALVES = {"key": "期间", "parts": [{"name": "上半年", "last": "06-30"}, {"name": "下半年", "last": "12-末"}]}


@pytest.mark.parametrize(
    ("holds", "text", "problem"),
    [
        ("文字", "甲乙", ""),
        ("文字", "甲\n乙", "一行"),
        ("文字", "  ", "还没有填写"),
        ("数", "12.5", ""),
        ("数", "12人", "一个数"),
        ("数", "1e3", "一个数"),
        ("日期", "2024-02-29", ""),
        ("日期", "2025-02-29", "存在的日期"),
        ("日期", "2025.1.2", "存在的日期"),
        ("是否", "是", ""),
        ("是否", "有", "只能是是、否"),
    ],
)
def test_a_field_says_what_is_wrong_with_what_was_written(holds: str, text: str, problem: str) -> None:
    found = HeadField.model_validate({"key": "项", "holds": holds}).problem(text)
    assert problem in found if problem else found == ""


def test_a_date_is_printed_in_the_official_way_and_other_things_as_they_are() -> None:
    assert HeadField(key="项", holds="日期").as_printed("2025-01-05") == "2025年1月5日"
    assert HeadField(key="项").as_printed(" 2025-01-05 ") == "2025-01-05"


def test_only_words_have_choices() -> None:
    assert HeadField(key="项", choices=("本级", "全市")).problem("全省") != ""
    with pytest.raises(ValidationError, match="choices"):
        HeadField(key="项", holds="数", choices=("1",))


def test_last_years_is_the_same_part_a_year_before() -> None:
    periods = Periods.model_validate(HALVES)
    assert periods.moved(2024, "上半年", -1) == (2023, "上半年")
    assert periods.moved(2024, "下半年", 1) == (2025, "下半年")


def test_or_the_part_just_before() -> None:
    periods = Periods.model_validate({**HALVES, "before": "part"})
    assert periods.moved(2024, "上半年", -1) == (2023, "下半年")
    assert periods.moved(2024, "下半年", -1) == (2024, "上半年")
    assert periods.moved(2024, "下半年", 1) == (2025, "上半年")
    assert periods.end(2024, "上半年") == datetime.date(2024, 6, 30)


def test_parts_follow_one_another_under_names_of_their_own() -> None:
    backwards = {"key": "期间", "parts": HALVES["parts"][::-1]}
    alike = {"key": "期间", "parts": [{"name": "半年", "last": "06-30"}, {"name": "半年", "last": "12-31"}]}
    for wrong, words in [(backwards, "先后"), (alike, "同名")]:
        with pytest.raises(ValidationError, match=words):
            Periods.model_validate(wrong)
