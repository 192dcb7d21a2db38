"""Fields of the head that a form has for itself, and the parts of a year that a form is filed for."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.form.day import EveryYear, official
from generator.source.data_file import Model
from generator.source.verdicts import refusal

YES_NO = ("是", "否")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,12})?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class HeadField(Model):
    """A field of the head: what it holds, one of ``choices`` where there are any, where it is ``printed``
    (below the title, or at the end; nowhere by itself where nothing is said)."""

    key: str
    holds: Literal["文字", "数", "日期", "是否"] = "文字"
    choices: tuple[str, ...] = ()
    required: bool = False
    hint: str = ""
    printed: Literal["", "top", "bottom"] = ""

    @model_validator(mode="after")
    def _choices_are_words(self) -> HeadField:
        if self.choices and self.holds != "文字":
            raise refusal("choices 只用于文字（holds: 文字）")
        return self

    @property
    def allowed(self) -> tuple[str, ...]:
        """What alone may be written, where it is not free."""
        return YES_NO if self.holds == "是否" else self.choices

    def problem(self, text: str) -> str:
        """What is wrong with what was written, or nothing."""
        if not text.strip():
            return "还没有填写"
        if "\n" in text.strip():
            return "应当写在一行之内"
        if self.allowed and text not in self.allowed:
            return f"没有“{text}”，只能是{'、'.join(self.allowed)}"
        if self.holds == "数" and not _NUMBER.fullmatch(text):
            return "应当是一个数，用阿拉伯数字写，不带单位"
        return (
            "应当是存在的日期，写成 2025-01-24 这样" if self.holds == "日期" and _date(text) is None else ""
        )

    def as_printed(self, text: str) -> str:
        """What was written as it stands in a sentence."""
        date = _date(text) if self.holds == "日期" else None
        return official(date) if date else text.strip()


def _date(text: str) -> datetime.date | None:
    """Only YYYY-MM-DD: a date is never guessed from another way of writing it."""
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


class PeriodPart(Model):
    """One of the periods of a year, and its last day."""

    name: str
    last: EveryYear


class Periods(Model):
    """A form that is filed for parts of a year: the field that says for which, and the parts in their order.

    ``before``: what a filing is compared with as last year's, that of the same part a year before, or of the
    part just before it.
    """

    key: str
    parts: Annotated[tuple[PeriodPart, ...], Field(min_length=2)]
    before: Literal["year", "part"] = "year"

    @model_validator(mode="after")
    def _in_order(self) -> Periods:
        if len({part.name for part in self.parts}) < len(self.parts):
            raise refusal("parts 里有同名的两期")
        days = [part.last for part in self.parts]
        if days != sorted(set(days)):
            raise refusal("parts 要按先后写，每一期的最后一天都比前一期的晚")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """What the parts are called."""
        return tuple(part.name for part in self.parts)

    @property
    def field(self) -> HeadField:
        """The field of the head that says which part."""
        return HeadField(key=self.key, choices=self.names, required=True, hint="哪一期")

    def end(self, year: int, name: str) -> datetime.date:
        """The last day of a part of a year; raises StopIteration for a name that is none."""
        return next(part for part in self.parts if part.name == name).last.of(year)

    def moved(self, year: int, name: str, by: int) -> tuple[int, str]:
        """The year and the part that is compared with a later one (``by`` -1), or that follows it (1)."""
        if self.before == "year":
            return year + by, name
        place = self.names.index(name) + by
        return year + place // len(self.parts), self.names[place % len(self.parts)]
