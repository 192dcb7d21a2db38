"""Findings as JSON, for programs.  The keys are a contract (docs/findings.md): only ever added to."""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator.common.safe_text import to_json
from generator.findings.exit_code import Fault, Unopened
from generator.findings.finding import Finding, Fix, Level, Number, Place, Span, fingerprint, stops_build
from generator.reporters import Results, read_json
from generator.rules.examine import Examined

VERSION = 1
# From here on binary64 has no halves, and soon no room.
WHOLE_ABOVE = 2**53


def report(results: Results) -> str:
    """``{"version", "files", "filings": […], "skipped": […], "findings": […], "unopened": […]}``."""
    return to_json(
        {
            "version": VERSION,
            "files": len(results.examined),
            "filings": [_filing(examined) for examined in results.examined],
            "skipped": [{"file": skipped.file, "reason": skipped.reason} for skipped in results.skipped],
            "findings": [_finding(finding) for finding in results.findings],
            "unopened": [_unopened(unopened) for unopened in results.unopened],
        }
    )


def is_report(text: str) -> bool:
    """Whether a text is such an object."""
    value = read_json(text)
    return isinstance(value, dict) and {"version", "files", "findings"} <= value.keys()


def _filing(examined: Examined) -> dict[str, Any]:
    """A file that was examined, clean ones too: whose it is, how many findings nobody accepted, and why which
    rules were not judged, or not on all of it."""
    filing = examined.filing
    levels = Counter(finding.level for finding in examined.findings if not finding.accepted)
    return {
        "file": examined.document.source.name,
        "authority": filing.authority if filing else None,
        "year": filing.year if filing else None,
        "form": filing.format.version if filing else None,
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
        "infos": levels[Level.INFO],
        "unjudged": {rule.code: rule.reason for rule in examined.unjudged},
    }


def _unopened(unopened: Unopened) -> dict[str, Any]:
    """``fault``: it is ours."""
    return {"file": unopened.file, "reason": unopened.reason, "fault": isinstance(unopened, Fault)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        **(_span(finding.span) if finding.at is None else dict.fromkeys(_span(finding.span))),
        "code": finding.code,
        "level": finding.level.value,
        "message": finding.message,
        "detail": finding.detail,
        "cells": list(finding.cells),
        "left": number(finding.left),
        "right": number(finding.right),
        "difference": number(finding.difference),
        "basis": finding.basis,
        "help": finding.help,
        "values": list(finding.values),
        "marks": [_span(span) for span in finding.marks],
        "related": [_place(place, finding.file) for place in finding.related],
        "evidence": list(finding.evidence),
        "fix": _fix(finding.fix) if finding.fix else None,
        "accepted": finding.accepted or None,
        "stops": stops_build([finding]),
        "fingerprint": fingerprint(finding),
        "place": finding.at.known if finding.at is not None else None,
    }


def _span(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _place(place: Place, file: str) -> dict[str, Any]:
    return {"file": place.file or file, **_span(place.span), "words": place.words}


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "edits": [{**_span(edit.span), "text": edit.text} for edit in fix.edits],
    }


def number(value: Number | None) -> int | float | None:
    """A number as JSON has it; one too large for a fraction is rounded."""
    if value is None:
        return None
    large = not -WHOLE_ABOVE < value < WHOLE_ABOVE
    return int(value) if large or value == int(value) else float(value)
