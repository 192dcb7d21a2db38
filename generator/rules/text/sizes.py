"""What is too long to be set: memory and time of typesetting have a limit because these have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.filing.filing import Filing, Text
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form.limits import Limits, limits
from generator.rules.text.all_texts import all_texts
from generator.rules.text.printed_page import page
from generator.source.nodes import locate

# So many too long words of one filing are told.
SHOWN = 20
CODE = "S17"


def check_sizes(filing: Filing) -> Iterator[Finding]:
    """S17 for a line, all texts, a word of the head or of a table, or a free table that is too long."""
    most = limits()
    for text in filing.texts.values():
        yield from _long_line(filing, text, most)
    yield from _all_texts(filing, most)
    yield from islice(_words(filing, most), SHOWN)
    for section in filing.free:
        row = next(islice(filing.free_rows(section), most.rows, None), None)
        if row is not None:
            count = sum(1 for _ in filing.free_rows(section))
            yield _too_long(f"“{section}”", f"{count} 行", f"{most.rows} 行", row.span)
    for table in filing.own_tables:
        if (count := len(table.rows)) > most.rows:
            span = table.rows[most.rows].span
            yield _too_long(f"“{table.title}”", f"{count} 行", f"{most.rows} 行", span)


def _long_line(filing: Filing, text: Text, most: Limits) -> Iterator[Finding]:
    """The first line of a text that is too long as it is printed."""
    printed, start = page(filing, text), 0
    for line in printed.words.split("\n"):
        if len(line) > most.line:
            first, last = printed.source(start, start + 1)
            span = locate(filing.source, text.scalar, first, last)
            yield _too_long(f"“{text.path}”里的一段", f"{len(line)} 个字", f"{most.line} 个字", span)
            return
        start += len(line) + 1


def _all_texts(filing: Filing, most: Limits) -> Iterator[Finding]:
    """The text with which all of them are too long."""
    length = 0
    for text in filing.texts.values():
        before, length = length, length + len(page(filing, text).words)
        if before <= most.texts < length:
            every = sum(len(page(filing, each).words) for each in filing.texts.values())
            yield _too_long("全部正文", f"{every} 个字", f"{most.texts} 个字", filing.place_of(text.path))


def _words(filing: Filing, most: Limits) -> Iterator[Finding]:
    for text in all_texts(filing):
        length = len(text.scalar.text)
        if text.is_printed and not text.narrative and length > most.words:
            yield _too_long(f"“{text.path}”", f"{length} 个字", f"{most.words} 个字", text.scalar.span)


def _too_long(what: str, length: str, most: str, span: Span) -> Finding:
    return found(CODE, span, what=what, length=length, most=most)
