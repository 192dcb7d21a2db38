"""Step three, *check*: a Filing against the rules of its Format.  Pure: no disk, clock or network.

A rule's ``kind`` is the name of a module in ``kinds/``.  Its findings are taken as they are; its equations
are explained together (see ``sums/explain.py``), so that one mistake is one finding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.filing.filing import Filing
from generator.filing.narrative.placeholders import check_placeholders
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Level, fingerprint
from generator.form.format import Format
from generator.form.header import Header
from generator.form.rule import Rule
from generator.rules.kinds import equations_of, findings_of, gives_equations, no_more_than, options_of
from generator.rules.soundness import asked_at
from generator.rules.sums.equations import Equation
from generator.rules.sums.explain import explain
from generator.rules.text.bounded import TooSlow, limited
from generator.rules.text.characters import check_characters
from generator.source.data_file import resting_on


def check(filing: Filing) -> list[Finding]:
    """All findings of the format's rules and of the placeholders in the text, in no order."""
    findings: list[Finding] = [*check_placeholders(filing), *check_characters(filing)]
    equations: list[Equation] = []
    for given in _of_rules(filing):
        if isinstance(given, Equation):
            equations.append(given)
        else:
            findings.append(given)
    # A number that is wrong in itself makes every sum it enters wrong; its own finding is enough.
    wrong = {cell for finding in findings if finding.level is Level.ERROR for cell in finding.cells}
    sums = explain(filing, [equation for equation in equations if not wrong & equation.terms.keys()])
    return _numbered(_without_follow_ons(findings, _no_more_than_allowed(filing.format, sums)))


def _of_rules(filing: Filing) -> Iterator[Finding | Equation]:
    """What every rule gives that can be judged.

    A rule that takes too long is told (F23), not waited for; so is one that breaks down on this filing (F24).
    """
    stopped = 0
    for rule in _judged(filing):
        given: Sequence[Finding | Equation]
        try:
            with limited(stopped, len(filing.source.text)):
                given = equations_of(rule, filing) if gives_equations(rule) else findings_of(rule, filing)
        except TooSlow as slow:
            stopped += 1
            given = [_not_finished("F23", filing, rule, pattern=slow.pattern)]
        except Exception as fault:  # whatever a rule of others does, the filing is judged
            given = [_not_finished("F24", filing, rule, kind=type(fault).__name__)]
        yield from given


def _not_finished(code: str, filing: Filing, rule: Rule, **words: str) -> Finding:
    finding = found(code, asked_at(filing, rule), rule=rule.code, **words)
    return resting_on(finding, [rule.origin.at((), code, rule=rule.code, **words)] if rule.origin else [])


def judged(filing: Filing) -> frozenset[str]:
    """The codes of the rules that apply to a filing and could be judged with what is at hand."""
    return frozenset(rule.code for rule in _judged(filing))


def not_judged(filing: Filing) -> frozenset[str]:
    """The codes of those that apply to it and need what is not at hand, last year's filing say."""
    return frozenset(rule.code for rule in _applying(filing)) - judged(filing)


def _judged(filing: Filing) -> Iterator[Rule]:
    for rule in _applying(filing):
        beside = options_of(rule).beside
        if not beside or getattr(filing, beside):
            yield rule


def _applying(filing: Filing) -> Iterator[Rule]:
    return (rule for rule in filing.format.rules if _applies(rule, filing.header))


def _applies(rule: Rule, header: Header | None) -> bool:
    """Whether the head has one of the values the rule is for; a head that is wrong tells nothing."""
    if not rule.when:
        return True
    return header is not None and all(header.named(key) in values for key, values in rule.when.items())


def _no_more_than_allowed(form: Format, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of broken equations, of each rule no more than its kind tells."""
    rules = {rule.code: rule for rule in form.rules}
    by_code: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_code[finding.code].append(finding)
    for code, of_rule in by_code.items():
        yield from no_more_than(options_of(rules[code]).at_most, of_rule)


def _without_follow_ons(findings: list[Finding], sums: Iterable[Finding]) -> list[Finding]:
    """All of them, less the warnings that rest on a figure an error has just called wrong."""
    every = [*findings, *sums]
    wrong = {finding.cells[0] for finding in every if finding.level is Level.ERROR and finding.cells}
    kept = [finding for finding in findings if finding.level is Level.ERROR or not wrong & set(finding.cells)]
    return kept + every[len(findings) :]


def _numbered(findings: list[Finding]) -> list[Finding]:
    """Findings that are alike in everything they rest on get a number: a waiver is given for one of them."""
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        mark = fingerprint(finding)
        seen[mark] += 1
        again = (f"#{seen[mark]}",) if seen[mark] > 1 else ()
        numbered.append(replace(finding, evidence=(*finding.evidence, *again)) if again else finding)
    return numbered
