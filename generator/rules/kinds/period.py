"""Rules of kind ``period``: the statistical period named in the text is that of the year reported."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.day import Day, EveryYear
from generator.form.header import key_for
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns


class Options(RuleOptions):
    """``patterns`` with ``{起日}`` and ``{止日}``; ``first`` and ``last`` day (month-day, ``02-末`` for the
    end of a month) of the period.

    What placeholders print counts like what is typed: a year may be one and the other not.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("patterns",),)
    holes: ClassVar[Keys] = (("{起日}",), ("{止日}",))

    texts: tuple[str, ...] = ()
    patterns: tuple[str, ...]
    first: EveryYear
    last: EveryYear

    @property
    def of_head(self) -> tuple[str, ...]:
        """The fields of the head that it compares."""
        return (key_for("year"),)


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every period that is another."""
    year = filing.known["year"]
    first, last = _date(year, options.first), _date(year, options.last)
    for period in patterns.found(filing, options.texts, options.patterns):
        if _named(period.match) != (first, last):
            detail = f"写了“{period.words}”，应为{_in_words(first)}至{_in_words(last)}"
            evidence = [period.words, str(year)]
            yield not_met(rule, filing, detail, span=period.span, evidence=evidence)


def _date(year: int, day: Day) -> tuple[int, int, int]:
    date = day.of(year)
    return date.year, date.month, date.day


def _named(match: Match[str]) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Both days; an end without a year is in the year of the beginning."""
    first = (int(match["first_year"]), int(match["first_month"]), int(match["first_day"]))
    year = int(match["last_year"] or first[0])
    return first, (year, int(match["last_month"]), int(match["last_day"]))


def _in_words(date: tuple[int, int, int]) -> str:
    return "{}年{}月{}日".format(*date)
