"""Step three, *check*: a Filing against the rules of its Format.  Pure: no disk, clock or network.

A rule's ``kind`` is the name of a module in ``kinds/``.  Its findings are taken as they are; its equations
are explained together (see ``sums/explain.py``), so that one mistake is one finding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from generator.common.same import kept_of_the_same
from generator.filing.filing import Filing
from generator.filing.narrative.placeholder_findings import check_placeholders
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Level, fingerprint
from generator.form.format import Format
from generator.form.rule import Rule
from generator.rules.kinds import equations_of, findings_of, gives_equations, no_more_than, options_of
from generator.rules.sight import Watch
from generator.rules.soundness import asked_at
from generator.rules.sums.equations import Equation
from generator.rules.sums.explain import explain
from generator.rules.text.bounded import Budget, TooSlow
from generator.rules.text.characters import check_characters
from generator.rules.text.clauses.meaning import read_texts
from generator.rules.text.drawn_tables import check_tables
from generator.rules.text.printed_page import page
from generator.rules.text.sizes import check_sizes
from generator.rules.unjudged import (
    BROKE_DOWN,
    STOPPED,
    Unjudged,
    follow_ons,
    meets,
    not_for,
    not_whole,
    of_equations,
    unjudged,
)
from generator.source.data_file import resting_on


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a filing, and of which rules nothing, or not all, can be said."""

    findings: list[Finding]
    unjudged: tuple[Unjudged, ...]


def check(filing: Filing) -> list[Finding]:
    """All findings of the format's rules and of the placeholders in the text, in no order."""
    return judge(filing).findings


def judge(filing: Filing) -> Judged:
    """The same, and the rules that could not be judged, or not on all of the filing, each with the reason."""
    watch = Watch(filing)
    findings: list[Finding] = [*check_placeholders(watch.filing), *check_characters(watch.filing)]
    findings += [*check_sizes(watch.filing), *check_tables(watch.filing)]
    asked = list(_of_rules(filing, watch))
    given = [each for rule in asked for each in rule.given]
    findings += [each for each in given if isinstance(each, Finding)]
    equations = [each for each in given if isinstance(each, Equation)]
    # A number that is wrong in itself makes every sum it enters wrong; its own finding is enough.
    wrong = _wrong(findings)
    sound = [equation for equation in equations if not wrong & equation.terms.keys()]
    sums = list(_no_more_than_allowed(filing.format, explain(filing, sound)))
    kept = _without_follow_ons(findings, sums)
    reasons = follow_ons(findings, kept) | of_equations(equations, sound, kept) | _silent(filing, asked)
    return Judged(_numbered(kept), unjudged(filing.format.rules, reasons))


def _wrong(findings: Iterable[Finding]) -> set[str]:
    return {cell for finding in findings if finding.level is Level.ERROR for cell in finding.cells}


def _silent(filing: Filing, asked: Iterable[_Asked]) -> dict[str, str]:
    """Why rules were not asked, or could not judge all."""
    reasons = {rule.code: why for rule, why in _not_for(filing)}
    reasons |= {each.rule.code: each.reason for each in asked}
    return {code: why for code, why in reasons.items() if why}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a rule gave, and why that is not all there is to say."""

    rule: Rule
    given: Sequence[Finding | Equation]
    reason: str


def _of_rules(filing: Filing, watch: Watch) -> Iterator[_Asked]:
    """What every rule gives that can be judged.

    A rule that takes too long is told (F23), not waited for, and all together have an end; so is one told
    that breaks down on this filing (F24).
    """
    for text in filing.texts.values():
        page(watch.filing, text)  # what all rules of words read is not the work of the first that asks for it
    with suppress(Exception):  # each rule that asks for it says so (F24)
        read_texts(watch.filing)
    budget = Budget(len(filing.source.text))
    for rule in _judged(filing):
        given: Sequence[Finding | Equation]
        seen = watch.look()
        try:
            with budget.of_a_rule():
                given = _given(rule, watch.filing)
            reason = not_whole(rule, filing, seen)
        except TooSlow as slow:
            given, reason = [_not_finished("F23", filing, rule, pattern=slow.pattern)], STOPPED
        except Exception as fault:  # whatever a rule of others does, the filing is judged
            given, reason = [_not_finished("F24", filing, rule, kind=type(fault).__name__)], BROKE_DOWN
        yield _Asked(rule, given, reason)


def _given(rule: Rule, filing: Filing) -> Sequence[Finding | Equation]:
    return equations_of(rule, filing) if gives_equations(rule) else findings_of(rule, filing)


def _not_finished(code: str, filing: Filing, rule: Rule, **words: str) -> Finding:
    finding = found(code, asked_at(filing, rule), rule=rule.code, **words)
    return resting_on(finding, [rule.origin.at((), code, rule=rule.code, **words)] if rule.origin else [])


def judged(filing: Filing) -> frozenset[str]:
    """The codes of the rules that apply to a filing and could be judged with what is at hand."""
    return frozenset(rule.code for rule in _judged(filing))


def not_judged(filing: Filing) -> frozenset[str]:
    """The codes of those that apply to it and need what is not at hand, last year's filing say."""
    applying = (rule.code for rule in filing.format.rules if meets(rule, filing))
    return frozenset(applying) - judged(filing)


def _judged(filing: Filing) -> Iterator[Rule]:
    return (rule for rule, why in _not_for(filing) if not why)


@kept_of_the_same
def _not_for(filing: Filing) -> tuple[tuple[Rule, str], ...]:
    """Every rule of a filing's form with why it is not asked, or nothing where it is."""
    return tuple((rule, not_for(rule, filing)) for rule in filing.format.rules)


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
