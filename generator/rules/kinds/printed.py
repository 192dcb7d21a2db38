"""Rules of kind ``printed``: figures that placeholders print must make sense where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from generator.filing.filing import Filing, State
from generator.filing.narrative.expression import Binary, Node, Path, parse
from generator.findings.finding import Finding
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import not_met
from generator.rules.text import patterns
from generator.source.data_file import Model


class Within(Model):
    """Patterns with ``{印数}``, the figure printed, and the least and the most that it may be."""

    patterns: tuple[str, ...]
    minimum: Decimal | None = None
    maximum: Decimal | None = None


class Options(RuleOptions):
    """``texts`` to look in (all where none is named); ``unless``: words of a clause that lets one pass."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    one_of: ClassVar[Keys] = (("printed",),)
    holes: ClassVar[Keys] = (("{印数}",),)

    texts: tuple[str, ...] = ()
    printed: tuple[Within, ...]
    unless: str | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every figure that is printed by a placeholder and lies outside."""
    for within in options.printed:
        for place in patterns.found(filing, options.texts, within.patterns, options.unless):
            piece = place.piece("printed")
            if piece is None or _fits(within, place.match["printed"]):
                continue
            cells = _cells(filing, parse(piece.written.source).root)
            if not any(_blank(filing, path) for path in cells):
                detail, evidence = f"印出来是“{place.sentence.strip()}”", [place.sentence]
                yield not_met(rule, filing, detail, cells=cells, span=place.span, evidence=evidence)


def _cells(filing: Filing, node: Node) -> tuple[str, ...]:
    """The numbers of this filing that an expression names one by one."""
    if isinstance(node, Binary):
        return tuple(dict.fromkeys([*_cells(filing, node.left), *_cells(filing, node.right)]))
    known = isinstance(node, Path) and (node.name in filing.cells or node.name in filing.free_cells)
    return (node.name,) if isinstance(node, Path) and known else ()


def _blank(filing: Filing, path: str) -> bool:
    """Whether a figure rests on a blank, which is a finding already and counts as 0 for sums only."""
    return any(filing.cell(part).state is State.BLANK for part in (path, *filing.cell(path).parts))


def _fits(within: Within, printed: str) -> bool:
    value = Decimal(printed.replace(",", ""))
    low = within.minimum is None or value >= within.minimum
    return low and (within.maximum is None or value <= within.maximum)
