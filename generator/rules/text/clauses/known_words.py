"""The words of a form and of the language with all their meanings, for the year of a report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.common.same import Same
from generator.form.language import language
from generator.form.vocabulary import Every, Ratio, Sense, TableWords
from generator.rules.text.clauses.language_words import of_language

_YEAR = re.compile(r"\{(上年|本年|下年)\}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word can be: a row, a column or a noun of a table, a word of the language; ``limit`` says what
    a word that limits a figure makes of it."""

    kind: str
    table: TableWords | None = None
    sense: Sense | None = None
    every: Every | None = None
    limit: str = ""
    ratio: Ratio | None = None


class Meanings(tuple[Meaning, ...]):
    """All that a word can be, and of which kinds: these are asked for many thousand times a filing."""

    kinds: frozenset[str]

    def __new__(cls, meanings: Iterable[Meaning] = ()) -> Meanings:
        """Work the kinds out once, with the word."""
        made = super().__new__(cls, meanings)
        made.kinds = frozenset(meaning.kind for meaning in made)
        return made


Words = Mapping[str, Meanings]
# Words by their first two characters, or by all they have: of each group the longest first.
ByStart = Mapping[str, tuple[str, ...]]


def known_words(tables: tuple[TableWords, ...], year: int) -> tuple[Words, ByStart]:
    """Every word but those for the authority itself, the same for all authorities."""
    return _known_words(Same(tables), year)


@lru_cache(maxsize=64)
def _known_words(same: Same[tuple[TableWords, ...]], year: int) -> tuple[Words, ByStart]:
    found: defaultdict[str, list[Meaning]] = defaultdict(list)
    for words, meaning in (*_of_language(year), *_of_tables(same.value, year)):
        for word in words:
            found[word].append(meaning)
    known = {word: Meanings(meanings) for word, meanings in found.items()}
    return known, by_start(known)


def with_own(known: Words, starts: ByStart, own: Iterable[str]) -> tuple[Words, ByStart]:
    """The same with the words for the authority itself."""
    words = dict(known)
    for word in own:
        words[word] = Meanings((*words.get(word, ()), Meaning("own")))
    new = [word for word in words if word not in known]
    if any(len(word) == 1 for word in new):
        return words, by_start(words)  # they stand in the groups of all words that begin with them
    begun = {word[:2] for word in new}
    held = dict.fromkeys(word for start in begun for word in starts.get(start, starts.get(start[0], ())))
    return words, {**starts, **{start: by_start([*held, *new])[start] for start in begun}}


def _of_language(year: int) -> Iterator[tuple[Iterable[str], Meaning]]:
    said = language()
    for kind, words in of_language(said):
        yield _of_years(words, year), Meaning(kind)
    for name in type(said.limits).model_fields:
        yield getattr(said.limits, name), Meaning("limit", limit=name)


def _of_tables(tables: Iterable[TableWords], year: int) -> Iterator[tuple[Iterable[str], Meaning]]:
    for table in tables:
        yield table.nouns, Meaning("noun", table)
        yield table.about, Meaning("about", table)
        yield table.verbs, Meaning("verb", table)
        for axis, sense in table.senses():
            yield _of_years(sense.words, year), Meaning(axis, table, sense)
        for every in table.every:
            yield every.words, Meaning("everything", table, every=every)
            yield every.rates, Meaning("rate", table, every=every)
            yield _of_years(every.alone, year), Meaning("nothing left", table, every=every)
        for ratio in table.ratios:
            yield ratio.words, Meaning("ratio", table, ratio=ratio)


def _of_years(words: Iterable[str], year: int) -> Iterator[str]:
    """Each word, with the years in it in all their names."""
    for word in words:
        slot = _YEAR.search(word)
        if slot is None:
            yield word
        else:
            filled = (word.replace(slot[0], name) for name in _names(slot[1], year))
            yield from _of_years(filled, year)


def _names(slot: str, year: int) -> tuple[str, ...]:
    times = language().times
    names, offset = {"上年": (times.last, -1), "本年": (times.this, 0), "下年": (times.following, 1)}[slot]
    return (*names, f"{year + offset}年", f"{year + offset}年度")


def by_start(words: Iterable[str]) -> ByStart:
    """Words by what they begin with; a word of one character ends each group of those that begin with it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    single = set()
    for word in words:
        found[word[:2]].append(word)
        if len(word) == 1:
            single.add(word)
    for start in [start for start in found if len(start) == 2 and start[0] in single]:
        found[start].append(start[0])
    return {start: tuple(sorted(group, key=len, reverse=True)) for start, group in found.items()}
