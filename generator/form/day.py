"""A day of every year as data: ``01-31``, or ``02-末`` for the end of a month; a date as it is printed."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

from generator.source.verdicts import refusal

# How the last day of a month is written: it is not the same number every year.
END = "末"
# A year without a 29th of February: what it has, every year has.
COMMON_YEAR, MONTHS, LAST = 2023, 12, 31


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day that every year has; in a month that is shorter, its last one."""

    month: int
    number: int

    def of(self, year: int) -> datetime.date:
        """That day of a year."""
        return datetime.date(year, self.month, min(self.number, monthrange(year, self.month)[1]))


def _day(value: object) -> Day:
    text = str(value)
    match = re.fullmatch(rf"([01][0-9])-([0-3][0-9]|{END})", text)
    if match is None:
        raise refusal(f'应当写成“月-日”，如 "01-31"，月底写 "02-{END}"，这里是“{text}”')
    month, number = int(match[1]), LAST if match[2] == END else int(match[2])
    if not 1 <= month <= MONTHS or number == 0:
        raise refusal(f"没有“{text}”这一天")
    if match[2] != END and number > monthrange(COMMON_YEAR, month)[1]:
        every = "不是每年都有" if (month, number) == (2, 29) else "没有"
        raise refusal(f'“{text}”这一天{every}；月底写 "{month:02}-{END}"')
    return Day(month, number)


EveryYear = Annotated[Day, BeforeValidator(_day)]


def official(date: datetime.date) -> str:
    """A date as official documents print it: in digits, no zero before them (GB/T 9704—2012, 7.3.5.4)."""
    return f"{date.year}年{date.month}月{date.day}日"
