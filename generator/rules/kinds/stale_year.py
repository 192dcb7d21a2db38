"""Rules of kind ``stale_year``: the year that a sentence speaks of is that of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import not_met
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.binding import has
from generator.rules.text.clauses.lexicon import MARK, Token
from generator.rules.text.clauses.meaning import lexicon_of, read_texts
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.told import told
from generator.rules.text.patterns import texts

_YEAR = re.compile("[0-9]年")
# What makes a year one that is compared with, or that of something that happened then.
_PAST = ("against", "limit", "span", "title", "same")


class Options(AskingOptions):
    """``texts``: where every sentence that begins with a year speaks of the report's."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    texts: tuple[str, ...] = ()


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every sentence that begins with a year before the report's, and does not compare."""
    readings = read_texts(filing)
    words = lexicon_of(filing)
    if words is None:
        return
    for path in dict.fromkeys(text.path for text in texts(filing, options.texts)):
        reading = readings.get(path)
        for sentence in reading.sentences if reading else ():
            assert reading is not None
            if not _YEAR.search(reading.plain.words, sentence.start, sentence.end):
                continue
            tokens = words.tokens(reading.plain.words, sentence.start, sentence.end)
            if (token := _stale(tokens, reading)) is not None:
                place = told(filing, path, reading, token.start, token.end)
                detail = f"写了“{place.words}”，报告的年度是 {words.year}"
                yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)


def _is_past(token: Token) -> bool:
    """Whether it is a year before the report's, in digits: 2022年, but not 2022年以来 or 3月."""
    return token.is_a("last", "years ago") and token.word[0].isdigit()


def _stale(tokens: Sequence[Token], reading: Reading) -> Token | None:
    """The year of a sentence that begins with last year, spelt in digits, where it speaks of nothing past."""
    first = next((token for token in tokens if not token.is_a("plain", "own")), None)
    if first is None or not _is_past(first):
        return None
    if has(tokens, "this", "following") or any(_is_past(token) for token in tokens if token is not first):
        return None
    if reading.plain.words[first.end : first.end + 1].isdigit():
        return None
    end = next(
        (at for at, token in enumerate(tokens) if token.start > first.start and token.is_a(MARK)), len(tokens)
    )
    clause = [token for token in tokens[:end] if token is not first]
    past = [token for token in clause if token.is_a(*_PAST)]
    return None if past else first
