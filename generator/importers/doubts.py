"""What is to be said of an import: findings against the source, each at its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.findings.position import Position


def doubt(code: str, at: Position, /, *cells: str, **words: Any) -> Finding:
    """A finding of the catalogue at a place of the source."""
    return replace(found(code, Span(), **words), at=at, cells=cells, marks=tuple(Span() for _ in cells))
