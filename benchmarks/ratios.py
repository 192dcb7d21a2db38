"""What was measured beside what, as one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """What is measured, against what, the ratio that is aimed at (None: for the record), and that found."""

    ours: str
    theirs: str
    target: float | None
    found: float


def table(ratios: Iterable[Ratio]) -> str:
    """A line for each ratio, in Markdown."""
    lines = ["| ours | beside | target | found | |", "| --- | --- | --- | --- | --- |"]
    for each in ratios:
        target = "" if each.target is None else f"≤ {each.target:g}"
        met = "" if each.target is None else "met" if each.found <= each.target else "missed"
        lines.append(f"| {each.ours} | {each.theirs} | {target} | {each.found:.2f} | {met} |")
    return "\n".join(lines)
