"""Rules of kind ``jump``: a figure many times last year's, or a small part of it, is worth a second look."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum, last_year
from generator.findings.finding import Finding, Place
from generator.form.correspondence import numbers
from generator.form.rule import Beside, Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met


class Options(RuleOptions):
    """``cells``: numbers, or rows or groups with a ``column``.  More than ``times`` as much or as little,
    where the greater of the two is at least ``least``."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 100
    one_of: ClassVar[Keys] = (("cells",),)
    beside: ClassVar[Beside] = "previous"

    cells: tuple[str, ...]
    column: str = ""
    times: int
    least: int


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every figure that jumps."""
    for name in options.cells:
        paths = numbers(filing.format, name).get(options.column, ())
        before = _before(filing, paths)
        now = known_sum(filing, paths) if paths else None
        last = known_sum(filing.previous, before) if filing.previous and before else None
        if now is not None and last is not None and _jumps(options, now, last):
            yield _finding(rule, filing, named(filing, name, options.column), paths, before, (now, last))


def _before(filing: Filing, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Last year's numbers: for the whole sum, or else number by number."""
    whole = last_year(filing, *paths)
    if whole:
        return whole
    each = [last_year(filing, path) for path in paths]
    return tuple(path for numbers in each for path in numbers or ()) if all(each) else ()


def _jumps(options: Options, now: Fraction, last: Fraction) -> bool:
    more, less = max(now, last), min(now, last)
    return more >= options.least and more > options.times * less


def _finding(
    rule: Rule,
    filing: Filing,
    words: str,
    paths: tuple[str, ...],
    before: tuple[str, ...],
    sides: tuple[Fraction, Fraction],
) -> Finding:
    assert filing.previous is not None
    last = filing.previous
    now, then = (figure(side) for side in sides)
    ratio = f"，为上年的 {float(sides[0] / sides[1]):.2f} 倍" if sides[1] else ""
    place = Place(last.cells[before[0]].span, f"上年 {words} {then}", last.source.name)
    detail = f"{words}：本年 {now}，上年 {then}{ratio}"
    return not_met(rule, filing, detail, cells=paths, sides=sides, evidence=[then], related=[place])
