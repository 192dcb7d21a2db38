"""Filings that a test makes of one text say so of each other: left out where the test is not about that."""

from __future__ import annotations

from collections.abc import Iterable

from generator.findings.finding import Finding

COPIED = frozenset({"N88", "N94"})


def but_for_copies(findings: Iterable[Finding]) -> list[Finding]:
    """All findings but those that sentences are another filing's."""
    return [finding for finding in findings if finding.code not in COPIED]
