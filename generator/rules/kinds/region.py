"""Rules of kind ``region``: a report on a whole region counts no less than those it includes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding, Place
from generator.form.rule import Beside, Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met

# So many numbers, and so many filings, are named in the one finding.
NAMED = 5


class Options(RuleOptions):
    """The tables whose numbers add up over authorities."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 1
    one_of: ClassVar[Keys] = (("tables",),)
    beside: ClassVar[Beside] = "below"

    tables: tuple[str, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """One finding where the filings below, together, count more than the region's own."""
    parts = [part for part in filing.below if part.format.version == filing.format.version]
    addresses = filing.format.addresses.items()
    paths = [path for path, address in addresses if address.section in options.tables]
    exceeding = {path: sides for path in paths if (sides := _exceeds(filing, parts, path))}
    if exceeding:
        first, sides = next(iter(exceeding.items()))
        yield not_met(
            rule,
            filing,
            "\n".join(_lines(filing, exceeding, len(parts))),
            cells=exceeding,
            sides=sides,
            evidence=[f"{path}={together}" for path, (_, together) in exceeding.items()],
            related=_places(parts, first),
        )


def _lines(filing: Filing, exceeding: Mapping[str, tuple[Fraction, Fraction]], count: int) -> Iterator[str]:
    """The first of the numbers that are exceeded, and how many more there are."""
    for path, (whole, together) in islice(exceeding.items(), NAMED):
        yield f"{named(filing, path)}：本报告 {figure(whole)}，所含 {count} 份填报合计 {figure(together)}"
    if len(exceeding) > NAMED:
        yield f"另有 {len(exceeding) - NAMED} 个数也是这样"


def _exceeds(filing: Filing, parts: Iterable[Filing], path: str) -> tuple[Fraction, Fraction] | None:
    whole = known_sum(filing, (path,))
    figures = [known_sum(part, (path,)) for part in parts]
    together = sum((value for value in figures if value is not None), start=Fraction(0))
    return (whole, together) if whole is not None and together > whole else None


def _places(parts: Iterable[Filing], path: str) -> list[Place]:
    """Where the first filings below that count something say it."""
    return [
        Place(part.cells[path].span, f"{part.authority} {figure(value)}", part.source.name)
        for part in parts
        if part.authority and (value := part.value(path))
    ][:NAMED]
