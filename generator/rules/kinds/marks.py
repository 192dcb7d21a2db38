"""Rules of kind ``marks``: signs that mean nothing here and would be printed as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from re import Match
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Fix, Place
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns as prose
from generator.rules.text.all_texts import Written, all_texts, fix_of
from generator.rules.text.meant import without_holes, without_meant
from generator.rules.text.pattern_parts import can_be_in
from generator.source.data_file import Model
from generator.source.nodes import locate

SHOWN = 20
PLACES = 10
GROUP = re.compile(r"\\([1-9])")


class Mark(Model):
    r"""A sign that means nothing, by its patterns.

    ``advice`` says what to write; ``becomes`` is that, where there is but one reading, with ``\1`` for what
    the pattern's first group found.  ``only``: looked for in these texts, else in all that are printed.
    """

    name: str
    patterns: tuple[str, ...]
    advice: str
    becomes: str | None = None
    only: tuple[str, ...] = ()


class Options(RuleOptions):
    """``marks``: the signs; the first that fits characters has them.  ``narratives``: they are looked for in
    what is written as sentences alone, not in names, addresses and words of tables."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    marks: tuple[Mark, ...]
    narratives: bool = False


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every sign in every text, at its first place, with all its places."""
    for text in all_texts(filing):
        if not text.is_printed or (options.narratives and not text.narrative):
            continue
        words = _words(text)
        possible = _possible(options, words, frozenset(words))
        taken = bytearray(len(words))
        for mark, patterns in possible:
            if not mark.only or text.path in mark.only:
                matches = _free(patterns, words, taken)
                yield from [_finding(rule, filing, mark, text, matches)] if matches else []


def _words(text: Written) -> str:
    """A text without the signs that mean something in it."""
    if text.narrative:
        return without_meant(text.scalar.text)
    return without_holes(text.scalar.text) if text.lined else text.scalar.text


def _possible(options: Options, words: str, characters: frozenset[str]) -> Iterator[tuple[Mark, list[str]]]:
    """The signs that a text can hold, with the patterns that can find them."""
    for mark in options.marks:
        patterns = [text for text in mark.patterns if can_be_in(text, words, characters)]
        if patterns:
            yield mark, patterns


def _free(patterns: Iterable[str], words: str, taken: bytearray) -> list[Match[str]]:
    """Where a sign stands, in order, but for what is ``taken`` for another one; then it is taken too."""
    found: list[Match[str]] = []
    for pattern in patterns:
        for match in prose.pattern(pattern).finditer(words):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(match)
    return sorted(found, key=lambda match: match.start())


def _finding(rule: Rule, filing: Filing, mark: Mark, text: Written, matches: list[Match[str]]) -> Finding:
    places = [match.span() for match in matches]
    spans = [locate(filing.source, text.scalar, start, end) for start, end in places]
    shown = _shown(text.scalar.text[slice(*places[0])])
    count = f"，共 {len(places)} 处" if len(places) > 1 else ""
    written = [text.scalar.text[start:end] for start, end in places]
    finding = not_met(rule, filing, mark.advice, span=spans[0], evidence=[text.path, mark.name, *written])
    related = tuple(Place(span, "还有这里") for span in spans[1:PLACES])
    message = f"{rule.message}：“{text.path}”里的{mark.name}{shown}{count}"
    fix = _fix(filing, mark, text, matches)
    return replace(finding, message=message, related=related, fix=fix)


def _fix(filing: Filing, mark: Mark, text: Written, matches: Iterable[Match[str]]) -> Fix | None:
    if mark.becomes is None:
        return None
    changes = [(*match.span(), _mended(mark.becomes, match, text.scalar.text)) for match in matches]
    return fix_of(filing.source, text.scalar, changes, f"{mark.name}：{mark.advice}")


def _mended(becomes: str, match: Match[str], written: str) -> str:
    """What a sign becomes; its groups as they were written, placeholders and all."""
    return GROUP.sub(lambda group: written[slice(*match.span(int(group[1])))], becomes)


def _shown(words: str) -> str:
    """The sign itself, shortened; what cannot be seen is left to its name."""
    line = words.strip().partition("\n")[0]
    return f"“{line[:SHOWN]}…”" if len(line) > SHOWN else f"“{line}”" if line else ""
