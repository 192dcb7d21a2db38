"""What is wrong with the placeholders of a filing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from generator.common.did_you_mean import nearest
from generator.filing.filing import Filing, Text
from generator.filing.narrative import filters, own_names
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.placeholders import SUGGESTIONS_LIMIT, Hidden, Unknown, resolve
from generator.filing.narrative.scanning import Placeholder, scan
from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.source.nodes import locate


def check_placeholders(filing: Filing) -> Iterator[Finding]:
    """Findings N10 to N12 for every placeholder of every text, and of the lines of the head."""
    suggestions = iter(range(SUGGESTIONS_LIMIT))
    for text in (*filing.texts.values(), *chain.from_iterable(filing.lines.values())):
        for placeholder in scan(text.scalar.text):
            yield from _check(filing, text, placeholder, suggestions)


def _check(
    filing: Filing, text: Text, placeholder: Placeholder, suggestions: Iterator[int]
) -> Iterator[Finding]:
    def at(start: int, end: int) -> Span:
        return locate(filing.source, text.scalar, start, end)

    inside = placeholder.start + 2
    try:
        resolve(filing, placeholder)
    except Mistake as mistake:
        where = inside + mistake.position if placeholder.closed else placeholder.start
        span = at(where, max(where + 1, placeholder.end - 2))
        way, fix = _in_quotes(filing, text, placeholder)
        yield replace(found("N10", span, problem=mistake.problem + way), fix=fix)
    except Unknown as unknown:
        span = at(inside + unknown.path.position, inside + unknown.path.end)
        # Looking for the nearest path is slow; a text full of unknown ones must not make us hang.
        near = nearest(unknown.word, unknown.choices) if next(suggestions, None) is not None else ""
        way, fix = _in_quotes(filing, text, placeholder)
        yield replace(found("N11", span, path=unknown.path.name, suggestion=way or near), fix=fix)
    except filters.Unwritable as why:
        yield found("N12", at(placeholder.start, placeholder.end), problem=str(why))
    except Hidden:
        return


def _in_quotes(filing: Filing, text: Text, placeholder: Placeholder) -> tuple[str, Fix | None]:
    """How a number of the office's own rows is written whose names lack their quotes, and the mend."""
    path = placeholder.source.partition("|")[0]
    address = own_names.meant(filing, path)
    if address is None or not placeholder.closed:
        return "", None
    spelt, bare = own_names.spellings(filing)[address], path.strip()
    start = placeholder.start + 2 + path.index(bare)
    span = locate(filing.source, text.scalar, start, start + len(bare))
    line = filing.source.lines[span.line - 1]
    exact = span.line == span.end_line and line[span.column - 1 : span.end_column - 1] == bare
    way = f"；名称里有括号、空格、标点的，名称加引号：{spelt}"
    return way, Fix("名称加引号", (Edit(span, spelt),)) if exact else None
