"""From which numbers of the form a number of the text can come, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.form.language import language
from generator.rules.text.clauses import growing, reasons, shares
from generator.rules.text.clauses.meaning import Paths, sums
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.terms import added, typed

How = Literal["sum", "share", "rate", "difference", "base"]
# What opens the sum of what was just told.
TOTAL = "共"
# So many are shown of a number with which none agrees.
SHOWN = 3

BLANK = "表里还没有填"
AT_MOST = "表里的数包括它，可以比它大"
NO_PART, NO_WHOLE = "没有说是什么的比例", "没有说占什么"
RESPECTIVELY = "几个比例分别说，没有逐个核对"
INEXACT = "不是确数"
NO_YEARS = "没有说是什么的增减，或者没有上年的数"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A way in which a number comes from the form's: ``cells`` are those of this filing, ``beside`` what they
    are divided by (a share), or last year's (growth); ``value`` is what that comes to as a text tells it,
    None where it is not known.  Cells are missing where the text alone tells the figure."""

    how: How
    cells: Paths
    beside: Paths = ()
    value: Fraction | None = None
    agrees: bool = False

    @property
    def is_of_form(self) -> bool:
        """Whether all of it is from the form, nothing from the text."""
        return bool(self.cells or self.how == "base") and bool(self.beside or self.how == "sum")


def of_statement(filing: Filing, statement: Statement) -> list[Reckoning]:
    """The sums of the form that a figure, or a claim, can tell."""
    if statement.table is None:
        return []
    factor, figure = statement.table.figure, statement.figure
    found = []
    for cells in sums(filing.format, statement):
        total = known_sum(filing, cells)
        value = None if total is None else total * factor
        if value is None:
            agrees = False
        elif statement.table.at_most:
            agrees = statement.value <= value
        else:
            agrees = figure.agrees(value) if figure else statement.value == value
        found.append(Reckoning("sum", cells, value=value, agrees=agrees))
    return found


def of_total(filing: Filing, reading: Reading, at: int) -> list[Reckoning]:
    """The sum of the figures before it in its sentence, where one that names no row is just that: its
    members are told, and then what they come to."""
    statement = reading.statements[at]
    figure, words = statement.figure, reading.plain.words
    before = reading.statements[at - 1] if at else None
    if figure is None or before is None or before.figure is None or statement.why_not != reasons.UNTOLD:
        return []
    between = words[before.figure.end : figure.start].strip("，、；")
    members = [
        each
        for each in reading.statements[:at]
        if each.sentence == statement.sentence and each.figure and each.whole is None
    ]
    terms = [typed(filing, each) for each in members]
    total = added(terms)
    told = between in (TOTAL, *language().together) and len(terms) > 1 and all(term.cells for term in terms)
    if not told or not total.cells or figure.how != "exact" or total.value != statement.value:
        return []
    return [Reckoning("sum", total.cells, value=total.value, agrees=True)]


def of_rate(filing: Filing, reading: Reading, at: int) -> tuple[list[Reckoning], str]:
    """What a share or growth can be reckoned from, and why it cannot; ``at`` is its number in the reading."""
    rate = reading.rates[at]
    if rate.lasting:
        return [], rate.lasting
    if rate.of == "share":
        return _of_share(filing, reading, rate)
    if rate.figure.how == "edge":
        return [], INEXACT
    years = growing.both_years(filing, reading, at, rate)
    found = [_grown(rate, now.value, then.value, now.cells, then.cells) for now, then in years]
    return found, "" if found else NO_YEARS


def _of_share(filing: Filing, reading: Reading, rate: Rate) -> tuple[list[Reckoning], str]:
    if rate.respectively or rate.figure.how != "exact":
        return [], RESPECTIVELY if rate.respectively else INEXACT
    parts, wholes = shares.parts(filing, reading, rate), shares.wholes(filing, reading, rate)
    if not parts or not wholes:
        return [], NO_WHOLE if parts else NO_PART
    found = [
        Reckoning(
            "share",
            part.cells,
            whole.cells,
            part.value / whole.value * 100,
            shares.agrees(rate, part.value, whole.value),
        )
        for part, whole in product(parts, wholes)
        if part.value <= whole.value
    ]
    return found, "" if found else NO_WHOLE


def _grown(rate: Rate, now: Fraction, then: Fraction, cells: Paths, before: Paths) -> Reckoning:
    agrees = growing.agrees(rate, now, then)
    change = (now - then) * (-1 if rate.fewer else 1)
    if rate.of == "base":
        return Reckoning("base", (), before, then, agrees)
    if rate.of == "difference":
        return Reckoning("difference", cells, before, change, agrees)
    return Reckoning("rate", cells, before, change / then * 100 if then else None, agrees)


def best(found: list[Reckoning]) -> Iterator[Reckoning]:
    """Those that agree, what is the form's alone first; where none does, the first few."""
    agreeing = [each for each in found if each.agrees]
    yield from sorted(agreeing, key=lambda each: not each.is_of_form)
    yield from () if agreeing else found[:SHOWN]
