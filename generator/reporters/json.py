"""Findings as JSON, for programs.  The keys are a contract (docs/findings.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.examine import Examined
from generator.findings import Finding, Number

VERSION = 1


def report(results: Sequence[Examined], *, colour: bool = False) -> str:
    """``{"version", "files", "findings": […]}``; colour has no meaning here."""
    findings = [_finding(one) for result in results for one in result.findings]
    return json.dumps(
        {"version": VERSION, "files": len(results), "findings": findings}, ensure_ascii=False, indent=2
    )


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "file": one.file,
        "line": one.span.line,
        "column": one.span.column,
        "end_line": one.span.end_line,
        "end_column": one.span.end_column,
        "code": one.code,
        "level": one.level.value,
        "message": one.message,
        "detail": one.detail,
        "cells": list(one.cells),
        "left": _number(one.left),
        "right": _number(one.right),
        "difference": _number(one.difference),
        "basis": one.basis,
    }


def _number(value: Number | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
