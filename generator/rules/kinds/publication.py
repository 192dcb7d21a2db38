"""Rules of kind ``publication``: when a report is published, counted from the year after the one reported."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met

DAY = Field(None, pattern="^[0-1][0-9]-[0-3][0-9]$")


class Options(RuleOptions):
    """``earliest`` and ``latest`` day (month-day) of the year after."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1

    earliest: str | None = DAY
    latest: str | None = DAY


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for a publication date outside."""
    header = filing.header
    if header is None:
        return
    earliest, latest = (_day(header.year, day) for day in (options.earliest, options.latest))
    given = f"发布日期 {header.published}"
    if earliest and header.published < earliest:
        detail = f"{given}，最早应为 {earliest}"
    elif latest and header.published > latest:
        detail = f"{given}，最迟应为 {latest}，晚 {(header.published - latest).days} 天"
    else:
        return
    evidence = [str(header.published), str(header.year)]
    yield not_met(rule, filing, detail, span=filing.span_of("published"), evidence=evidence)


def _day(year: int, text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(f"{year + 1}-{text}")
