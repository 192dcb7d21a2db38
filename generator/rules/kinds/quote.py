"""Rules of kind ``quote``: a figure in the text is the table's.

Only what a pattern says beyond doubt is compared.  A sentence that has said, before it comes to the figure,
that it reckons otherwise (the format's ``reckonings``, the rule's ``unless``, another year) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from re import Match
from typing import ClassVar, Literal

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.filing.narrative.filters import write
from generator.findings.finding import Finding, Number
from generator.form.correspondence import numbers
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met
from generator.rules.text import patterns
from generator.source.data_file import Model


class Quoted(Model):
    """Patterns, and what the figure in them may be: a sum of numbers, or of rows and groups with a
    ``column``; ``or_cells`` is another sum that the same words can mean; or a fixed ``value``, or, where that
    is ``sections``, the number of sections with a heading that the report has.
    ``unit``: how much of the table's unit one of the text's is."""

    patterns: tuple[str, ...]
    cells: tuple[str, ...] = ()
    or_cells: tuple[str, ...] = ()
    column: str = ""
    value: int | Literal["sections"] | None = None
    unit: Decimal = Decimal(1)


class Options(RuleOptions):
    """``texts`` to look in (all where none is named); ``unless``: words before a figure that make it another
    one; ``relation`` of the text's figure to the table's;
    ``multiple`` it must be of, whatever the table says."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("quotes",),)
    holes: ClassVar[Keys] = (("{数}", "{汉数}"),)

    texts: tuple[str, ...] = ()
    quotes: tuple[Quoted, ...]
    unless: str | None = None
    relation: Literal["equal", "at most"] = "equal"
    multiple: int | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every figure that is not the table's."""
    for quoted in options.quotes:
        for place in patterns.found(filing, options.texts, quoted.patterns):
            if quoted.value is None and _reckoned_otherwise(options, filing, place):
                continue
            if wrong := _judge(options, filing, quoted, place.match):
                words, sides = wrong
                detail = f"写了“{place.words.strip()}”，{words}"
                cells, proof = _cells(filing, quoted, quoted.cells), place.evidence
                yield not_met(rule, filing, detail, cells=cells, span=place.span, evidence=proof, sides=sides)


def _reckoned_otherwise(options: Options, filing: Filing, place: patterns.Found) -> bool:
    words = [*filing.format.reckonings, *filter(None, (options.unless,))]
    return place.is_of_another_year or any(patterns.pattern(word).search(place.before) for word in words)


def _cells(filing: Filing, quoted: Quoted, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path for name in names for path in _numbers(filing, name, quoted.column))


def _numbers(filing: Filing, name: str, column: str) -> tuple[str, ...]:
    return numbers(filing.format, name).get("" if name in filing.format.addresses else column, ())


Judged = tuple[str, tuple[Number, Number] | None]


def _judge(options: Options, filing: Filing, quoted: Quoted, match: Match[str]) -> Judged | None:
    """What is wrong with a figure and both figures; None where nothing is or nothing can be told."""
    if quoted.value is not None:
        value = filing.headed_sections if quoted.value == "sections" else quoted.value
        return _as_value(value, match)
    typed = patterns.typed_figure(match)
    if options.multiple is not None:
        return None if typed % options.multiple == 0 else (f"不是 {options.multiple} 的整数倍", None)
    sums = _sums(filing, quoted)
    if sums is None or any(_agrees(options, quoted, typed, known) for known in sums):
        return None
    sides = (Fraction(typed) * Fraction(quoted.unit), sums[0])
    return f"表中{_named(filing, quoted)}是 {figure(sums[0])}", sides


def _sums(filing: Filing, quoted: Quoted) -> list[Fraction] | None:
    """Every sum that the figure may be; None where one of them is not known."""
    names = (quoted.cells, quoted.or_cells) if quoted.or_cells else (quoted.cells,)
    sums = [known_sum(filing, _cells(filing, quoted, cells)) for cells in names]
    known = [total for total in sums if total is not None]
    return known if len(known) == len(sums) else None


def _as_value(value: int, match: Match[str]) -> Judged | None:
    groups = match.groupdict()
    typed = groups.get("words") or groups.get("figure")
    if typed in (str(value), write(Fraction(value), "汉字", None)):
        return None
    return f"应当是 {value}", None


def _agrees(options: Options, quoted: Quoted, typed: Decimal, known: Fraction) -> bool:
    there = Fraction(typed) * Fraction(quoted.unit)
    return there <= known if options.relation == "at most" else there == known


def _named(filing: Filing, quoted: Quoted) -> str:
    names = [named(filing, name, quoted.column) for name in quoted.cells]
    return "与".join(names) + ("之和" if len(names) > 1 else "")
