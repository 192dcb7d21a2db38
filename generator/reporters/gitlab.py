"""Findings as a GitLab Code Quality report: a JSON array (GitLab docs, "Code Quality report format")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from generator.common.safe_text import address, to_json
from generator.findings.exit_code import Fault, Unopened
from generator.findings.finding import Finding, Level, fingerprint
from generator.reporters import Results, body, read_json

# GitLab's own words, of which "blocker" stays for what nothing could be said of.
SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.INFO: "info"}


def report(results: Results) -> str:
    """Every finding that nobody accepted, and every file that could not be opened."""
    return to_json([*map(_unopened, results.unopened), *_issues(results.unaccepted)])


def is_report(text: str) -> bool:
    """Whether a text is such an array."""
    value = read_json(text)
    known = {"check_name", "fingerprint", "severity"}
    return isinstance(value, list) and all(
        isinstance(issue, dict) and known <= issue.keys() for issue in value
    )


def _issues(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """GitLab shows one issue for each fingerprint: two alike in one file are told apart by their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        alike = (address(finding.file), fingerprint(finding), finding.message)
        seen[alike] += 1
        yield {
            "description": body(finding),
            "check_name": finding.code,
            "fingerprint": _digest(*alike, str(seen[alike])),
            "severity": SEVERITIES[finding.level],
            "location": {
                "path": address(finding.file),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }


def _unopened(unopened: Unopened) -> dict[str, Any]:
    return {
        "description": str(unopened),
        "check_name": "fault" if isinstance(unopened, Fault) else "unopened",
        "fingerprint": _digest(address(unopened.file), "unopened"),
        "severity": "blocker",
        "location": {"path": address(unopened.file), "lines": {"begin": 1, "end": 1}},
    }


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()
