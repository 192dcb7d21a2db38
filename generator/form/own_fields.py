"""Fields of the head that a form has for itself, and the parts of a year that a form is filed for."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.form import values
from generator.form.day import EveryYear
from generator.form.values import Holds
from generator.source.data_file import Model
from generator.source.verdicts import refusal


class HeadField(Model):
    """A field of the head: what it holds, one of ``choices`` where there are any, where it is ``printed``
    (below the title, or at the end; nowhere by itself where nothing is said)."""

    key: str
    holds: Holds = "文字"
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
        return values.allowed(self.holds, self.choices)

    def problem(self, text: str) -> str:
        """What is wrong with what was written, or nothing."""
        return values.problem(self.holds, self.choices, text)

    def as_printed(self, text: str) -> str:
        """What was written as it stands in a sentence."""
        return values.as_printed(self.holds, text)


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
