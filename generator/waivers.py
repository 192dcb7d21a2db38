"""Waivers: warnings that an office accepts, each with a reason and for the very values it was given for.

A waiver names a rule and carries the finding's fingerprint (核对码).  When a figure it rests on changes,
the fingerprint changes and the waiver lapses; one that serves for nothing is itself a finding.  Errors
are never accepted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from generator.filing import Filing
from generator.findings import Edit, Finding, Fix, Level, Span, catalogue, fingerprint, found
from generator.header import NAMES, Waiver
from generator.nodes import Mapping
from generator.nodes import Sequence as List
from generator.suggest import nearest

SECTION = next(key for key, name in NAMES.items() if name == "waivers")
SEAL = next(str(one.alias) for name, one in Waiver.model_fields.items() if name == "seal")
RULE = next(str(one.alias) for name, one in Waiver.model_fields.items() if name == "rule")

# The findings on waivers themselves.
OWN = frozenset({"S13", "S14", "S15", "S16"})


def accept(filing: Filing, findings: Sequence[Finding], waiting: Collection[str]) -> list[Finding]:
    """The findings with those accepted that a waiver was given for, and findings S13 to S16 on waivers.

    ``waiting`` are the codes of the rules that could not be judged: a waiver of a rule across years is not
    called useless where last year's filing is not at hand.
    """
    waivers = filing.header.waivers if filing.header else ()
    reasons = {(one.rule.upper(), one.seal): one.reason for one in waivers if one.seal}
    told = [_accepted(one, reasons) for one in findings]
    for number, one in enumerate(waivers):
        told += _judge(filing, number, one, findings, waiting)
    return told


def acceptable(filing: Filing, one: Finding) -> bool:
    """Whether a waiver could be given for a finding: not for an error, nor for what is said of waivers."""
    return one.level is not Level.ERROR and one.code not in OWN and one.code in _codes(filing)


def _codes(filing: Filing) -> list[str]:
    return [*catalogue(), *(rule.code for rule in filing.format.rules)]


def _accepted(one: Finding, reasons: dict[tuple[str, str], str]) -> Finding:
    if one.level is Level.ERROR or not reasons:
        return one
    return replace(one, accepted=reasons.get((one.code, fingerprint(one)), ""))


def _judge(
    filing: Filing, number: int, waiver: Waiver, findings: Sequence[Finding], waiting: Collection[str]
) -> Iterator[Finding]:
    code, span = waiver.rule.upper(), _entry(filing, number).span
    meant = [one for one in findings if one.code == code]
    soft = [one for one in meant if one.level is not Level.ERROR]
    codes = _codes(filing)
    if code not in codes:
        yield found("S16", span, rule=waiver.rule, suggestion=nearest(code, codes))
    elif meant and not soft:
        yield found("S14", span, rule=code)
    elif not soft:
        if code not in waiting:
            yield found("S13", span, rule=code, problem="没有这样的警告，可以删去")
    elif waiver.seal is None:
        yield _unbound(filing, number, code, soft)
    elif waiver.seal not in map(fingerprint, soft):
        now = "、".join(fingerprint(one) for one in soft)
        problem = f"数字或文字已经变了（现在的核对码是 {now}），请重新核实"
        yield found("S13", span, rule=code, problem=problem)


def _unbound(filing: Filing, number: int, code: str, soft: Sequence[Finding]) -> Finding:
    entry = _entry(filing, number)
    seals = [fingerprint(one) for one in soft]
    told = found("S15", entry.span, rule=code, seal="、".join(seals))
    if len(seals) > 1:
        return told
    return replace(told, fix=Fix(f"写入核对码 {seals[0]}", (_written(filing, entry, seals[0]),)))


def _written(filing: Filing, entry: Mapping, seal: str) -> Edit:
    """The key put behind the rule's: in braces beside it, in a block on the next line."""
    key, value = entry.keys[RULE], entry.entries[RULE].span
    lines = filing.source.lines
    if lines[entry.span.line - 1].startswith("{", entry.span.column - 1):
        at = Span(value.end_line, value.end_column, value.end_line, value.end_column)
        return Edit(at, f", {SEAL}: {seal}")
    end = len(lines[value.end_line - 1]) + 1
    at = Span(value.end_line, end, value.end_line, end)
    return Edit(at, f"\n{' ' * (key.column - 1)}{SEAL}: {seal}")


def _entry(filing: Filing, number: int) -> Mapping:
    node = filing.document.root.entries[SECTION]
    assert isinstance(node, List)
    entry = node.items[number]
    assert isinstance(entry, Mapping)
    return entry
