"""Rules of kind ``share``: a share that a sentence tells is that of a figure, of a whole it can have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import figure, not_met
from generator.rules.text.clauses import shares
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.meaning import read_texts
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.told import told


class Options(AskingOptions):
    """No keys of its own: what a share is of is said in the form's vocabulary."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every share that no whole gives."""
    for path, reading in read_texts(filing).items():
        for rate in reading.rates:
            if rate.of != "share" or rate.respectively or rate.lasting:
                continue
            if rate.figure.how == "edge" and not rate.figure.bound:
                continue
            parts = [term.value for term in shares.parts(filing, reading, rate)]
            wholes = [term.value for term in shares.wholes(filing, reading, rate)]
            if (
                parts
                and wholes
                and not any(shares.agrees(rate, part, whole) for part in parts for whole in wholes)
            ):
                place = told(filing, path, reading, rate.start, rate.end)
                if place.printed:
                    continue
                shown = "，或".join(_shown(rate, parts[0], whole) for whole in wholes if whole >= parts[0])
                detail = (
                    f"写了“{place.words}”，{figure(parts[0])} 应{shown}" if shown else f"写了“{place.words}”"
                )
                yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)


def _shown(rate: Rate, part: Fraction, whole: Fraction) -> str:
    decimals = max(1, rate.figure.decimals)
    return f"占 {figure(whole)} 的 {float(part / whole * 100):.{decimals}f}%"
