"""Rules of kind ``told_sum``: what a sentence adds up of the figures that it has just told is their sum."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.language import language
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import figure, not_met
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.figures import PERCENT, POINTS, TIMES
from generator.rules.text.clauses.meaning import read_texts, values
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.told import told
from generator.rules.text.numbers.loose import unit_behind

_RATES = frozenset({PERCENT, POINTS, TIMES})
# What overlaps, or is no count.
_APART = frozenset({reasons.A_BOUND, reasons.AVERAGE, reasons.PLAN, reasons.LAST_YEAR})


class Options(AskingOptions):
    """No keys of its own."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every sum (建议12件、提案9件，共23件) that its members do not come to."""
    for path, reading in read_texts(filing).items():
        for at, statement in enumerate(reading.statements):
            members = _members(reading, at)
            if len(members) < 2 or _comes_to(members, statement.value) or _is_of_form(filing, statement):
                continue
            first = members[0].figure
            assert first is not None and statement.figure is not None
            place = told(filing, path, reading, first.start, statement.figure.end)
            total = sum((member.value for member in members), start=Fraction(0))
            shown = " + ".join(figure(member.value) for member in members)
            detail = f"写了“{place.words}”，{shown} = {figure(total)}"
            yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)


def _members(reading: Reading, at: int) -> list[Statement]:
    """The figures right before a sum, of its unit; none where it is no sum of what was told."""
    statement = reading.statements[at]
    if not _is_count(statement) or not at:
        return []
    before = reading.statements[at - 1]
    if before.figure is None or statement.figure is None or before.sentence != statement.sentence:
        return []
    between = reading.plain.words[before.figure.end : statement.figure.start]
    between = between.removeprefix(_unit(reading, before)).strip("，、；")
    if between not in language().sums_of_told:
        return []
    found: list[Statement] = []
    for member in reversed(reading.statements[:at]):
        alike = _is_count(member) and _unit(reading, member) == _unit(reading, statement)
        if member.sentence != statement.sentence or not alike:
            break
        found.insert(0, member)
    return found


def _is_count(statement: Statement) -> bool:
    figure_ = statement.figure
    exact = figure_ is not None and figure_.how == "exact" and figure_.unit not in _RATES
    return exact and statement.why_not not in _APART


def _unit(reading: Reading, statement: Statement) -> str:
    assert statement.figure is not None
    return statement.figure.unit or unit_behind(reading.plain.words, statement.figure.end)


def _comes_to(members: list[Statement], total: Fraction) -> bool:
    """Whether the last of them, two at least, come to the sum: the first may be told of something else."""
    sums = list(accumulate((member.value for member in reversed(members)), initial=Fraction(0)))
    return total in sums[2:]


def _is_of_form(filing: Filing, statement: Statement) -> bool:
    """Whether the sum is a number of the form, which it is held against, or a part of one that was told."""
    return statement.whole is not None or (statement.is_bound and bool(values(filing, statement)))
