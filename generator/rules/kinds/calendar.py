"""Rules of kind ``calendar``: a date in the text is one that there is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from re import Match
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns

# A month is one only beside a year or a day: “13月” alone may be a length of time.
DATE = (
    r"(?<![0-9.])(?:(?P<year>[0-9]{4}) ?年 ?(?P<month>[0-9]{1,2}) ?月(?: ?(?P<day>[0-9]{1,2}) ?日)?"
    r"|(?P<month_only>[0-9]{1,2}) ?月 ?(?P<day_only>[0-9]{1,2}) ?日)"
)
LEAP_YEAR, MONTHS = 2000, 12


class Options(RuleOptions):
    """``texts`` to look in; all where none is named."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    texts: tuple[str, ...] = ()


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every date that no calendar has."""
    for date in patterns.found(filing, options.texts, [DATE]):
        if not _exists(date.match):
            yield not_met(rule, filing, f"没有“{date.words}”这一天", span=date.span, evidence=[date.words])


def _exists(match: Match[str]) -> bool:
    """Where no year is named, the 29th of February may be one; where no day, only the month counts."""
    year = int(match["year"] or LEAP_YEAR)
    month = int(match["month"] or match["month_only"])
    day = int(match["day"] or match["day_only"] or 1)
    return year > 0 and 1 <= month <= MONTHS and 1 <= day <= monthrange(year, month)[1]
