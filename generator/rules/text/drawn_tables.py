"""Tables in the text: those that cannot be printed as one, and lines that were to be one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.filing.filing import Filing, Text
from generator.filing.narrative.lines import lines
from generator.filing.narrative.pasted import TAB, Pasted, pasted
from generator.filing.narrative.text_tables import faults
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Fix
from generator.rules.text.all_texts import fix_of
from generator.source.nodes import locate

SHOWN = 20


def check_tables(filing: Filing) -> Iterator[Finding]:
    """N85 for what keeps a table of the text from being printed, N86 for lines that look like one."""
    for text in filing.texts.values():
        yield from _faulty(filing, text)
        yield from (_looks_like_one(filing, text, table) for table in pasted(text.scalar.text))


def _faulty(filing: Filing, text: Text) -> Iterator[Finding]:
    for line in lines(text.scalar.text):
        for number, fault in enumerate(faults(line.text) if line.kind == "table" else ()):
            if number < SHOWN:
                start, end = line.start + fault.start, line.start + fault.end
                span = locate(filing.source, text.scalar, start, end)
                yield found("N85", span, key=text.path, problem=fault.problem)


def _looks_like_one(filing: Filing, text: Text, table: Pasted) -> Finding:
    first = table.lines[0]
    span = locate(filing.source, text.scalar, first.start, first.end)
    sign = "制表符" if table.sign is TAB else "全角的“｜”"
    uneven = "" if table.is_even else "；各行的格数不一样，请先对齐"
    words = {"key": text.path, "count": str(len(table.lines)), "sign": sign, "uneven": uneven}
    written = tuple(line.text for line in table.lines)
    finding = found("N86", span, **words)
    return replace(finding, evidence=(text.path, *written), fix=_fix(filing, text, table))


def _fix(filing: Filing, text: Text, table: Pasted) -> Fix | None:
    """The lines as rows of a table, parted by an empty line from one that stands right before."""
    if not table.is_even:
        return None
    first = table.lines[0]
    indent = " " * (locate(filing.source, text.scalar, first.start, first.end).column - 1)
    gap = f"\n{indent}" if table.touches else ""
    changes = [
        (line.start, line.end, line.drawn if number else gap + line.drawn)
        for number, line in enumerate(table.lines)
    ]
    return fix_of(filing.source, text.scalar, changes, "改成表格")
