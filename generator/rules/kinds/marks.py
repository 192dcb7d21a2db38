"""Rules of kind ``marks``: signs that mean nothing here and would be printed as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from re import Match
from typing import ClassVar

from generator.common.kept import LONGEST
from generator.common.same import Same, kept_of_the_same
from generator.filing.filing import Filing
from generator.findings.finding import Finding, Fix, Place, Span
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns as prose
from generator.rules.text.all_texts import Written, all_texts, fix_of
from generator.rules.text.bounded import Pattern
from generator.rules.text.meant import without_holes, without_meant
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
    what is written as sentences alone, not in names, addresses and words of tables.  ``together``: one
    finding for all of them in a filing, where each is a trifle."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    marks: tuple[Mark, ...]
    narratives: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """Where a sign stands in a text."""

    mark: Mark
    text: Written
    matches: list[Match[str]]

    @property
    def written(self) -> list[str]:
        """What stands there, placeholders and all."""
        return [self.text.scalar.text[slice(*match.span())] for match in self.matches]

    def spans(self, filing: Filing) -> list[Span]:
        """The places in the file."""
        return [locate(filing.source, self.text.scalar, *match.span()) for match in self.matches]

    def fix(self, filing: Filing) -> Fix | None:
        """The mend, where there is but one reading."""
        mark, text = self.mark, self.text
        if mark.becomes is None:
            return None
        changes = [(*match.span(), _mended(mark.becomes, match, text.scalar.text)) for match in self.matches]
        return fix_of(filing.source, text.scalar, changes, f"{mark.name}：{mark.advice}")


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every sign in every text, at its first place, with all its places."""
    found = _signs(options, filing)
    if not options.together:
        yield from (_finding(rule, filing, signs) for signs in found)
    elif every := list(found):
        yield _one_of_all(rule, filing, every)


def _signs(options: Options, filing: Filing) -> Iterator[Signs]:
    asked = Same(options)
    for text, words in _all_words(filing):
        if options.narratives and not text.narrative:
            continue
        found = _found if len(words) <= LONGEST else _found.__wrapped__
        yield from (Signs(mark, text, matches) for mark, matches in found(asked, text.path, words))


@lru_cache(maxsize=1024)
def _found(asked: Same[Options], path: str, words: str) -> list[tuple[Mark, list[Match[str]]]]:
    """The signs in the words of a text: kept, because most texts are what they were when they were last
    examined, and the words of many tables are the same."""
    found = []
    taken = bytearray(len(words))
    for mark, patterns in _compiled(asked):
        if not mark.only or path in mark.only:
            matches = _free(patterns, words, taken)
            found += [(mark, matches)] if matches else []
    return found


@kept_of_the_same
def _all_words(filing: Filing) -> tuple[tuple[Written, str], ...]:
    """Every text that is printed and its words; kept, because every rule of this kind asks."""
    printed = [text for text in all_texts(filing) if text.is_printed]
    return tuple((text, _words(text)) for text in printed)


def _words(text: Written) -> str:
    """A text without the signs that mean something in it."""
    if text.narrative:
        return without_meant(text.scalar.text)
    return without_holes(text.scalar.text) if text.lined else text.scalar.text


@lru_cache(maxsize=256)
def _compiled(asked: Same[Options]) -> tuple[tuple[Mark, tuple[Pattern, ...]], ...]:
    """The signs with their patterns."""
    return tuple((mark, tuple(map(prose.pattern, mark.patterns))) for mark in asked.value.marks)


def _free(patterns: Iterable[Pattern], words: str, taken: bytearray) -> list[Match[str]]:
    """Where a sign stands, in order, but for what is ``taken`` for another one; then it is taken too."""
    found: list[Match[str]] = []
    for pattern in patterns:
        for match in pattern.finditer(words):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(match)
    return sorted(found, key=lambda match: match.start())


def _finding(rule: Rule, filing: Filing, signs: Signs) -> Finding:
    mark, text, written = signs.mark, signs.text, signs.written
    spans = signs.spans(filing)
    count = f"，共 {len(spans)} 处" if len(spans) > 1 else ""
    finding = not_met(rule, filing, mark.advice, span=spans[0], evidence=[text.path, mark.name, *written])
    message = f"{rule.message}：“{text.path}”里的{mark.name}{_shown(written[0])}{count}"
    return replace(finding, message=message, related=_others(spans), fix=_fix(filing, [signs]))


def _one_of_all(rule: Rule, filing: Filing, every: Sequence[Signs]) -> Finding:
    """One finding for all signs of a filing, with how many there are of each sort."""
    counts: Counter[str] = Counter()
    for signs in every:
        counts[signs.mark.name] += len(signs.matches)
    spans = sorted(span for signs in every for span in signs.spans(filing))
    evidence = [words for signs in every for words in (signs.text.path, signs.mark.name, *signs.written)]
    detail = "，".join(f"{name} {count} 处" for name, count in counts.items())
    finding = not_met(rule, filing, detail, span=spans[0], evidence=evidence)
    message = f"{rule.message}，共 {len(spans)} 处"
    return replace(finding, message=message, related=_others(spans), fix=_fix(filing, every))


def _others(spans: Sequence[Span]) -> tuple[Place, ...]:
    return tuple(Place(span, "还有这里") for span in spans[1:PLACES])


def _fix(filing: Filing, every: Iterable[Signs]) -> Fix | None:
    """The mend of all that have one reading; None where none has."""
    mends = [fix for signs in every if (fix := signs.fix(filing))]
    titles = dict.fromkeys(mend.title for mend in mends)
    edits = sorted((edit for mend in mends for edit in mend.edits), key=lambda edit: edit.span)
    return Fix("；".join(titles), tuple(edits)) if edits else None


def _mended(becomes: str, match: Match[str], written: str) -> str:
    """What a sign becomes; its groups as they were written, placeholders and all."""
    return GROUP.sub(lambda group: written[slice(*match.span(int(group[1])))], becomes)


def _shown(words: str) -> str:
    """The sign itself, shortened; what cannot be seen is left to its name."""
    line = words.strip().partition("\n")[0]
    return f"“{line[:SHOWN]}…”" if len(line) > SHOWN else f"“{line}”" if line else ""
