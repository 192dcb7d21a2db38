"""Rules of kind ``parts``: in a free table a row equals the sum of the parts that are written below it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Cell, Filing, State
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met


class Options(RuleOptions):
    """``table`` is the section of the free table."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 200

    table: str


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every number that is not the sum of its parts."""
    for row in filing.free_rows(options.table):
        for column, total in row.cells.items() if row.parts else ():
            parts = [part.cells[column] for part in row.parts]
            if not any(cell.state is State.BROKEN for cell in (total, *parts)):
                yield from _compare(rule, filing, total, parts)


def _compare(rule: Rule, filing: Filing, total: Cell, parts: list[Cell]) -> Iterator[Finding]:
    whole, values = Fraction(total.value or 0), [Fraction(part.value or 0) for part in parts]
    found = sum(values, start=Fraction(0))
    if found != whole:
        terms = " + ".join(map(figure, values))
        sides = f"{named(filing, total.path)} {figure(whole)}，各分项 {terms} = {figure(found)}"
        detail = f"{sides}，相差 {figure(abs(found - whole))}"
        cells = (total.path, *(part.path for part in parts))
        yield not_met(rule, filing, detail, cells=cells, sides=(found, whole))
