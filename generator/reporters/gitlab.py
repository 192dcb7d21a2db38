"""Findings as a GitLab Code Quality report: a JSON array (GitLab docs, "Code Quality report format")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from generator.common.safe_text import address, to_json
from generator.findings.exit_code import Unopened
from generator.findings.finding import Finding, Level, fingerprint
from generator.reporters import body
from generator.rules.examine import Examined

# GitLab's own words, of which "blocker" stays for what nothing could be said of.
SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.INFO: "info"}


def report(
    results: Sequence[Examined],
    *,
    colour: bool = False,
    strict: bool = False,
    unopened: Sequence[Unopened] = (),
) -> str:
    """Every finding that nobody accepted, and every file that could not be opened."""
    findings = [one for result in results for one in result.findings if not one.accepted]
    return to_json([*map(_closed, unopened), *_issues(findings)])


def _issues(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """GitLab shows one issue for each fingerprint: two alike in one file are told apart by their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    for one in findings:
        alike = (address(one.file), fingerprint(one), one.message)
        seen[alike] += 1
        yield {
            "description": body(one),
            "check_name": one.code,
            "fingerprint": _digest(*alike, str(seen[alike])),
            "severity": SEVERITIES[one.level],
            "location": {
                "path": address(one.file),
                "lines": {"begin": one.span.line, "end": one.span.end_line},
            },
        }


def _closed(one: Unopened) -> dict[str, Any]:
    return {
        "description": str(one),
        "check_name": "unopened",
        "fingerprint": _digest(address(one.file), "unopened"),
        "severity": "blocker",
        "location": {"path": address(one.file), "lines": {"begin": 1, "end": 1}},
    }


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()
