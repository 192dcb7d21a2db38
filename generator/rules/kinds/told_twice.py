"""Rules of kind ``told_twice``: what no table has is told with one figure, wherever it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from generator.common.same import Same
from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import not_met
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.figures import PERCENT, POINTS, TIMES
from generator.rules.text.clauses.lexicon import MARK, PAUSE, Lexicon, Token
from generator.rules.text.clauses.meaning import lexicon_of, read_texts
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.told import told

# Of these figures nothing is known but what the words before them say.
_OF_NO_TABLE = frozenset({reasons.NOT_OURS, reasons.OF_NOTHING, reasons.UNTOLD})
# What does not change of what is spoken.
_IDLE = ("plain", "this", "own", "together")
# Words as short as these name nothing: 会议3次.
_SHORTEST = 5
# No clause that names what is counted is longer: what is looked through for each figure has an end.
_FAR = 60
_RATES = frozenset({PERCENT, POINTS, TIMES})


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its narrative, with what it is said of, which begins at ``start``, and its unit."""

    path: str
    reading: Reading
    statement: Statement
    start: int
    name: str
    unit: str


class Options(AskingOptions):
    """No keys of its own."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every figure that was told before, in other sentences, as another."""
    words = lexicon_of(filing)
    if words is None:
        return
    yield from _denied(rule, filing)
    seen: dict[tuple[str, str], Place] = {}
    for place in _places(words, filing):
        first = seen.setdefault((place.name, place.unit), place)
        beside = first.path == place.path and first.statement.sentence == place.statement.sentence
        if first.statement.value != place.statement.value and not beside:
            yield _finding(rule, filing, first, place)


def _denied(rule: Rule, filing: Filing) -> Iterator[Finding]:
    """What the tables bound only is told with a figure, and elsewhere that there was none of it."""
    every = [
        (path, reading, each) for path, reading in read_texts(filing).items() for each in reading.statements
    ]
    bounded = [place for place in every if place[2].is_bound and place[2].table and place[2].table.at_most]
    none = next((place for place in bounded if place[2].said == "none"), None)
    for path, reading, statement in bounded:
        if none is not None and statement.figure and statement.value:
            here = told(filing, path, reading, statement.start, statement.end)
            there = told(filing, none[0], none[1], none[2].start, none[2].end)
            detail = f"写了“{here.words}”，另一处写的是“{there.words}”"
            yield not_met(rule, filing, detail, span=here.span, evidence=(*there.evidence, *here.evidence))


def _finding(rule: Rule, filing: Filing, first: Place, again: Place) -> Finding:
    there, here = (
        told(filing, place.path, place.reading, place.start, place.statement.end) for place in (first, again)
    )
    detail = f"写了“{here.words}”，前面写的是“{there.words}”"
    return not_met(rule, filing, detail, span=here.span, evidence=(*there.evidence, *here.evidence))


def _places(words: Lexicon, filing: Filing) -> Iterator[Place]:
    lexicon = Same(words)
    for path, reading in read_texts(filing).items():
        yield from _of_text(lexicon, path, Same(reading))


@lru_cache(maxsize=64)
def _of_text(lexicon: Same[Lexicon], path: str, same: Same[Reading]) -> tuple[Place, ...]:
    """Those of one narrative, kept as long as what was read in it is."""
    of_no_table = (each for each in same.value.statements if _is_of_no_table(each))
    return tuple(place for each in of_no_table for place in _named(lexicon.value, path, same.value, each))


def _is_of_no_table(statement: Statement) -> bool:
    """Whether it is a whole, exact count of what no table has, or has only as a bound."""
    figure, table = statement.figure, statement.table
    if figure is None or figure.how != "exact" or figure.unit in _RATES:
        return False
    bounded = table is not None and table.at_most and not statement.why_not
    return statement.whole is None and (bounded or statement.why_not in _OF_NO_TABLE)


def _named(words: Lexicon, path: str, reading: Reading, statement: Statement) -> Iterator[Place]:
    """The figure with what its clause says it is of, word by word; nothing where that says too little."""
    figure = statement.figure
    assert figure is not None
    sentence = reading.sentences[statement.sentence]
    start = max(sentence.start, figure.start - _FAR)
    before = _clause(words.tokens(reading.plain.words, start, figure.start))
    said = [token for token in before if not token.is_a(*_IDLE)]
    name = "".join(token.word for token in said)
    # A unit that no table has (86篇) is the sign behind the figure.
    unit = figure.unit or reading.plain.words[figure.end : figure.end + 1]
    if len(name) >= _SHORTEST and unit.isalpha():
        yield Place(path, reading, statement, said[0].start, name, unit)


def _clause(tokens: list[Token]) -> list[Token]:
    """What stands behind the last mark."""
    marks = [at for at, token in enumerate(tokens) if token.is_a(MARK, PAUSE)]
    return tokens[marks[-1] + 1 :] if marks else tokens
