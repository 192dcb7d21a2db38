"""Where something was told: its words as printed, their place in the file, and the sentence so far."""

from __future__ import annotations

from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.findings.finding import Span
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.printed_page import Page, page
from generator.source.nodes import locate

ENDS = ("。", "\n")


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a narrative as printed.  ``evidence`` is what a waiver of a finding on them is bound to;
    ``printed``: a placeholder printed the last of them."""

    words: str
    span: Span
    evidence: tuple[str, str]
    printed: bool = False


def told(filing: Filing, path: str, reading: Reading, start: int, end: int) -> Told:
    """The words between two places of a narrative as it was read."""
    text = filing.texts[path]
    printed: Page = page(filing, text)
    first, last = reading.plain.on_page(start, end)
    span = locate(filing.source, text.scalar, *printed.source(first, last))
    before = max(printed.words.rfind(mark, 0, first) for mark in ENDS) + 1
    digits = last
    while digits > first and not printed.words[digits - 1].isdigit():
        digits -= 1
    by_placeholder = any(
        piece.start < digits <= piece.end and piece.written.source for piece in printed.pieces
    )
    return Told(printed.words[first:last], span, (path, printed.words[before:last]), by_placeholder)
