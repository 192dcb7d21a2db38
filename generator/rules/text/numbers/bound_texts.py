"""The texts of a filing with placeholders for what was typed and the tables have; they print the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from generator.filing.filing import Filing, Text
from generator.rules.text.clauses.lexicon import Lexicon
from generator.rules.text.clauses.meaning import lexicon_of, read_texts
from generator.rules.text.clauses.plain import Plain, Sentence
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.numbers.listing import TextNumber, TextSentence
from generator.rules.text.numbers.listing import sentences as listed
from generator.rules.text.numbers.placeholder import placeholder
from generator.rules.text.numbers.years import own_years
from generator.rules.text.printed_page import Page, page, page_of

NOT_EXACT = "不是确数"
UNPRINTABLE = "占位符印不出这样的写法"
NOT_TYPED = "文字里夹着别的记号"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters of a narrative as written, from the first to behind the last, and what is to stand there."""

    start: int
    end: int
    typed: str
    text: str


@dataclass(frozen=True, slots=True)
class BoundText:
    """A narrative as it stands with its placeholders; the numbers that were left as they were typed, with
    the reason."""

    path: str
    text: str
    replacements: tuple[Replacement, ...]
    left: tuple[tuple[TextNumber, str], ...]


def bound_texts(filing: Filing) -> list[BoundText]:
    """Every narrative of a filing that tells a number or a year; what it prints stays as it was."""
    found = []
    for path, inside in groupby(listed(filing), key=lambda sentence: sentence.path):
        found.append(_bound(filing, path, list(inside)))
    return found


def _bound(filing: Filing, path: str, inside: list[TextSentence]) -> BoundText:
    text, reading = filing.texts[path], read_texts(filing)[path]
    printed = page(filing, text)
    lexicon, left = lexicon_of(filing), list[tuple[TextNumber, str]]()
    assert lexicon is not None  # something was read
    made = list(year_placeholders(lexicon, reading.plain, reading.sentences, printed, text))
    for number in (number for sentence in inside for number in sentence.numbers):
        if number.printed or number.kind in ("none", "every"):
            continue
        replacement, why = _replacement(filing, reading, printed, text, number)
        if replacement is None:
            left.append((number, why))
        else:
            made.append(replacement)
    made = list(_apart(made))
    if not _stays(filing, text, made):
        made = [each for each in made if _stays(filing, text, [each])]
        made = made if _stays(filing, text, made) else []
    return BoundText(path, with_replacements(text.scalar.text, made), tuple(made), tuple(left))


def year_placeholders(
    lexicon: Lexicon, words: Plain, sentences: Iterable[Sentence], printed: Page, text: Text
) -> Iterator[Replacement]:
    """The years of a narrative that are the report's own, or beside it, with their placeholders."""
    for sentence in sentences:
        for start, end, inside in own_years(lexicon, words.words, sentence):
            place = words.on_page(start, end)
            typed = printed.words[slice(*place)]
            if made := typed_at(printed, text, place[0], typed, inside):
                yield made


def _replacement(
    filing: Filing, reading: Reading, printed: Page, text: Text, number: TextNumber
) -> tuple[Replacement | None, str]:
    """What stands for a number in the text, or why nothing does."""
    if not number.is_bound:
        return None, number.why_not
    if not number.agrees:
        return None, "与表不符"
    written = placeholder(filing, number)
    if written is None:
        exact = number.figure is not None and number.figure.how == "exact"
        return None, UNPRINTABLE if exact else NOT_EXACT
    first, _ = reading.plain.on_page(number.start, number.end)
    made = typed_at(printed, text, first, written.typed, written.source)
    return made, "" if made else NOT_TYPED


def typed_at(printed: Page, text: Text, first: int, typed: str, inside: str) -> Replacement | None:
    """The characters of a narrative as written that print some of its page; None where they are not just
    these, or a brace or a backslash beside them would mean something else."""
    start, end = printed.source(first, first + len(typed))
    raw = text.scalar.text
    if raw[start:end] != typed or raw[start - 1 : start] in ("\\", "{") or raw[end : end + 1] == "}":
        return None
    return Replacement(start, end, typed, f"{{{{ {inside} }}}}")


def _apart(made: Iterable[Replacement]) -> Iterator[Replacement]:
    """Those that do not touch one before."""
    end = -1
    for each in sorted(made, key=lambda each: each.start):
        if each.start > end:
            yield each
            end = each.end


def _stays(filing: Filing, text: Text, made: list[Replacement]) -> bool:
    """Whether the narrative prints what it printed before."""
    written = with_replacements(text.scalar.text, made)
    after = replace(text, scalar=replace(text.scalar, text=written))
    return page_of(filing, after).words == page(filing, text).words


def with_replacements(raw: str, made: Iterable[Replacement]) -> str:
    """A text with these characters replaced."""
    parts, at = [], 0
    for each in made:
        parts += [raw[at : each.start], each.text]
        at = each.end
    return "".join([*parts, raw[at:]])
