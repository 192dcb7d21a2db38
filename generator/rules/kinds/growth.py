"""Rules of kind ``growth``: growth that a sentence tells follows from the figures of both years."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum, last_year
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import figure, not_met
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.figures import TIMES
from generator.rules.text.clauses.meaning import Paths, paths, read_texts, sums
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.told import told

Years = tuple[Fraction, Fraction]


class Options(AskingOptions):
    """No keys of its own: what can grow is said in the form's vocabulary."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every rate or difference that the figures of the two years do not give."""
    for path, reading in read_texts(filing).items():
        for at, rate in enumerate(reading.rates):
            if rate.of == "share" or rate.lasting or rate.figure.how == "edge":
                continue
            years = list(_years(filing, reading, at, rate))
            if years and not any(_agrees(rate, *pair) for pair in years):
                place = told(filing, path, reading, rate.start, rate.end)
                if place.printed:
                    continue
                detail = f"写了“{place.words}”，{_shown(rate, *years[0])}"
                yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)


def _subject(reading: Reading, rate: Rate) -> Statement | None:
    return reading.statements[rate.statement] if rate.statement is not None else None


def _years(filing: Filing, reading: Reading, at: int, rate: Rate) -> Iterator[Years]:
    """The figures of both years, each way they can be meant: as in the tables where the sentence tells that
    figure, else as it tells it."""
    subject = _subject(reading, rate)
    typed = subject.value if subject and not rate.rows and subject.is_bound else None
    known = [(known_sum(filing, now), _then(filing, now)) for now in _cells(filing, reading, rate)]
    told = [pair for pair in known if typed is None or pair[0] == typed]
    base = _base(reading, at, rate) if rate.of != "base" else None
    for total, then in told or known:
        now, before = total if typed is None else typed, then if base is None else base
        if now is not None and before is not None:
            yield now, before


def _cells(filing: Filing, reading: Reading, rate: Rate) -> list[Paths]:
    """The numbers it is said of: what it names itself, or those of the figure beside it."""
    if rate.table is not None:
        rows = rate.rows or (rate.table.usual.means if rate.table.usual else ())
        return paths(filing.format, rate.table, rows, rate.columns or rate.table.usual_columns)
    subject = _subject(reading, rate)
    return sums(filing.format, subject) if subject is not None and subject.is_bound else []


def _then(filing: Filing, cells: Paths) -> Fraction | None:
    """The same sum last year; None where it is not known."""
    there = [last_year(filing, path) for path in cells]
    if filing.previous is None or not all(there):
        return None
    return known_sum(filing.previous, tuple(path for found in there for path in found or ()))


def _base(reading: Reading, at: int, rate: Rate) -> Fraction | None:
    """Last year's figure where the sentence tells it."""
    told = [each for each in reading.rates[:at] if each.of == "base" and each.sentence == rate.sentence]
    return told[-1].figure.value if told else None


def _agrees(rate: Rate, now: Fraction, then: Fraction) -> bool:
    if rate.of == "base":
        return rate.figure.agrees(then)
    if rate.of == "difference":
        return rate.figure.agrees((now - then) * (-1 if rate.fewer else 1))
    if not then:
        return True
    typed = rate.figure.value * (100 if rate.figure.unit == TIMES else 1) * (-1 if rate.fewer else 1)
    close = Fraction(100 if rate.figure.unit == TIMES else 1, 10**rate.figure.decimals)
    loose = 10 if rate.figure.how != "exact" else 1
    return abs(typed - (now - then) / then * 100) < close * loose


def _shown(rate: Rate, now: Fraction, then: Fraction) -> str:
    if rate.of == "base":
        return f"上年是 {figure(then)}"
    change = figure(abs(now - then))
    word = "增加" if now >= then else "减少"
    decimals = max(2, rate.figure.decimals)
    rate_words = (
        f"，{'增长' if now >= then else '下降'} {float(abs(now - then) / then * 100):.{decimals}f}%"
        if then
        else ""
    )
    return f"本年 {figure(now)}，上年 {figure(then)}，{word} {change}{rate_words}"
