"""Rules of kind ``jump``: a figure many times last year's, or a small part of it, is worth a second look; so
is one that has grown or shrunk by more than so many hundredths."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum, last_year
from generator.findings.finding import Finding, Place
from generator.form.correspondence import numbers
from generator.form.rule import Beside, Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met


class Options(RuleOptions):
    """``cells``: numbers, or rows or groups with a ``column``.  More than ``times`` as much or as little, or
    more than ``percent`` hundredths of last year's more or less (``only`` up or down), where the greater of
    the two is at least ``least``."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 100
    one_of: ClassVar[Keys] = (("cells",), ("times", "percent"))
    beside: ClassVar[Beside] = "previous"

    cells: tuple[str, ...]
    column: str = ""
    times: Annotated[int, Field(gt=0)] | None = None
    percent: Annotated[int, Field(gt=0)] | None = None
    only: Literal["", "up", "down"] = ""
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
    if more < options.least or (now < last if options.only == "up" else options.only and now > last):
        return False
    if options.times is not None and more > options.times * less:
        return True
    return options.percent is not None and (more - less) * 100 > options.percent * last


def _ratio(now: Fraction, last: Fraction) -> str:
    """How many times last year's, or by how many hundredths more or less."""
    if last < now < 2 * last or last / 2 < now < last:
        return f"，比上年{'增加' if now > last else '减少'} {float(abs(now - last) / last):.1%}"
    return f"，为上年的 {float(now / last):.2f} 倍"


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
    ratio = _ratio(*sides) if sides[1] else ""
    place = Place(last.cells[before[0]].span, f"上年 {words} {then}", last.source.name)
    detail = f"{words}：本年 {now}，上年 {then}{ratio}"
    return not_met(rule, filing, detail, cells=paths, sides=sides, evidence=[then], related=[place])
