"""Characters that no text of a filing should hold, and those that the shipped fonts cannot print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice

from generator.common.characters import Odd, odd_characters, settled
from generator.common.shipped_characters import shipped_characters
from generator.filing.filing import Filing
from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Place, Span
from generator.form.header import NAMES
from generator.source.nodes import Mapping, Node, Scalar, Source, locate

SHOWN = 20
PLACES = 10
# What is read and never printed.
UNPRINTED = tuple(key for key, name in NAMES.items() if name in ("previous", "local", "waivers", "format"))


def check_characters(filing: Filing) -> Iterator[Finding]:
    """N22 and N23 for each odd character of each text, N24 for what no shipped font has.

    Figures are left to the readers of figures, who tell what is wrong in them.
    """
    figures = {cell.span for cell in (*filing.cells.values(), *filing.free_cells.values())}
    lacking: dict[str, tuple[str, Scalar, int]] = {}
    for path, scalar in _scalars(filing.document.root, ""):
        if scalar.span in figures:
            continue
        yield from islice(_odd(filing.source, path, scalar), SHOWN)
        if path.partition(".")[0] not in UNPRINTED:
            for character in set(settled(scalar.text)) - shipped_characters():
                if not character.isspace() and character not in lacking and not _is_odd(character):
                    lacking[character] = (path, scalar, scalar.text.find(character))
    yield from islice(_lacking(filing.source, lacking), SHOWN)


def _scalars(node: Node, path: str) -> Iterator[tuple[str, Scalar]]:
    """Every scalar of a tree with the keys that lead to it."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, child in node.entries.items():
            yield from _scalars(child, f"{path}.{key}" if path else key)
    else:
        for child in node.items:
            yield from _scalars(child, path)


def _is_odd(character: str) -> bool:
    return any(True for _ in odd_characters(character))


def _odd(source: Source, path: str, scalar: Scalar) -> Iterator[Finding]:
    """One finding for all places of one character in one text."""
    every = sorted(odd_characters(scalar.text), key=lambda odd: (odd.text, odd.becomes is None))
    groups = [list(group) for _, group in groupby(every, key=lambda odd: (odd.text, odd.becomes))]
    for group in sorted(groups, key=lambda group: group[0].start):
        yield _finding(source, path, scalar, group)


def _finding(source: Source, path: str, scalar: Scalar, group: list[Odd]) -> Finding:
    first = group[0]
    spans = [locate(source, scalar, odd.start, odd.end) for odd in group]
    count = f"，共 {len(group)} 处" if len(group) > 1 else ""
    words = {"key": path, "name": first.name, "codepoint": first.codepoints, "count": count}
    finding = found("N23" if first.lost else "N22", spans[0], **words)
    related = tuple(Place(span, "还有这里") for span in dict.fromkeys(spans[1:PLACES]) if span != spans[0])
    return replace(finding, related=related, fix=_fix(source, first, spans))


def _fix(source: Source, odd: Odd, spans: Iterable[Span]) -> Fix | None:
    """The mend, where there is one reading and the places are exact."""
    places = tuple(spans)
    if odd.becomes is None or not all(_holds(source, span, odd.text) for span in places):
        return None
    title = f"{odd.codepoints} 改为“{odd.becomes}”" if odd.becomes else f"删去看不见的 {odd.codepoints}"
    return Fix(title, tuple(Edit(span, odd.becomes) for span in places))


def _holds(source: Source, span: Span, text: str) -> bool:
    line = source.lines[span.line - 1]
    return span.line == span.end_line and line[span.column - 1 : span.end_column - 1] == text


def _lacking(source: Source, lacking: dict[str, tuple[str, Scalar, int]]) -> Iterator[Finding]:
    for character, (path, scalar, at) in lacking.items():
        span = locate(source, scalar, max(at, 0), max(at, 0) + 1)
        codepoint = f"U+{ord(character):04X}"
        yield found("N24", span, key=path, character=character, codepoint=codepoint)
