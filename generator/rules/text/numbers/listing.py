"""The sentences of a filing with the numbers in them, each with what it is bound to, or why it is not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.filing.filing import Filing
from generator.findings.finding import Span
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.figures import Figure
from generator.rules.text.clauses.lexicon import Lexicon
from generator.rules.text.clauses.meaning import lexicon_of, read_texts
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.numbers.loose import is_name, loose_digits, unit_behind
from generator.rules.text.numbers.reckoning import (
    AT_MOST,
    BLANK,
    Reckoning,
    best,
    of_rate,
    of_statement,
    of_total,
)
from generator.rules.text.printed_page import page
from generator.source.nodes import locate

# Why a numeral is bound to nothing that is most often a phrase's, where it is no larger.
_COUNTED = 10
_OF_PHRASES = frozenset({reasons.NOT_OURS, reasons.OF_NOTHING, reasons.ELSEWHERE, reasons.A_PART})
Kind = Literal["count", "none", "every", "share", "growth", "other"]


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A number of a sentence, or a claim that there is none: from where to where it stands among plain words,
    its words as printed and their place.  ``reckonings``: what it can come from, those that agree where any
    does; ``why_not``: why it is not compared.  ``printed``: by a placeholder.  ``factor``: so many of its
    units one of the table's is; ``fewer``: it tells a fall; ``rate``: what it was read as."""

    kind: Kind
    start: int
    end: int
    words: str
    span: Span
    figure: Figure | None = None
    reckonings: tuple[Reckoning, ...] = ()
    why_not: str = ""
    printed: bool = False
    factor: int = 1
    fewer: bool = False
    rate: Rate | None = None

    @property
    def is_bound(self) -> bool:
        """Whether it is compared with the tables."""
        return bool(self.reckonings) and not self.why_not

    @property
    def agrees(self) -> bool:
        """Whether it is what the tables say."""
        return self.is_bound and any(each.agrees for each in self.reckonings)


@dataclass(frozen=True, slots=True)
class TextSentence:
    """A sentence of a narrative as printed, with its numbers in their order; its place among plain words."""

    path: str
    words: str
    span: Span
    start: int
    end: int
    numbers: tuple[TextNumber, ...]


def sentences(filing: Filing) -> Iterator[TextSentence]:
    """Every sentence of the narratives, in the order of the file; none where the year is not known."""
    lexicon = lexicon_of(filing)
    for path, reading in read_texts(filing).items() if lexicon else ():
        assert lexicon is not None  # nothing was read without
        numbers = list(_numbers(filing, path, reading, lexicon))
        for sentence in reading.sentences:
            first = bisect_left(numbers, sentence.start, key=_start)
            inside = numbers[first : bisect_left(numbers, sentence.end, key=_start)]
            words, span, _ = _place(filing, path, reading, sentence.start, sentence.end)
            yield TextSentence(path, words, span, sentence.start, sentence.end, tuple(inside))


def _start(number: TextNumber) -> int:
    return number.start


def _place(filing: Filing, path: str, reading: Reading, start: int, end: int) -> tuple[str, Span, bool]:
    """The words between two places of a narrative as printed, where they stand in the file, and whether a
    placeholder prints the last figure of them."""
    text = filing.texts[path]
    printed = page(filing, text)
    first, last = reading.plain.on_page(start, end)
    words = printed.words[first:last]
    digits = next((at for at in range(last - 1, first - 1, -1) if printed.words[at].isdigit()), last - 1)
    span = locate(filing.source, text.scalar, *printed.source(first, last))
    return words, span, printed.is_printed(digits)


def _numbers(filing: Filing, path: str, reading: Reading, lexicon: Lexicon) -> Iterator[TextNumber]:
    words = reading.plain.words
    found = [_of_statement(filing, path, reading, at) for at in range(len(reading.statements))]
    told = (at for at, rate in enumerate(reading.rates) if rate.of not in ("same", "multiple"))
    found += [_of_rate(filing, path, reading, at) for at in told]
    taken = {at for each in found for at in range(each.start, each.end)}
    found = [each for each in found if each.is_bound or not _is_no_count(words, each)]
    for sentence in reading.sentences:
        for start, end in loose_digits(lexicon, words, sentence):
            if start not in taken:
                shown, span, by = _place(filing, path, reading, start, end)
                found.append(
                    TextNumber("other", start, end, shown, span, why_not=reasons.NOT_OURS, printed=by)
                )
    yield from sorted(found, key=lambda each: (each.start, each.end))


def _is_no_count(words: str, number: TextNumber) -> bool:
    """Whether nothing is to be said of it: a claim that is not compared, digits of a name, a numeral in a
    phrase (一次性)."""
    figure = number.figure
    if figure is None:
        return True
    if not figure.in_digits:
        return figure.value == 1 or (figure.value < _COUNTED and number.why_not in _OF_PHRASES)
    return not figure.unit and is_name(words, figure.start, figure.end)


def _of_statement(filing: Filing, path: str, reading: Reading, at: int) -> TextNumber:
    statement = reading.statements[at]
    figure = statement.figure
    start, end = _around(reading, figure) if figure else (statement.start, statement.end)
    words, span, printed = _place(filing, path, reading, start, end)
    found = tuple(best(of_statement(filing, statement))) if statement.is_bound else ()
    why = statement.why_not
    if total := of_total(filing, reading, at):
        found, why = tuple(total), ""
    elif statement.is_bound and (not found or any(each.value is None for each in found)):
        found, why = (), BLANK
    elif statement.table is not None and statement.table.at_most and all(each.agrees for each in found):
        why = why or AT_MOST
    return TextNumber(
        "count" if figure else "none" if statement.said == "none" else "every",
        start,
        end,
        words,
        span,
        figure,
        found,
        why,
        printed and figure is not None,
        statement.table.figure if statement.table else 1,
    )


def _around(reading: Reading, figure: Figure) -> tuple[int, int]:
    """A figure with its unit, one that the form does not count in too."""
    unit = "" if figure.unit or not figure.in_digits else unit_behind(reading.plain.words, figure.end)
    return figure.start, figure.end + len(unit)


def _of_rate(filing: Filing, path: str, reading: Reading, at: int) -> TextNumber:
    rate: Rate = reading.rates[at]
    words, span, printed = _place(filing, path, reading, rate.figure.start, rate.figure.end)
    found, why = of_rate(filing, reading, at)
    return TextNumber(
        "share" if rate.of == "share" else "growth",
        rate.figure.start,
        rate.figure.end,
        words,
        span,
        rate.figure,
        tuple(best(found)),
        why,
        printed,
        fewer=rate.fewer,
        rate=rate,
    )
