"""Waivers: warnings that an office accepts, each with a reason and for the very values it was given for.

A waiver names a rule and carries the finding's fingerprint (核对码).  When a figure it rests on changes,
the fingerprint changes and the waiver lapses; one that serves for nothing is itself a finding.  Errors
are never accepted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from generator.common.did_you_mean import nearest
from generator.filing.filing import Filing
from generator.findings.catalogue import catalogue, found
from generator.findings.finding import Finding, Level, fingerprint, stops_build
from generator.form.header import NAMES, Waiver
from generator.source.nodes import Mapping
from generator.source.nodes import Sequence as List

SECTION = next(key for key, name in NAMES.items() if name == "waivers")
SHOWN = 5

# The findings on waivers themselves.
OWN = frozenset({"S13", "S14", "S15", "S16"})


def accept(filing: Filing, findings: Sequence[Finding], waiting: Collection[str]) -> list[Finding]:
    """The findings with those accepted that a waiver was given for, and findings S13 to S16 on waivers.

    ``waiting`` are the codes of the rules that could not be judged: a waiver of a rule across years is not
    called useless where last year's filing is not at hand.
    """
    waivers = filing.header.waivers if filing.header else ()
    reasons = {(one.rule.upper(), one.seal.lower()): one.reason for one in waivers if one.seal}
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
        # Where something is wrong, a rule may be silent because its figures cannot be read.
        if code not in waiting and not stops_build(findings):
            yield found("S13", span, rule=code, problem="没有这样的警告，可以删去")
    elif waiver.seal is None:
        yield found("S15", span, rule=code, seal=_seals(soft))
    elif waiver.seal.lower() not in map(fingerprint, soft):
        problem = f"数字或文字已经变了（现在的核对码是 {_seals(soft)}），请重新核实"
        yield found("S13", span, rule=code, problem=problem)


def _seals(findings: Sequence[Finding]) -> str:
    """The first few, so that many waivers of many findings do not fill the screen."""
    seals = [fingerprint(one) for one in findings]
    more = f"等 {len(seals)} 个" if len(seals) > SHOWN else ""
    return "、".join(seals[:SHOWN]) + more


def _entry(filing: Filing, number: int) -> Mapping:
    node = filing.document.root.entries[SECTION]
    assert isinstance(node, List)
    entry = node.items[number]
    assert isinstance(entry, Mapping)
    return entry
