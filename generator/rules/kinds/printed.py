"""Rules of kind ``printed``: figures that placeholders print must make sense where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import ClassVar

from generator.filing.filing import Filing, State, Text
from generator.filing.narrative.expression import Binary, Node, Path, parse
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule, RuleOptions
from generator.rules.finding_of_rule import tell
from generator.rules.text import patterns as prose
from generator.rules.text.printed_page import Page, page
from generator.source.data_file import Model
from generator.source.nodes import locate

SHOWN = 20
HOLE = "{印数}"
FIGURE = r"(?P<printed>-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"


class Within(Model):
    """Patterns with ``{印数}``, the figure printed, and the least and the most that it may be."""

    patterns: tuple[str, ...]
    minimum: Decimal | None = None
    maximum: Decimal | None = None


class Options(RuleOptions):
    """``texts`` to look in (all where none is named); ``unless``: words of a clause that lets one pass."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20

    texts: tuple[str, ...] = ()
    printed: tuple[Within, ...]
    unless: str | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every figure that is printed by a placeholder and lies outside."""
    yield from islice(_wrong(rule, options, filing), SHOWN)


def _wrong(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    for text in prose.texts(filing, options.texts):
        read = page(filing, text)
        for within in options.printed:
            yield from _outside(rule, options, filing, text, read, within)


def _outside(
    rule: Rule, options: Options, filing: Filing, text: Text, read: Page, within: Within
) -> Iterator[Finding]:
    for one in within.patterns:
        for match in prose.pattern(one.replace(HOLE, FIGURE)).finditer(read.words):
            piece = read.placeholder(*match.span("printed"))
            if piece is None or _fits(within, match["printed"]):
                continue
            first, last = prose.sentence(read.words, match)
            clause = read.words[first:last]
            if options.unless is None or not prose.pattern(options.unless).search(clause):
                span = locate(filing.source, text.scalar, *read.source(*match.span()))
                cells = _cells(filing, parse(piece.written.source).root)
                if any(_blank(filing, path) for path in cells):
                    continue
                detail = f"印出来是“{clause.strip()}”"
                yield tell(rule, filing, detail, cells=cells, span=span, evidence=[clause])


def _cells(filing: Filing, node: Node) -> tuple[str, ...]:
    """The numbers of this filing that an expression names one by one."""
    if isinstance(node, Binary):
        return tuple(dict.fromkeys([*_cells(filing, node.left), *_cells(filing, node.right)]))
    known = isinstance(node, Path) and (node.name in filing.cells or node.name in filing.free_cells)
    return (node.name,) if isinstance(node, Path) and known else ()


def _blank(filing: Filing, path: str) -> bool:
    """Whether a figure rests on a blank, which is told already and counts as 0 for sums only."""
    return any(filing.cell(one).state is State.BLANK for one in (path, *filing.cell(path).parts))


def _fits(within: Within, printed: str) -> bool:
    value = Decimal(printed.replace(",", ""))
    low = within.minimum is None or value >= within.minimum
    return low and (within.maximum is None or value <= within.maximum)
