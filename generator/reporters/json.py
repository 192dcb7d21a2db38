"""Findings as JSON, for programs.  The keys are a contract (docs/findings.md): only ever added to."""

from __future__ import annotations

from typing import Any

from generator.common.safe_text import to_json
from generator.findings.finding import Finding, Fix, Number, Place, Span, fingerprint, stops_build
from generator.reporters import Results, read_json

VERSION = 1
# From here on binary64 has no halves, and soon no room.
WHOLE_ABOVE = 2**53


def report(results: Results) -> str:
    """``{"version", "files", "findings": […], "unopened": […]}``."""
    return to_json(
        {
            "version": VERSION,
            "files": len(results.examined),
            "findings": [_finding(finding) for finding in results.findings],
            "unopened": [{"file": unopened.file, "reason": unopened.reason} for unopened in results.unopened],
        }
    )


def is_report(text: str) -> bool:
    """Whether a text is such an object."""
    value = read_json(text)
    return isinstance(value, dict) and {"version", "files", "findings"} <= value.keys()


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        **_span(finding.span),
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
    large = abs(value) >= WHOLE_ABOVE
    return int(value) if large or value == int(value) else float(value)
