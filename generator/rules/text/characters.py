"""Characters that no text of a filing should hold, and those that the shipped fonts cannot print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice

from generator.common.characters import Odd, odd_characters, settled
from generator.common.shipped_characters import shipped_characters
from generator.filing.filing import Filing
from generator.filing.narrative.lines import marks
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Fix, Place
from generator.rules.text.all_texts import Written, all_texts, fix_of
from generator.rules.text.meant import masked
from generator.source.nodes import Source, locate

SHOWN = 20
PLACES = 10


def check_characters(filing: Filing) -> Iterator[Finding]:
    """N22 and N23 for each odd character of each text, N24 for what no shipped font has.

    Figures are left to the readers of figures, who tell what is wrong in them.
    """
    lacking: dict[str, Written] = {}
    for text in all_texts(filing):
        yield from islice(_odd(filing.source, text), SHOWN)
        for character in sorted(_beyond_fonts(text)) if text.is_printed else ():
            lacking.setdefault(character, text)
    yield from islice((_lacking(filing.source, *pair) for pair in lacking.items()), SHOWN)


def _beyond_fonts(text: Written) -> set[str]:
    """The characters that no shipped font has, and that are not told as odd already."""
    beyond = set(settled(_words(text))) - shipped_characters()
    return {character for character in beyond if not character.isspace() and not _is_odd(character)}


def _words(text: Written) -> str:
    """A text of the same length without the signs at the heads of lines that are never printed."""
    words = text.scalar.text
    return masked(words, marks(words), " ") if text.narrative else words


def _is_odd(character: str) -> bool:
    return any(True for _ in odd_characters(character))


def _odd(source: Source, text: Written) -> Iterator[Finding]:
    """One finding for all places of one character in one text."""
    every = sorted(odd_characters(_words(text)), key=lambda odd: (odd.text, odd.becomes is None))
    groups = [list(group) for _, group in groupby(every, key=lambda odd: (odd.text, odd.becomes))]
    for group in sorted(groups, key=lambda group: group[0].start):
        yield _finding(source, text, group)


def _finding(source: Source, text: Written, group: list[Odd]) -> Finding:
    first = group[0]
    spans = [locate(source, text.scalar, odd.start, odd.end) for odd in group]
    count = f"，共 {len(group)} 处" if len(group) > 1 else ""
    words = {"key": text.path, "name": first.name, "codepoint": first.codepoints, "count": count}
    finding = found("N23" if first.lost else "N22", spans[0], **words)
    related = tuple(Place(span, "还有这里") for span in dict.fromkeys(spans[1:PLACES]) if span != spans[0])
    return replace(finding, related=related, fix=_fix(source, text, group))


def _fix(source: Source, text: Written, group: list[Odd]) -> Fix | None:
    """The mend, where there is one reading."""
    first = group[0]
    if first.becomes is None:
        return None
    title = (
        f"{first.codepoints} 改为“{first.becomes}”" if first.becomes else f"删去看不见的 {first.codepoints}"
    )
    return fix_of(source, text.scalar, [(odd.start, odd.end, first.becomes) for odd in group], title)


def _lacking(source: Source, character: str, text: Written) -> Finding:
    at = max(_words(text).find(character), 0)
    span = locate(source, text.scalar, at, at + 1)
    return found("N24", span, key=text.path, character=character, codepoint=f"U+{ord(character):04X}")
