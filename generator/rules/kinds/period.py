"""Rules of kind ``period``: the statistical period named in the text is that of the year reported."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from re import Match
from typing import ClassVar

from pydantic import Field

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import tell
from generator.rules.text import patterns as prose
from generator.rules.text.printed_page import page
from generator.source.nodes import locate

SHOWN = 20
_DAY = r"(?P<{0}_month>[0-9]{{1,2}}) ?月 ?(?P<{0}_day>[0-9]{{1,2}}) ?日"
HOLES = {
    "{起日}": r"(?P<first_year>[0-9]{4}) ?年 ?" + _DAY.format("first"),
    "{止日}": r"(?:(?P<last_year>[0-9]{4}) ?年 ?)?" + _DAY.format("last"),
}
DAY = Field(pattern="^[0-1][0-9]-[0-3][0-9]$")


class Options(RuleOptions):
    """``patterns`` with ``{起日}`` and ``{止日}``; ``first`` and ``last`` day (month-day) of the period.

    What placeholders print counts like what is typed: a year may be one and the other not.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    texts: tuple[str, ...] = ()
    patterns: tuple[str, ...]
    first: str = DAY
    last: str = DAY


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every period that is another."""
    yield from islice(_wrong(rule, options, filing), SHOWN)


def _wrong(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    if filing.header is None:
        return
    year = filing.header.year
    due = (_date(year, options.first), _date(year, options.last))
    for text in prose.texts(filing, options.texts):
        read = page(filing, text)
        for one in options.patterns:
            for match in prose.pattern(_filled(one)).finditer(read.words):
                if _named(match) != due:
                    span = locate(filing.source, text.scalar, *read.source(*match.span()))
                    detail = f"写了“{match[0]}”，应为{_told(due[0])}至{_told(due[1])}"
                    yield tell(rule, filing, detail, span=span, evidence=[match[0], str(year)])


def _filled(text: str) -> str:
    for hole, expression in HOLES.items():
        text = text.replace(hole, expression)
    return text


def _date(year: int, text: str) -> tuple[int, int, int]:
    month, _, day = text.partition("-")
    return year, int(month), int(day)


def _named(match: Match[str]) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Both days; an end without a year is in the year of the beginning."""
    first = (int(match["first_year"]), int(match["first_month"]), int(match["first_day"]))
    year = int(match["last_year"] or first[0])
    return first, (year, int(match["last_month"]), int(match["last_day"]))


def _told(date: tuple[int, int, int]) -> str:
    return "{}年{}月{}日".format(*date)
