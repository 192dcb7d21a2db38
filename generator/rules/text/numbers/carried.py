"""The texts of a filing as those of the next year begin: numbers and years as placeholders, and a mark behind
what was typed and only that year's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.filing.filing import Filing, Text
from generator.form.carrying import carrying
from generator.rules.text.clauses import growing
from generator.rules.text.clauses.figures import PERCENT
from generator.rules.text.clauses.lexicon import Lexicon
from generator.rules.text.clauses.meaning import lexicon_of, read_texts
from generator.rules.text.clauses.plain import Plain, Sentence, plain
from generator.rules.text.clauses.plain import sentences as sentences_of
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.whose import names_of
from generator.rules.text.numbers.bound_texts import (
    BoundText,
    Replacement,
    bound_texts,
    typed_at,
    with_replacements,
    year_placeholders,
)
from generator.rules.text.numbers.dated import dated
from generator.rules.text.numbers.listing import TextNumber
from generator.rules.text.numbers.loose import loose_digits
from generator.rules.text.numbers.placeholder import expression, typed_part
from generator.rules.text.numbers.reckoning import How, Reckoning
from generator.rules.text.printed_page import Page, page

# A clause gets one mark, behind the last of what is to be looked at in it.
_CLAUSE = re.compile("[，。；！？：\n]")
_HOW: dict[str, How] = {"rate": "rate", "difference": "difference", "base": "base"}

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A narrative as the next year's begins with it: how many placeholders were made, how many marks."""

    path: str
    text: str
    made: int
    marks: int


def carried_texts(filing: Filing) -> Iterator[CarriedText]:
    """Every narrative of a filing for the filing of the year that follows; none where the year is unknown."""
    if filing.year is None:
        return
    lexicon = lexicon_of(filing) or Lexicon((), filing.year, names_of(filing.authority or ""))
    bound = {text.path: text for text in bound_texts(filing)}
    for path, text in filing.texts.items():
        yield _Carrying(filing, lexicon, text, bound.get(path)).carried()


class _Carrying:
    """One narrative on its way to the next year."""

    def __init__(self, filing: Filing, lexicon: Lexicon, text: Text, bound: BoundText | None) -> None:
        self.filing = filing
        self.lexicon = lexicon
        self.text = text
        self.bound = bound
        self.printed: Page = page(filing, text)
        reading: Reading | None = read_texts(filing).get(text.path)
        self.reading = reading
        self.plain: Plain = reading.plain if reading else plain(self.printed.words)
        self.sentences = reading.sentences if reading else tuple(sentences_of(self.plain.words))
        self._ends = [0, *(match.end() for match in _CLAUSE.finditer(self.plain.words))]

    def carried(self) -> CarriedText:
        """The narrative with its placeholders and marks."""
        made = list(self.bound.replacements if self.bound else self._years())
        left: list[Stretch] = []
        for number, _ in self.bound.left if self.bound else ():
            grown = self._grown(number)
            if grown is None:
                left.append((number.start, number.end))
            else:
                made.append(grown)
        for sentence in self.sentences:
            left += dated(self.lexicon, self.plain.words, sentence, self.filing.format.basis)
            left += self._loose(sentence) if self.bound is None else ()
        marks = list(self._marks(left, made))
        every = sorted([*made, *marks], key=lambda each: (each.start, each.end))
        return CarriedText(
            self.text.path, with_replacements(self.text.scalar.text, every), len(made), len(marks)
        )

    def _years(self) -> Iterator[Replacement]:
        return year_placeholders(self.lexicon, self.plain, self.sentences, self.printed, self.text)

    def _loose(self, sentence: Sentence) -> Iterator[Stretch]:
        """The numbers of a text that no words are known for."""
        return loose_digits(self.lexicon, self.plain.words, sentence)

    def _grown(self, number: TextNumber) -> Replacement | None:
        """Growth, by what it is said of: next year it is reckoned from that year and this one."""
        rate, typed = number.rate, typed_part(number)
        if rate is None or rate.of not in _HOW or typed is None or self.reading is None:
            return None
        if rate.lasting or rate.respectively or (rate.of == "rate" and rate.figure.unit != PERCENT):
            return None
        cells = next(iter(growing.meant(self.filing, self.reading, rate)), ())
        now = () if rate.of == "base" else cells
        reckoning = Reckoning(_HOW[rate.of], now, cells)
        following = replace(self.filing, previous=self.filing)
        inside = expression(following, number, reckoning) if cells else ""
        first, _ = self.plain.on_page(number.start, number.end)
        return typed_at(self.printed, self.text, first, typed, inside) if inside else None

    def _marks(self, left: Iterable[Stretch], made: Iterable[Replacement]) -> Iterator[Replacement]:
        """A mark in each clause with something that is left, where no placeholder prints it."""
        taken = [(each.start, each.end) for each in made]
        clauses: dict[int, int] = {}
        for start, end in sorted(left):
            place = self._place(start, end)
            if place is not None and not any(first < place <= last for first, last in taken):
                clauses[self._clause(start)] = place
        mark = carrying().revise
        for place in clauses.values():
            if not self.text.scalar.text.startswith(mark, place):
                yield Replacement(place, place, "", mark)

    def _place(self, start: int, end: int) -> int | None:
        """Behind which character of the narrative as written something ends; None where placeholders print
        its digits."""
        first, last = self.plain.on_page(start, end)
        words = self.printed.words
        digits = [at for at in range(first, last) if words[at].isdigit()]
        if digits and all(map(self.printed.is_printed, digits)):
            return None
        return self.printed.source(first, last)[1]

    def _clause(self, at: int) -> int:
        """Where the clause begins in which something stands."""
        return self._ends[bisect_right(self._ends, at) - 1]
