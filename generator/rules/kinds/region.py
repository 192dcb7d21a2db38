"""Rules of kind ``region``: a report on a whole region counts no less than those it includes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding, Place
from generator.form.rule import Beside, Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, tell

SHOWN = 5


class Options(RuleOptions):
    """The tables whose numbers add up over authorities."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    beside: ClassVar[Beside] = "below"

    tables: tuple[str, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding where the filings below, together, count more than the region's own."""
    parts = [one for one in filing.below if one.format.version == filing.format.version]
    paths = [path for path, one in filing.format.addresses.items() if one.section in options.tables]
    exceeding = [(path, *sides) for path in paths if (sides := _exceeds(filing, parts, path))]
    if exceeding:
        lines = [
            f"{named(path)}：本报告 {figure(whole)}，所含 {len(parts)} 份填报合计 {figure(together)}"
            for path, whole, together in exceeding
        ]
        more = [f"另有 {len(lines) - SHOWN} 个数也是这样"] if len(lines) > SHOWN else []
        first = exceeding[0]
        yield tell(
            rule,
            filing,
            "\n".join([*lines[:SHOWN], *more]),
            cells=[path for path, *_ in exceeding],
            sides=(first[1], first[2]),
            evidence=[f"{path}={together}" for path, _, together in exceeding],
            related=_places(parts, first[0]),
        )


def _exceeds(filing: Filing, parts: Iterable[Filing], path: str) -> tuple[Fraction, Fraction] | None:
    whole = known_sum(filing, (path,))
    known = [known_sum(one, (path,)) for one in parts]
    together = sum((one for one in known if one is not None), start=Fraction(0))
    return (whole, together) if whole is not None and together > whole else None


def _places(parts: Iterable[Filing], path: str) -> list[Place]:
    return [
        Place(one.cells[path].span, f"{one.header.authority} {figure(one.value(path) or 0)}", one.source.name)
        for one in parts
        if one.header and one.value(path)
    ][:SHOWN]
