"""Rules of kind ``chain``: what stood at the end of last year stands at the beginning of this one.

``now`` = ``before`` of last year's filing + ``plus`` − ``minus`` of this one, in every column of the
table, or, where ``rows`` are named, in each of these rows between its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum, last_year
from generator.findings.finding import Finding, Place
from generator.form.rule import Beside, Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met
from generator.rules.terms import Lane, Rows, lanes


class Options(RuleOptions):
    """Terms are rows of ``table``; where ``rows`` are named, columns of these rows.  ``before`` is named
    as in this form, even where last year's filing is of an earlier one."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 100
    one_of: ClassVar[Keys] = (("before",),)
    beside: ClassVar[Beside] = "previous"

    table: str = ""
    now: str
    before: tuple[str, ...]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True)
class _Broken:
    """One lane in which the chain does not hold."""

    cells: tuple[str, ...]
    before: tuple[str, ...]
    sides: tuple[Fraction, Fraction]
    detail: str


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each row named; or one for all columns, since a row is carried over as a whole."""
    sides = ((options.now,), options.before, options.plus, options.minus)
    found = [
        (lane, broken)
        for lane in lanes(filing, options.table, options.rows, sides)
        if (broken := _broken(options, filing, lane))
    ]
    # The total row, or the total column, only where it is the only one.
    others = [broken for lane, broken in found if not lane.implied]
    broken_lanes = others or [broken for _, broken in found]
    if options.rows:
        yield from (_finding(rule, filing, [broken]) for broken in broken_lanes)
    elif broken_lanes:
        yield _finding(rule, filing, broken_lanes)


def _broken(options: Options, filing: Filing, lane: Lane) -> _Broken | None:
    """The chain in one lane, where it can be worked out and does not hold."""
    now, before, plus, minus = lane.sides
    earlier = _before(filing, before)
    last = _sum_of_last_year(filing, earlier)
    stands, added, taken = (known_sum(filing, paths) for paths in (now, plus, minus))
    if last is None or stands is None or added is None or taken is None:
        return None
    expected = last + added - taken
    if stands == expected:
        return None
    detail = _detail(filing, options, (stands, expected), last, lane.sides)
    return _Broken((*now, *plus, *minus), earlier, (stands, expected), detail)


def _sum_of_last_year(filing: Filing, paths: tuple[str, ...]) -> Fraction | None:
    return known_sum(filing.previous, paths) if filing.previous and paths else None


def _before(filing: Filing, paths: Iterable[str]) -> tuple[str, ...]:
    """The numbers of last year's filing; none at all where one of them has no counterpart."""
    found = [last_year(filing, path) for path in paths]
    return tuple(path for numbers in found for path in numbers or ()) if all(found) else ()


def _detail(
    filing: Filing,
    options: Options,
    sides: tuple[Fraction, Fraction],
    last: Fraction,
    terms: tuple[tuple[str, ...], ...],
) -> str:
    """The sum in words: ``terms`` are what stands now, what stood before, what comes to it, what goes."""
    now, before, plus, minus = terms
    stands, expected = sides
    every = [path for paths in terms for path in paths]
    lane, labels = filing.in_lane(every)
    names = dict(zip(every, labels, strict=True))
    words = f"上年填报的{' + '.join(names[path] for path in before)} {figure(last)}"
    for sign, paths in (("+", plus), ("−", minus)):
        for path in paths:
            words += f" {sign} 本年{names[path]} {figure(filing.value(path) or 0)}"
    total = f" = {figure(expected)}" if plus or minus else ""
    here = " + ".join(f"{'本年' if options.rows else ''}{names[path]}" for path in now)
    place = f"{lane}：" if lane else ""
    return f"{place}{here} {figure(stands)}，{words}{total}，相差 {figure(abs(stands - expected))}"


def _finding(rule: Rule, filing: Filing, broken: list[_Broken]) -> Finding:
    assert filing.previous is not None
    last = filing.previous
    before = [path for lane in broken for path in lane.before]
    places = [
        Place(
            last.cell(path).span,
            f"上年 {named(last, path)} {figure(last.value(path) or 0)}",
            last.source.name,
        )
        for path in before
    ]
    return not_met(
        rule,
        filing,
        "\n".join(lane.detail for lane in broken),
        cells=[path for lane in broken for path in lane.cells],
        sides=broken[0].sides,
        evidence=[f"{path}={last.value(path)}" for path in before],
        related=places,
    )
