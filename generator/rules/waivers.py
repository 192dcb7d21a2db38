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
from generator.findings.finding import Finding, Level, Span, fingerprint, stops_build
from generator.form.authorities import authorities
from generator.form.header import Waiver, key_for
from generator.source.nodes import Mapping
from generator.source.nodes import Sequence as List

SECTION = key_for("waivers")
SHOWN = 5

# The findings on waivers themselves.
OWN = frozenset({"S13", "S14", "S15", "S16", "S26"})


def accept(filing: Filing, findings: Sequence[Finding], not_judged: Collection[str]) -> list[Finding]:
    """The findings with those accepted that a waiver was given for, and findings S13 to S16, S26 on them.

    ``not_judged`` are the codes of the rules that could not be judged: a waiver of a rule across years is not
    called useless where last year's filing is not at hand.
    """
    waivers: tuple[Waiver, ...] = filing.known.get("waivers", ())
    reasons = {
        (waiver.rule.upper(), waiver.seal.lower()): waiver.reason
        for waiver in waivers
        if waiver.seal and _is_reason(waiver.reason)
    }
    judged = [_accepted(finding, reasons) for finding in findings]
    for number, waiver in enumerate(waivers):
        judged += _judge(filing, number, waiver, findings, not_judged)
    return judged


def _is_reason(text: str) -> bool:
    """Whether a reason says something: 「…」 as the message offers it, a dash, or 「无」 says nothing."""
    words = "".join(character for character in text if character.isalnum()).lower()
    return bool(words) and not words.isdigit() and words not in authorities().no_reasons


def acceptable(filing: Filing, finding: Finding) -> bool:
    """Whether a waiver could be given for a finding: not for an error, nor for what is said of waivers."""
    return finding.level is not Level.ERROR and finding.code not in OWN and finding.code in _codes(filing)


def _codes(filing: Filing) -> list[str]:
    return [*catalogue(), *(rule.code for rule in filing.format.rules)]


def _accepted(finding: Finding, reasons: dict[tuple[str, str], str]) -> Finding:
    if finding.level is Level.ERROR or not reasons:
        return finding
    return replace(finding, accepted=reasons.get((finding.code, fingerprint(finding)), ""))


def _judge(
    filing: Filing, number: int, waiver: Waiver, findings: Sequence[Finding], not_judged: Collection[str]
) -> Iterator[Finding]:
    code, span = waiver.rule.upper(), _entry(filing, number).span
    codes = _codes(filing)
    meant = [finding for finding in findings if finding.code == code]
    warnings = [finding for finding in meant if finding.level is not Level.ERROR]
    if code not in codes:
        yield found("S16", span, rule=waiver.rule, suggestion=nearest(code, codes))
    elif warnings and not _is_reason(waiver.reason):
        yield found("S26", span, rule=code)
    elif warnings:
        yield from _judge_seal(waiver, span, warnings)
    elif meant:
        yield found("S14", span, rule=code)
    # Where something is wrong, a rule may be silent because its figures cannot be read.
    elif code not in not_judged and not stops_build(findings):
        yield found("S13", span, rule=code, problem="没有这样的警告，可以删去")


def _judge_seal(waiver: Waiver, span: Span, warnings: Sequence[Finding]) -> Iterator[Finding]:
    """Whether a waiver is given for one of the warnings of its rule as they are."""
    code = waiver.rule.upper()
    if waiver.seal is None:
        yield found("S15", span, rule=code, seal=_seals(warnings))
    elif waiver.seal.lower() not in map(fingerprint, warnings):
        problem = f"数字或文字已经变了（现在的核对码是 {_seals(warnings)}），请重新核实"
        yield found("S13", span, rule=code, problem=problem)


def _seals(findings: Sequence[Finding]) -> str:
    """The first few, so that many waivers of many findings do not fill the screen."""
    seals = [fingerprint(finding) for finding in findings]
    more = f"等 {len(seals)} 个" if len(seals) > SHOWN else ""
    return "、".join(seals[:SHOWN]) + more


def _entry(filing: Filing, number: int) -> Mapping:
    node = filing.document.root.entries[SECTION]
    entry = node.items[number] if isinstance(node, List) else node
    assert isinstance(entry, Mapping)
    return entry
