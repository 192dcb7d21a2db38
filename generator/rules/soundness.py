"""Whether a rule can be applied to a form: its kind, its keys, what it names, its patterns.

A rule that cannot be applied is told where it is used as well as where the form is examined: a rule that
nobody applied must not pass for one that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import ValidationError

from generator.common.same import Same
from generator.filing.filing import Filing
from generator.filing.given import LOCAL, VERSION
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form.format import Format
from generator.form.rule import Rule
from generator.rules.kinds import UnknownKind, kind_module
from generator.rules.names import missed
from generator.source.data_file import CODES, DataFile, resting_on
from generator.source.nodes import Location, Scalar
from generator.source.verdicts import verdicts


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a rule: where below it, under which code, and the words of the finding."""

    place: Location
    code: str
    words: dict[str, str]


def of_rules(file: DataFile, form: Format, rules: Sequence[Rule]) -> Iterator[Finding]:
    """What keeps the rules of a file from being applied to a form."""
    for number, rule in enumerate(rules):
        for fault in faults(rule, form):
            yield file.at(("rules", number, *fault.place), fault.code, **fault.words)


def with_sound_rules(filing: Filing) -> tuple[Filing, list[Finding]]:
    """A filing with the rules that can be applied to its form, and F22 for each of the others."""
    form = filing.format
    # To make sure of all patterns takes longer than all the rest of examining one filing.
    proven = set(map(id, form.proven))
    unsound = [rule for rule in form.rules if id(rule) not in proven and faults(rule, form)]
    if not unsound:
        return filing, []
    sound = tuple(rule for rule in form.rules if not faults(rule, form))
    filing = replace(filing, format=form.model_copy(update={"rules": sound}))
    return filing, [_not_judged(filing, rule, faults(rule, form)) for rule in unsound]


def _not_judged(filing: Filing, rule: Rule, found_faults: Sequence[Fault]) -> Finding:
    finding = found("F22", asked_at(filing, rule), rule=rule.code)
    origin = rule.origin
    there = [origin.at(fault.place, fault.code, **fault.words) for fault in found_faults] if origin else []
    return resting_on(finding, there)


def asked_at(filing: Filing, rule: Rule) -> Span:
    """Where a filing asks for the pack or the form that a rule comes from."""
    entries = filing.document.root.entries
    pack, form = entries.get(LOCAL), entries.get(VERSION)
    if rule.origin and isinstance(pack, Scalar) and rule.origin.file.path.stem == pack.text.strip():
        return pack.span
    return form.span if form else Span()


def faults(rule: Rule, form: Format) -> tuple[Fault, ...]:
    """What keeps a rule from being applied to a form; nothing where it can be."""
    # A form from which rules were left out is the same where its sections are.
    return _faults(Same(rule), Same(form, by=form.sections))


@lru_cache(maxsize=2048)
def _faults(rule: Same[Rule], form: Same[Format]) -> tuple[Fault, ...]:
    return tuple(_found(rule.value, form.value))


def _found(rule: Rule, form: Format) -> Iterator[Fault]:
    """First the kind, then the keys, then what stands under them: later steps rest on earlier ones."""
    try:
        options = kind_module(rule.kind).Options
    except UnknownKind as fault:
        words = {"rule": rule.code, "kind": fault.kind, "suggestion": fault.suggestion}
        yield Fault(("kind",), "F04", words)
        return
    start = f"{rule.code}："
    try:
        options.model_validate(rule.options)
    except ValidationError as error:
        for verdict in verdicts(error, options):
            yield Fault(verdict.location, CODES[verdict.sort], {"start": start, **verdict.words})
        return
    for absent in missed(form, rule, options):
        words = {"start": start, "rule": rule.code, "problem": absent.problem, "pattern": absent.pattern}
        yield Fault(absent.place, absent.code, words)
