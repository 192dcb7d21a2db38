"""Rules of kind ``publication``: when a report is published, counted from the year after the one reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.day import EveryYear
from generator.form.rule import Gives, Keys, RestsOn, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met


class Options(RuleOptions):
    """``earliest`` and ``latest`` day (month-day, ``02-末`` for the end of a month) of the year after."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    rests_on: ClassVar[RestsOn] = ("head",)
    one_of: ClassVar[Keys] = (("earliest", "latest"),)
    ordered: ClassVar[Keys] = (("earliest", "latest"),)

    earliest: EveryYear | None = None
    latest: EveryYear | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for a publication date outside."""
    header = filing.header
    if header is None:
        return
    after = header.year + 1
    earliest, latest = (day and day.of(after) for day in (options.earliest, options.latest))
    given = f"发布日期 {header.published}"
    if earliest and header.published < earliest:
        detail = f"{given}，最早应为 {earliest}"
    elif latest and header.published > latest:
        detail = f"{given}，最迟应为 {latest}，晚 {(header.published - latest).days} 天"
    else:
        return
    evidence = [str(header.published), str(header.year)]
    yield not_met(rule, filing, detail, span=filing.span_of("published"), evidence=evidence)
