"""Rules of kind ``publication``: when a report is published, counted from the end of what it reports on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.day import Day, EveryYear
from generator.form.header import key_for
from generator.form.holidays import holidays
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met


class Options(RuleOptions):
    """``earliest`` and ``latest`` day (month-day, ``02-末`` for the end of a month), the next after the end
    of the period; with ``moved`` a latest day on which nobody works gives way to the next working day.
    ``workdays``: the latest is so many working days after the end."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    one_of: ClassVar[Keys] = (("earliest", "latest", "workdays"),)
    ordered: ClassVar[Keys] = (("earliest", "latest"),)

    earliest: EveryYear | None = None
    latest: EveryYear | None = None
    moved: bool = False
    workdays: Annotated[int, Field(gt=0, le=250)] | None = None

    @property
    def of_head(self) -> tuple[str, ...]:
        """The fields of the head that it compares."""
        return (key_for("published"), key_for("year"))

    def due(self, end: datetime.date) -> datetime.date | None:
        """The latest day, where it is known which days nobody works."""
        try:
            return _latest(self, end)
        except KeyError:
            return None

    def unknown(self, filing: Filing) -> str:
        """What is not known of the working days that the deadline is counted in."""
        if filing.year is None or not (self.moved or self.workdays):
            return ""
        try:
            _latest(self, filing.period_end)
        except KeyError as year:
            return f"不知道 {year} 年哪些天放假（见 templates/holidays.yaml），没有核对最迟的日期"
        return ""


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for a publication date outside."""
    published = filing.known["published"]
    earliest = options.earliest and _next(options.earliest, filing.period_end)
    latest = None if options.unknown(filing) else _latest(options, filing.period_end)
    given = f"发布日期 {published}"
    if earliest and published < earliest:
        detail = f"{given}，最早应为 {earliest}"
    elif latest and published > latest:
        counted = f"（第 {options.workdays} 个工作日）" if options.workdays else ""
        detail = f"{given}，最迟应为 {latest}{counted}，晚 {(published - latest).days} 天"
    else:
        return
    evidence = [str(published), str(filing.year)]
    yield not_met(rule, filing, detail, span=filing.span_of("published"), evidence=evidence)


def _next(day: Day, end: datetime.date) -> datetime.date:
    """The next such day after the end of a period."""
    this = day.of(end.year)
    return this if this > end else day.of(end.year + 1)


def _latest(options: Options, end: datetime.date) -> datetime.date | None:
    """The last day in time; raises KeyError for a year whose working days are not known."""
    if options.workdays:
        return holidays().workday(options.workdays, end)
    if options.latest is None:
        return None
    latest = _next(options.latest, end)
    return holidays().moved(latest) if options.moved else latest
