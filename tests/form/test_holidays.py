"""Working days as data: weekends, days off, weekends on which one works, years that nobody knows yet."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from generator.form.holidays import Holidays, holidays

DAY = datetime.timedelta(days=1)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2025-01-24", True),  # a Friday
        ("2025-01-25", False),  # a Saturday
        ("2025-01-26", True),  # a Sunday on which one works
        ("2025-01-28", False),  # the Spring Festival, first day
        ("2025-02-04", False),  # the last
        ("2025-02-05", True),
    ],
)
def test_a_day_is_worked_on_or_not(text: str, works: bool) -> None:
    assert holidays().is_workday(day(text)) is works


def test_working_days_are_counted_after_a_day_over_the_festival() -> None:
    # 24 (Friday), 26 (Sunday, worked), 27; then the festival; then 5 February.
    assert holidays().workday(4, day("2025-01-23")) == day("2025-02-05")


def test_a_day_off_gives_way_to_the_next_working_day_and_no_other_does() -> None:
    assert holidays().moved(day("2026-01-31")) == day("2026-02-02")
    assert holidays().moved(day("2025-01-31")) == day("2025-02-05")
    assert holidays().moved(day("2025-01-24")) == day("2025-01-24")


def test_a_year_that_is_not_known_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        holidays().is_workday(day("2099-01-04"))
    assert not holidays().are_known(day("2025-12-31"), day("2099-01-01"))


def test_every_day_that_is_worked_is_a_weekend_and_every_rest_has_a_weekday() -> None:
    years = holidays().years
    assert len(years) >= 6
    for number, year in years.items():
        assert all(day(f"{number}-{text}").weekday() >= 5 for text in year.work)
        assert year.basis.startswith("国办发明电")
        resting = [span.partition("/")[0] for span in year.rest]
        assert resting == sorted(resting)


def test_days_are_written_in_one_way() -> None:
    with pytest.raises(ValidationError, match="月-日"):
        Holidays.model_validate({"years": {"2025": {"basis": "某文", "rest": ["1月1日"]}}})
