"""Edits applied to a text: lines and columns become places in it, and what stands there is replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.findings.finding import Edit, Span
from generator.source.read import LINE_BREAK


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins, as the reader counts lines."""
    return [0, *(match.end() for match in LINE_BREAK.finditer(text))]


def place(starts: Sequence[int], span: Span) -> tuple[int, int]:
    """Where a span begins and ends in the text whose lines begin at ``starts``."""
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made, which must not overlap; those at one place stand in the order given."""
    starts = line_starts(text)
    placed = sorted(((*place(starts, edit.span), edit.text) for edit in edits), key=lambda edit: edit[:2])
    for start, end, new in reversed(placed):
        text = text[:start] + new + text[end:]
    return text
