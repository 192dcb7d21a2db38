"""Rules of kind ``share``: a share typed in the text follows from the table's figures.

Only a figure that is the table's own for these words is judged, and only against denominators that are
given; what the clause itself names (a sum of its figures, another whole) is lawful too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import accumulate
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding
from generator.form.correspondence import numbers
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import addressed, figure, named, not_met
from generator.rules.text import patterns
from generator.source.data_file import Model

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
    one_of: ClassVar[Keys] = (("shares",),)
    holes: ClassVar[Keys] = (("{数}",), ("{率}",))

    texts: tuple[str, ...] = ()
    shares: tuple[Shared, ...]
    wholes: tuple[Whole, ...]
    unless: str | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every share that no lawful denominator gives."""
    sums = [known_sum(filing, whole.cells) for whole in options.wholes]
    known = [whole for whole in sums if whole is not None]
    if len(known) < len(sums):
        return
    for shared in options.shares:
        cells = _cells(filing, shared)
        for place in patterns.found(filing, options.texts, shared.patterns, options.unless):
            if _is_judged(filing, cells, place) and not _agrees(place, known):
                yield _finding(rule, filing, options, cells, place)


def _is_judged(filing: Filing, cells: tuple[str, ...], place: patterns.Found) -> bool:
    """Whether the rate was typed and the figure is the table's."""
    return place.piece("rate") is None and Fraction(place.figure) == known_sum(filing, cells)


def _cells(filing: Filing, shared: Shared) -> tuple[str, ...]:
    form = filing.format
    return tuple(
        path
        for name in shared.cells
        for path in numbers(form, name).get("" if name in form.addresses else shared.column, ())
    )


def _agrees(place: patterns.Found, known: list[Fraction]) -> bool:
    """Whether the rate is that of the figure, or of it with those just before it in the clause, rounded or
    cut off at the digits that were printed; of a whole that is given, or that the clause names."""
    typed = place.match["rate"]
    before = _figures(place)
    wholes = [whole for whole in (*known, *before) if whole]
    parts = accumulate(reversed(before))
    rate, close = Fraction(typed), Fraction(1, 10 ** _decimals(typed))
    return any(abs(rate - part / whole * 100) < close for part in parts for whole in wholes)


def _figures(place: patterns.Found) -> list[Fraction]:
    """The figures of the clause up to that of the match, in their order."""
    first, end = place.sentence_span[0], place.match.start("rate")
    found = patterns.pattern(COUNTED).finditer(place.page.words, first, end)
    return [Fraction(patterns.typed_figure(match)) for match in found]


def _decimals(typed: str) -> int:
    return len(typed.partition(".")[2])


def _finding(
    rule: Rule, filing: Filing, options: Options, cells: tuple[str, ...], place: patterns.Found
) -> Finding:
    value = known_sum(filing, cells) or Fraction(0)
    decimals = max(1, _decimals(place.match["rate"]))
    wholes = [(whole.cells, known_sum(filing, whole.cells)) for whole in options.wholes]
    possible = [(names, total) for names, total in wholes if total and value <= total]

    def shares(name: Callable[[str], str]) -> list[str]:
        return [
            f"占{'与'.join(map(name, names))} {figure(total)} 的 {float(value / total * 100):.{decimals}f}%"
            for names, total in possible
        ]

    detail = f"写了“{place.words}”，应为{'，或'.join(shares(partial(named, filing)))}"
    evidence = [place.words, *shares(addressed)]
    return not_met(rule, filing, detail, cells=cells, span=place.span, evidence=evidence)
