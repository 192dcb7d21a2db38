"""Whether the patterns of a form or a pack come to an end on texts that are made to be slow.

In a filing such a rule is stopped and told (F23), and the office can do nothing about it; here whoever wrote
the pattern is told.  The texts are what the pattern itself names, again and again, with an end that it
does not fit: what is slow in a pattern is slow on what nearly fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from generator.findings.finding import Finding
from generator.form.format import FormatError
from generator.form.rule import Like, Rule
from generator.rules.kinds import options_of
from generator.rules.names import SORTS
from generator.rules.text.bounded import Budget, TooSlow
from generator.rules.text.pattern_parts import fitting, named
from generator.rules.text.patterns import pattern, pattern_text, problem_of
from generator.rules.text.sieve import sieve
from generator.source.data_file import DataFile
from generator.source.nodes import Location

# A text is so long: a pattern whose time doubles with each character ends on none of these, one whose time
# grows with the square is soon through.
LENGTH = 1000
# Of so many characters that a pattern names, each is tried by itself.
UNITS = 12
PAIRS = 5
SHOWN = 12
# Fits no pattern that was meant seriously.
END = "\x00"


def check(file: DataFile, rules: Sequence[Rule], reckonings: Sequence[str] = ()) -> Iterator[Finding]:
    """F45 for every pattern that does not come to an end, F06 for reckonings that are no patterns."""
    for number, text in enumerate(reckonings):
        if problem := problem_of(text):
            words = {"rule": "reckonings", "problem": problem, "pattern": text}
            yield file.at(("reckonings", number), "F06", **words)
        else:
            yield from _probed(file, ("reckonings", number), text)
    for number, rule in enumerate(rules):
        for place, text in _patterns(rule):
            yield from _probed(file, ("rules", number, *place), text)


def _probed(file: DataFile, place: Location, text: str) -> Iterator[Finding]:
    slow = _slow_on(text)
    if slow:
        yield file.at(place, "F45", pattern=text, text=f"{slow[:SHOWN]}…")


def _slow_on(text: str) -> str:
    """A text on which a pattern takes longer than a rule may, or nothing."""
    for words in _hostile(text):
        try:
            with Budget(LENGTH).of_a_rule():
                pattern(text).search(words)
                pattern(text).finditer(words)
        except TooSlow:
            return words
    return ""


def _hostile(text: str) -> Iterator[str]:
    """Texts that a pattern nearly fits: its own words over and over, also after a beginning that fits, also
    before what fits, for a search that first looks whether its last words are there at all; each with what a
    text must have to be searched."""
    characters, sample, needs = named(text), fitting(text), _needs(text)
    pairs = map("".join, pairwise(characters[:PAIRS]))
    words = [sample, sample[:-1], sample[1:], "".join(characters[:UNITS])]
    for unit in dict.fromkeys(filter(None, [*words, *characters[:UNITS], *pairs, "字", "9"])):
        run = unit * (LENGTH // len(unit))
        for tried in dict.fromkeys((f"{run}{END}", f"{sample[:-1]}{run}{END}", f"{run}{END}{sample}")):
            yield tried if pattern(text).can_be_in(tried) else f"{tried}{END}{needs}"


def _needs(text: str) -> str:
    """What stands in every text that a pattern is searched for in."""
    of = sieve(pattern_text(text))
    return of.literal + min(of.needed or ("",))


def _patterns(rule: Rule) -> Iterator[tuple[Location, str]]:
    """The patterns of a rule that can be applied, each with its place below the rule."""
    try:
        sorts = {**SORTS, **options_of(rule).sorts}
    except FormatError:
        return  # told already
    for place, text in (*_below(rule.options, sorts, ()), *_of_when(rule)):
        if not problem_of(text):
            yield place, text


def _of_when(rule: Rule) -> Iterator[tuple[Location, str]]:
    """The patterns of the filings that a rule is for."""
    for key, wanted in rule.when.items():
        texts = wanted.patterns if isinstance(wanted, Like) else ()
        yield from ((("when", key, "patterns", number), text) for number, text in enumerate(texts))


def _below(value: Any, sorts: Mapping[str, str], place: Location) -> Iterator[tuple[Location, str]]:
    """Every text under a key that holds patterns, be it by the keys of a filing or the fields of its head."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _below(below, sorts, (*place, str(key)))
    elif isinstance(value, list | tuple):
        for number, below in enumerate(value):
            yield from _below(below, sorts, (*place, number))
    elif isinstance(value, str) and _holds_patterns(place, sorts):
        yield place, value


def _holds_patterns(place: Location, sorts: Mapping[str, str]) -> bool:
    keys = [step for step in place if isinstance(step, str)]
    return any(sorts.get(key) == "pattern" for key in keys) or "spared" in keys[:-1]
