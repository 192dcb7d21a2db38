"""Rules of kind ``private``: what tells of a person and has no place in a report that everybody reads.

What is found is shown in part only: findings are kept and published too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import Match
from typing import ClassVar, Literal

from generator.common.check_digits import is_identity_number, passes_luhn
from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns as prose
from generator.rules.text.meant import masked
from generator.rules.text.readings import Reading, narrow, readings
from generator.source.nodes import scalars

# So many characters before what is found can say whose it is.
NEAR = 40
SENTENCE = "。；！？\n"
Proof = Literal["identity card", "bank card"]


class Options(RuleOptions):
    """``patterns``: what it looks like; a group named ``private`` is what is told, else all of it.

    ``proof``: only where the last digit of it is right.  ``apart_from``: stretches that are something else,
    which are not looked at.  ``unless``: words before it in its sentence that make it the office's.  ``own``:
    keys of the head that say what is the office's own, here and anywhere; ``spared``: texts in which it is
    always that.
    """

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("patterns",),)

    patterns: tuple[str, ...]
    proof: Proof | None = None
    apart_from: tuple[str, ...] = ()
    unless: str | None = None
    own: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each place where it stands."""
    own = _own(options, filing)
    for reading in readings(filing):
        if not _can_stand(options, reading):
            continue
        words = _without(reading.narrow, options.apart_from)
        for start, end in _places(options, words):
            found = words[start:end]
            if _bare(found) not in own:
                span = reading.span(filing, start, end)
                evidence = [reading.path, _bare(found)]
                yield not_met(rule, filing, _detail(reading, found), span=span, evidence=evidence)


def _own(options: Options, filing: Filing) -> set[str]:
    """What these fields of the head say, to the letter."""
    entries = filing.document.root.entries
    nodes = (entries[key] for key in options.own if key in entries)
    return {_bare(narrow(scalar.text)) for node in nodes for scalar in scalars(node)}


def _can_stand(options: Options, reading: Reading) -> bool:
    possible = any(prose.pattern(expression).can_be_in(reading.narrow) for expression in options.patterns)
    return possible and not _is_under(reading.path, (*options.own, *options.spared))


def _is_under(path: str, keys: Iterable[str]) -> bool:
    return any(f"{path}.".startswith(f"{key}.") for key in keys)


def _without(words: str, others: Iterable[str]) -> str:
    for other in others:
        words = masked(words, (match.span() for match in prose.pattern(other).finditer(words)))
    return words


def _places(options: Options, words: str) -> list[tuple[int, int]]:
    """From where to where it stands, in order; what two patterns find once."""
    found: dict[int, int] = {}
    for expression in options.patterns:
        for match in prose.pattern(expression).finditer(words):
            start, end = _told(match)
            proved = _is_proved(options.proof, _bare(words[start:end]))
            if proved and not _is_the_offices(options, words, start):
                found.setdefault(start, end)
    return sorted(found.items())


def _told(match: Match[str]) -> tuple[int, int]:
    return match.span("private" if "private" in match.groupdict() else 0)


def _is_proved(proof: Proof | None, number: str) -> bool:
    match proof:
        case "identity card":
            return is_identity_number(number)
        case "bank card":
            return passes_luhn(number) and not is_identity_number(number)
    return True


def _is_the_offices(options: Options, words: str, start: int) -> bool:
    before = words[max(0, start - NEAR) : start]
    sentence = before[max(before.rfind(mark) for mark in SENTENCE) + 1 :]
    return options.unless is not None and prose.pattern(options.unless).search(sentence) is not None


def _bare(number: str) -> str:
    """What was found without what only parts its characters."""
    return "".join(character for character in number.lower() if character.isalnum() or character in "@._")


def _detail(reading: Reading, found: str) -> str:
    return f"“{reading.path}”里写了“{_shown(found)}”"


def _shown(found: str) -> str:
    """The beginning of it, and how long it is: enough to find it, too little to use it."""
    shown = found[: 3 if len(found) > 5 else 1]
    return shown + "*" * (len(found) - len(shown))
