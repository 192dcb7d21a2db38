"""Characters of a report that no font can print."""

from __future__ import annotations

from dataclasses import dataclass

from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.report.build import Figure, Heading, Items, Paragraph, Report, TableBlock
from generator.source.nodes import Source
from generator.writers.style import fonts as font_files
from generator.writers.style import tokens as styles
from generator.writers.write import Order


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a report that no font has, and N21 for each at its first place in the filing."""

    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def check_glyphs(report: Report, source: Source, order: Order) -> Glyphs:
    """Which characters could not be printed."""
    style = styles.find(order.style)
    fonts = font_files.choose(style, order.font_folders, system=order.system_fonts)
    missing = font_files.missing(printed_text(report), fonts)
    findings = (
        found("N21", _place(one, source), character=one, codepoint=f"U+{ord(one):04X}") for one in missing
    )
    return Glyphs(missing, tuple(findings))


def _place(character: str, source: Source) -> Span:
    for number, line in enumerate(source.lines, start=1):
        if (column := line.find(character) + 1) > 0:
            return Span(number, column, number, column + 1)
    return Span()


def printed_text(report: Report) -> str:
    """Every character a report prints."""
    pieces = list(report.title)
    for block in report.all_blocks:
        match block:
            case Heading(text=text) | Figure(caption=text):
                pieces.append(text)
            case Paragraph(runs=runs):
                pieces += [run.text for run in runs]
            case Items(items=items):
                pieces += [run.text for item in items for run in item]
            case TableBlock(places=places):
                pieces += [place.text for place in places]
    return "".join(dict.fromkeys("".join(pieces)))
