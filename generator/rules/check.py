"""Step three, *check*: a Filing against the rules of its Format.  Pure: no disk, clock or network.

A rule's ``kind`` is the name of a module here.  Each such module has ``Options``, the keys that
the kind takes in ``format.yaml``, and ``check``, which turns one rule and one filing into findings,
or into equations (see `sums`), which are explained together so that one mistake is one finding.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, Protocol

from generator.filing.filing import Filing
from generator.filing.narrative.placeholders import check_placeholders
from generator.findings.finding import Finding, Level, fingerprint
from generator.form.header import Header
from generator.form.rule import Rule, RuleOptions
from generator.rules.sums.equations import Equation
from generator.rules.sums.explain import explain


class KindModule(Protocol):
    """What a module of this package must have."""

    Options: type[RuleOptions]

    def check(self, rule: Rule, options: Any, filing: Filing) -> Iterable[Finding | Equation]:
        """Apply one rule to one filing."""


def check(filing: Filing) -> list[Finding]:
    """All findings of the format's rules and of the placeholders in the text, in no order."""
    findings: list[Finding] = list(check_placeholders(filing))
    equations: list[Equation] = []
    for rule, module, options in _judged(filing):
        for one in module.check(rule, options, filing):
            if isinstance(one, Equation):
                equations.append(one)
            else:
                findings.append(one)
    # A number that is wrong in itself makes every sum it enters wrong; its own finding is enough.
    wrong = {cell for one in findings if one.level is Level.ERROR for cell in one.cells}
    sums = explain(filing, [one for one in equations if not wrong & one.terms.keys()])
    return _told_apart(_without_follow_ons(findings, list(sums)))


def judged(filing: Filing) -> frozenset[str]:
    """The codes of the rules that apply to a filing and could be judged with what is at hand."""
    return frozenset(rule.code for rule, _, _ in _judged(filing))


def waiting(filing: Filing) -> frozenset[str]:
    """The codes of those that apply to it and wait for what is not at hand, last year's filing say."""
    return frozenset(rule.code for rule, _, _ in _applying(filing)) - judged(filing)


def _judged(filing: Filing) -> Iterator[tuple[Rule, KindModule, RuleOptions]]:
    for rule, module, options in _applying(filing):
        if not options.beside or getattr(filing, options.beside):
            yield rule, module, options


def _applying(filing: Filing) -> Iterator[tuple[Rule, KindModule, RuleOptions]]:
    for rule in filing.format.rules:
        if _applies(rule, filing.header):
            module = kind_module(rule.kind)
            yield rule, module, rule.read_options(module.Options)


def _applies(rule: Rule, header: Header | None) -> bool:
    """Whether the head has one of the values the rule is for; a head that is wrong tells nothing."""
    if not rule.when:
        return True
    return header is not None and all(header.named(key) in values for key, values in rule.when.items())


def _without_follow_ons(findings: list[Finding], sums: list[Finding]) -> list[Finding]:
    """All of them, less the warnings that rest on a figure an error has just called wrong."""
    errors = [one for one in (*findings, *sums) if one.level is Level.ERROR]
    wrong = {one.cells[0] for one in errors if one.cells}
    return [one for one in findings if one.level is Level.ERROR or not wrong & set(one.cells)] + sums


def _told_apart(findings: list[Finding]) -> list[Finding]:
    """Findings that are alike in everything they rest on get a number: a waiver is given for one of them."""
    seen: Counter[str] = Counter()
    told = []
    for one in findings:
        mark = fingerprint(one)
        seen[mark] += 1
        again = (f"#{seen[mark]}",) if seen[mark] > 1 else ()
        told.append(replace(one, evidence=(*one.evidence, *again)) if again else one)
    return told


@cache
def kind_module(kind: str) -> KindModule:
    """The module of a kind of rule; raises ModuleNotFoundError for a kind that is none."""
    module: Any = importlib.import_module(f"generator.rules.kinds.{kind}")
    return module  # type: ignore[no-any-return]  # a module cannot be declared to have a protocol
