"""What is said of a filing that a command needs and cannot read: what is wrong with it first, and where."""

from __future__ import annotations

from collections.abc import Iterable

from generator.findings.finding import Finding, Level


def unread(name: str, findings: Iterable[Finding]) -> str:
    """The first error of its findings, with its place; the others are for ``check`` to tell."""
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if not errors:
        return f"{name} 读不出来，请先用 nianbao check 核对"
    first = min(errors, key=lambda finding: (finding.span.line, finding.span.column))
    place = f"{name}:{first.span.line}:{first.span.column}"
    return f"{place}：{first.message}。改好以后再来；全部问题用 nianbao check 看"
