"""Rules of kind ``growth``: a rate of growth typed in the text follows from the figures of two years."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from re import Match
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum, last_year
from generator.findings.finding import Finding
from generator.form.rule import Beside, Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met
from generator.rules.text import patterns
from generator.source.data_file import Model


class Grown(Model):
    """Patterns with ``{数}`` and ``{率}``, and the numbers whose sum the figure is.  The words for a fall are
    a group named ``fewer``: ``(?:增长|(?P<fewer>下降))``."""

    patterns: tuple[str, ...]
    cells: tuple[str, ...]


class Options(RuleOptions):
    """What can grow; a figure that is not the table's is the business of ``quote``."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("grown",),)
    beside: ClassVar[Beside] = "previous"

    holes: ClassVar[Keys] = (("{数}",), ("{率}",))

    texts: tuple[str, ...] = ()
    grown: tuple[Grown, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every rate that cannot be rounded from the true one."""
    for grown in options.grown:
        sides = _sides(filing, grown.cells)
        for place in patterns.found(filing, options.texts, grown.patterns) if sides else ():
            if sides and place.figure == sides[0] and not _agrees(place.match, *sides):
                yield _finding(rule, filing, grown, place, sides)


def _sides(filing: Filing, cells: tuple[str, ...]) -> tuple[Fraction, Fraction] | None:
    """The sums of both years; None where one is not known or there was nothing to grow from."""
    found = [last_year(filing, path) for path in cells]
    if filing.previous is None or not all(found):
        return None
    now = known_sum(filing, cells)
    then = known_sum(filing.previous, tuple(path for paths in found for path in paths or ()))
    return (now, then) if now is not None and then else None


def _agrees(match: Match[str], now: Fraction, then: Fraction) -> bool:
    """Whether the rate is the true one, rounded or cut off at the digits that were printed."""
    decimals = len(match["rate"].partition(".")[2])
    typed = Fraction(match["rate"]) * (-1 if match.groupdict().get("fewer") else 1)
    return abs(typed - (now - then) / then * 100) < Fraction(1, 10**decimals)


def _finding(
    rule: Rule, filing: Filing, grown: Grown, place: patterns.Found, sides: tuple[Fraction, Fraction]
) -> Finding:
    now, then = sides
    decimals = max(2, len(place.match["rate"].partition(".")[2]))
    rate = f"{float((now - then) / then * 100):+.{decimals}f}%"
    names = " + ".join(named(filing, path) for path in grown.cells)
    detail = f"写了“{place.words}”，{names} 本年 {figure(now)}，上年 {figure(then)}，增减应为 {rate}"
    evidence = [*place.evidence, str(then)]
    return not_met(rule, filing, detail, cells=grown.cells, span=place.span, evidence=evidence)
