"""Rules of kind ``growth``: growth that a sentence tells follows from the figures of both years."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import figure, not_met
from generator.rules.text.clauses import growing
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.meaning import read_texts
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.told import told


class Options(AskingOptions):
    """No keys of its own: what can grow is said in the form's vocabulary."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every rate or difference that the figures of the two years do not give."""
    for path, reading in read_texts(filing).items():
        for at, rate in enumerate(reading.rates):
            if rate.of == "share" or rate.respectively or rate.lasting or rate.figure.how == "edge":
                continue
            years = [(now.value, then.value) for now, then in growing.both_years(filing, reading, at, rate)]
            if years and not any(growing.agrees(rate, *pair) for pair in years):
                place = told(filing, path, reading, rate.start, rate.end)
                if place.printed:
                    continue
                detail = f"写了“{place.words}”，{_shown(rate, *years[0])}"
                yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)


def _shown(rate: Rate, now: Fraction, then: Fraction) -> str:
    if rate.of == "base":
        return f"上年是 {figure(then)}"
    if rate.of in ("same", "multiple"):
        return f"本年 {figure(now)}，上年 {figure(then)}"
    change = figure(abs(now - then))
    word = "增加" if now >= then else "减少"
    decimals = max(2, rate.figure.decimals)
    rate_words = (
        f"，{'增长' if now >= then else '下降'} {float(abs(now - then) / then * 100):.{decimals}f}%"
        if then
        else ""
    )
    return f"本年 {figure(now)}，上年 {figure(then)}，{word} {change}{rate_words}"
