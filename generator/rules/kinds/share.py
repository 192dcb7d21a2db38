"""Rules of kind ``share``: a share typed in the text follows from the table's figures.

Only a figure that is the table's own for these words is judged, and only against denominators that are
given; what the clause itself names (a sum of its figures, another whole) is lawful too.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, islice
from re import Match
from typing import ClassVar

from generator.filing.filing import Filing, Text
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding
from generator.form.correspondence import numbers
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, tell
from generator.rules.text import patterns as prose
from generator.rules.text.printed_page import Page, page
from generator.source.data_file import Model
from generator.source.nodes import locate

SHOWN = 20
COUNTED = "{数}[件条项宗]"


class Shared(Model):
    """Patterns with ``{数}`` and ``{率}``, and the numbers, or rows and groups with the ``column``, whose
    sum the figure is."""

    patterns: tuple[str, ...]
    cells: tuple[str, ...]
    column: str = ""


class Whole(Model):
    """Numbers whose sum something may be a share of."""

    cells: tuple[str, ...]


class Options(RuleOptions):
    """``shares``, and the ``wholes`` that any of them can be of; a clause with ``unless`` is let pass."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    texts: tuple[str, ...] = ()
    shares: tuple[Shared, ...]
    wholes: tuple[Whole, ...]
    unless: str | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every share that no lawful denominator gives."""
    yield from islice(_wrong(rule, options, filing), SHOWN)


def _wrong(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    wholes = [known_sum(filing, one.cells) for one in options.wholes]
    if None in wholes:
        return
    known = [one for one in wholes if one]
    for text in prose.texts(filing, options.texts):
        read = page(filing, text)
        for shared in options.shares:
            for one in shared.patterns:
                for match in prose.pattern(one).finditer(read.words):
                    if _judged(filing, options, shared, read, match) and not _agrees(read, match, known):
                        yield _finding(rule, filing, options, shared, text, read, match)


def _judged(filing: Filing, options: Options, shared: Shared, read: Page, match: Match[str]) -> bool:
    """Whether the rate was typed, the figure is the table's, and nothing speaks of another reckoning."""
    if read.placeholder(*match.span("rate")):
        return False
    if Fraction(prose.typed_figure(match)) != known_sum(filing, _cells(filing, shared)):
        return False
    first, last = prose.sentence(read.words, match)
    return options.unless is None or not prose.pattern(options.unless).search(read.words[first:last])


def _cells(filing: Filing, shared: Shared) -> tuple[str, ...]:
    form = filing.format
    return tuple(
        path
        for name in shared.cells
        for path in numbers(form, name).get("" if name in form.addresses else shared.column, ())
    )


def _agrees(read: Page, match: Match[str], known: list[Fraction]) -> bool:
    """Whether the rate is that of the figure, or of it with those just before it in the clause, rounded or
    cut off at the digits that were printed; of a whole that is given, or that the clause names."""
    decimals = len(match["rate"].partition(".")[2])
    before = _figures(read, match)
    wholes = [*known, *(one for one in before if one)]
    parts = accumulate(reversed(before))
    rate, close = Fraction(match["rate"]), Fraction(1, 10**decimals)
    return any(abs(rate - part / whole * 100) < close for part in parts for whole in wholes)


def _figures(read: Page, match: Match[str]) -> list[Fraction]:
    """The figures of the clause up to that of the match, in their order."""
    end = match.start("rate")
    first, _ = prose.sentence(read.words, match)
    found = prose.pattern(COUNTED).finditer(read.words, first, end)
    return [Fraction(prose.typed_figure(one)) for one in found]


def _finding(
    rule: Rule, filing: Filing, options: Options, shared: Shared, text: Text, read: Page, match: Match[str]
) -> Finding:
    cells = _cells(filing, shared)
    value = known_sum(filing, cells) or Fraction(0)
    decimals = max(1, len(match["rate"].partition(".")[2]))
    told = []
    for one in options.wholes:
        whole = known_sum(filing, one.cells)
        if whole and value <= whole:
            names = "与".join(named(name) for name in one.cells)
            told.append(f"占{names} {figure(whole)} 的 {float(value / whole * 100):.{decimals}f}%")
    span = locate(filing.source, text.scalar, *read.source(*match.span()))
    detail = f"写了“{match[0]}”，应为{'，或'.join(told)}"
    return tell(rule, filing, detail, cells=cells, span=span, evidence=[match[0], *told])
