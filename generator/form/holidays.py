"""Which days are working days, as data: ``templates/holidays.yaml`` says it year by year.

A year that is not written there is not known: which days are off is made public a year at a time.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from generator.common import data_folders
from generator.source.data_file import DataFault, Model, load_model
from generator.source.verdicts import refusal

FILE = "holidays.yaml"
SATURDAY = 5
# A day, or the first and the last of several: 02-10/02-17.
_DAYS = re.compile(r"([01][0-9]-[0-3][0-9])(?:/([01][0-9]-[0-3][0-9]))?")
_ONE = datetime.timedelta(days=1)


def _days(text: str) -> str:
    if not _DAYS.fullmatch(text):
        raise refusal(f"应当写成“月-日”或者“月-日/月-日”，这里是“{text}”")
    return text


Days = Annotated[str, AfterValidator(_days)]


class Year(Model):
    """The days off of one year, weekends beside them included, and the weekends on which one works."""

    basis: str
    rest: tuple[Days, ...]
    work: tuple[Days, ...] = ()


class Holidays(Model):
    """What is known of the years, by year."""

    years: Mapping[int, Year]

    def are_known(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether all years from one day to another are."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def is_workday(self, day: datetime.date) -> bool:
        """Whether one works on a day of a known year; raises KeyError for another."""
        year = self.years[day.year]
        if _among(day, year.work):
            return True
        return day.weekday() < SATURDAY and not _among(day, year.rest)

    def workday(self, count: int, after: datetime.date) -> datetime.date:
        """The working day so many after a day; raises KeyError where a year on the way is not known."""
        day = after
        while count:
            day += _ONE
            count -= self.is_workday(day)
        return day

    def moved(self, day: datetime.date) -> datetime.date:
        """The day, or the next working day where one does not work on it; raises as `workday`."""
        return self.workday(1, day - _ONE)


def _among(day: datetime.date, spans: tuple[str, ...]) -> bool:
    written = f"{day.month:02}-{day.day:02}"
    return any(
        first <= written <= (last or first) for first, _, last in (span.partition("/") for span in spans)
    )


@cache
def holidays() -> Holidays:
    """Those of ``templates/holidays.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, Holidays, DataFault)
