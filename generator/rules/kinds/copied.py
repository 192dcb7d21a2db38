"""Rules of kind ``copied``: figures that are last year's to the last one were probably not counted anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding, Place, Span
from generator.form.correspondence import Match, matches
from generator.form.format import Address
from generator.form.rule import Beside, Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met


class Options(RuleOptions):
    """``rows`` of ``table`` (all of them where none is named) with at least ``least`` numbers that are not
    zero, which come to ``sum_least`` (totals apart): in quiet years figures can be alike by chance."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    beside: ClassVar[Beside] = "previous"

    table: str
    rows: tuple[str, ...] = ()
    least: int = 1
    sum_least: int = 0


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding where every number that can be compared is the same."""
    last = filing.previous
    assert last is not None
    pairs = [pair for pair in matches(filing.format, last.format).values() if _meant(pair, options, filing)]
    numbers = _numbers(filing, [pair.here for pair in pairs])
    if numbers and numbers == _numbers(last, [pair.there for pair in pairs]) and _say_much(numbers, options):
        place = Place(_span(last, options), f"上年的{options.table}", last.source.name)
        counting = sum(bool(number) for number in numbers)
        detail = f"可比的 {len(numbers)} 个数全部与上年填报相同，其中 {counting} 个不为零"
        yield not_met(
            rule, filing, detail, span=_span(filing, options), evidence=map(str, numbers), related=[place]
        )


def _numbers(filing: Filing, sums: Iterable[tuple[str, ...]]) -> list[Fraction] | None:
    """What each of these comes to; None where one of them is not known."""
    numbers = [known_sum(filing, paths) for paths in sums]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else None


def _say_much(numbers: list[Fraction], options: Options) -> bool:
    """Whether there are so many figures, and so great ones, that they are not alike by chance."""
    counting = [number for number in numbers if number]
    return len(counting) >= options.least and sum(counting) >= options.sum_least


def _meant(match: Match, options: Options, filing: Filing) -> bool:
    address = filing.format.addresses[match.here[0]]
    counted_twice = address.total_column or address.total_row
    return address.section == options.table and not counted_twice and _named(address, options)


def _named(address: Address, options: Options) -> bool:
    rows = [f"{options.table}.{row}" for row in options.rows]
    return not rows or any(f"{address.row_path}.".startswith(f"{row}.") for row in rows)


def _span(filing: Filing, options: Options) -> Span:
    return filing.place_of(options.table)
