"""A day of every year: written month-day, or as the end of a month."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError

from generator.form.day import Day, EveryYear

read = TypeAdapter(EveryYear).validate_python


@given(some.dates(datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)), some.integers(1900, 2200))
def test_a_day_that_every_year_has_is_that_day_of_any_year(day, year):
    assert read(f"{day:%m-%d}").of(year) == day.replace(year=year)


@pytest.mark.parametrize(("year", "number"), [(2024, 29), (2025, 28), (2000, 29), (1900, 28)])
def test_the_end_of_february_is_another_day_every_fourth_year(year, number):
    assert read("02-末").of(year) == datetime.date(year, 2, number)


def test_the_end_of_a_month_comes_after_all_its_days():
    assert read("02-28") < read("02-末") < read("03-01")
    assert read("04-末") == Day(4, 31)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("02-29", '不是每年都有；月底写 "02-末"'),
        ("02-30", '这一天没有；月底写 "02-末"'),
        ("04-31", '这一天没有；月底写 "04-末"'),
        ("13-01", "没有“13-01”这一天"),
        ("00-10", "没有“00-10”这一天"),
        ("05-00", "没有“05-00”这一天"),
        ("一月", "应当写成“月-日”"),
        ("1-31", "应当写成“月-日”"),
        (131, "应当写成“月-日”"),
        (None, "应当写成“月-日”"),
    ],
)
def test_a_day_that_not_every_year_has_is_refused_with_what_to_write(written, words):
    with pytest.raises(ValidationError, match="refusal") as refused:
        read(written)
    assert words in refused.value.errors()[0]["ctx"]["words"]
