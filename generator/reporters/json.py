"""Findings as JSON, for programs.  The keys are a contract (docs/findings.md): only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.common.safe_text import to_json
from generator.findings.exit_code import Unopened
from generator.findings.finding import Finding, Fix, Number, Place, Span, fingerprint, stops_build
from generator.rules.examine import Examined

VERSION = 1


def report(
    results: Sequence[Examined],
    *,
    colour: bool = False,
    strict: bool = False,
    unopened: Sequence[Unopened] = (),
) -> str:
    """``{"version", "files", "findings": […], "unopened": […]}``."""
    return to_json(
        {
            "version": VERSION,
            "files": len(results),
            "findings": [_finding(one) for result in results for one in result.findings],
            "unopened": [{"file": one.file, "reason": one.reason} for one in unopened],
        }
    )


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "file": one.file,
        **_span(one.span),
        "code": one.code,
        "level": one.level.value,
        "message": one.message,
        "detail": one.detail,
        "cells": list(one.cells),
        "left": number(one.left),
        "right": number(one.right),
        "difference": number(one.difference),
        "basis": one.basis,
        "help": one.help,
        "values": list(one.values),
        "marks": [_span(span) for span in one.marks],
        "related": [_place(place, one.file) for place in one.related],
        "evidence": list(one.evidence),
        "fix": _fix(one.fix) if one.fix else None,
        "accepted": one.accepted or None,
        "stops": stops_build([one]),
        "fingerprint": fingerprint(one),
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
    """A number as JSON has it."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
