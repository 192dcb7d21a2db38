"""The findings on characters of a report that no font can print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.report.build import Report
from generator.source.nodes import Source
from generator.writers.order import Order
from generator.writers.printable import missing
from generator.writers.style import fonts, tokens


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that no font has, by the form that cannot be made without them, and N21 for each
    character at its first place in the filing."""

    missing: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]


def check_glyphs(report: Report, source: Source, order: Order) -> Glyphs:
    """Which of the ordered forms cannot be printed, and for want of which characters."""
    style = tokens.find(order.style)
    chosen = fonts.choose(style, order.font_folders, system=order.system_fonts)
    lacking = {form: missing(report, form, chosen) for form in order.formats}
    wanted = dict.fromkeys(character for characters in lacking.values() for character in characters)
    return Glyphs(
        {form: characters for form, characters in lacking.items() if characters},
        tuple(_finding(character, source) for character in wanted),
    )


def _finding(character: str, source: Source) -> Finding:
    return found("N21", _place(character, source), character=character, codepoint=f"U+{ord(character):04X}")


def _place(character: str, source: Source) -> Span:
    for number, line in enumerate(source.lines, start=1):
        if (column := line.find(character) + 1) > 0:
            return Span(number, column, number, column + 1)
    return Span()
