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
from generator.form.rule import Beside, Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, tell


class Options(RuleOptions):
    """Terms are rows of ``table``; where ``rows`` are named, columns of these rows.  ``before`` is named
    as in this form, even where last year's filing is of an earlier one."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 100
    beside: ClassVar[Beside] = "previous"

    table: str
    now: str
    before: tuple[str, ...]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Broken:
    """One lane in which the chain does not hold."""

    lane: str
    cells: tuple[str, ...]
    before: tuple[str, ...]
    sides: tuple[Fraction, Fraction]
    told: str


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each row named; or one for all columns, since a row is carried over as a whole."""
    if options.rows:
        for row in options.rows:
            if broken := _lane(options, filing, row, f"{options.table}.{row}.{{}}"):
                yield _finding(rule, filing, [broken])
        return
    columns = filing.format.rows[f"{options.table}.{options.now}"]
    lanes = [
        (one.total_column, _lane(options, filing, one.column, _in_column(options, one.column)))
        for one in columns
    ]
    broken_ones = [lane for total, lane in lanes if lane and not total]
    broken_ones = broken_ones or [lane for _, lane in lanes if lane]
    if broken_ones:
        yield _finding(rule, filing, broken_ones)


def _in_column(options: Options, column: str) -> str:
    return f"{options.table}.{{}}.{column}" if column else f"{options.table}.{{}}"


def _lane(options: Options, filing: Filing, lane: str, pattern: str) -> _Broken | None:
    """The chain in one lane, where it can be worked out and does not hold."""
    now = pattern.format(options.now)
    plus, minus = (tuple(pattern.format(one) for one in names) for names in (options.plus, options.minus))
    before = _before(filing, [pattern.format(one) for one in options.before])
    known = [known_sum(filing, paths) for paths in ((now,), plus, minus)]
    last = known_sum(filing.previous, before) if filing.previous and before else None
    if last is None or any(one is None for one in known):
        return None
    stands, added, taken = (one or Fraction(0) for one in known)
    expected = last + added - taken
    if stands == expected:
        return None
    cells = (now, *plus, *minus)
    told = _told(filing, lane, options, (stands, expected), (last, plus, minus))
    return _Broken(lane, cells, before, (stands, expected), told)


def _before(filing: Filing, paths: Iterable[str]) -> tuple[str, ...]:
    """The numbers of last year's filing; none at all where one of them has no counterpart."""
    found = [last_year(filing, path) for path in paths]
    return tuple(path for one in found for path in one or ()) if all(found) else ()


def _told(
    filing: Filing,
    lane: str,
    options: Options,
    sides: tuple[Fraction, Fraction],
    terms: tuple[Fraction, tuple[str, ...], tuple[str, ...]],
) -> str:
    last, plus, minus = terms
    stands, expected = sides
    words = f"上年填报的{' + '.join(options.before)} {figure(last)}"
    for sign, paths in (("+", plus), ("−", minus)):
        for path in paths:
            words += f" {sign} 本年{path.rpartition('.')[2]} {figure(filing.value(path) or 0)}"
    total = f" = {figure(expected)}" if plus or minus else ""
    now = f"本年{options.now}" if options.rows else options.now
    return f"{lane}：{now} {figure(stands)}，{words}{total}，相差 {figure(abs(stands - expected))}"


def _finding(rule: Rule, filing: Filing, broken: list[_Broken]) -> Finding:
    assert filing.previous is not None
    last = filing.previous
    before = [path for one in broken for path in one.before]
    places = [
        Place(last.cells[path].span, f"上年 {named(path)} {figure(last.value(path) or 0)}", last.source.name)
        for path in before
    ]
    return tell(
        rule,
        filing,
        "\n".join(one.told for one in broken),
        cells=[path for one in broken for path in one.cells],
        sides=broken[0].sides,
        evidence=[f"{path}={last.value(path)}" for path in before],
        related=places,
    )
