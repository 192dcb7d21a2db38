"""A finding of a rule, put in one way by every kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Number, Place, Span
from generator.form.rule import Rule


def of_rule(rule: Rule, span: Span, detail: str) -> Finding:
    """The finding that a rule is not met, at a place; what takes part is still to be named."""
    return Finding(
        code=rule.code,
        level=rule.level,
        message=rule.message,
        span=span,
        detail=detail,
        basis=rule.basis,
        help=rule.help,
        stops=rule.stops,
    )


def resting_on(finding: Finding, filing: Filing, cells: Iterable[str]) -> Finding:
    """The same finding with the cells that take part, their places and what stands in them."""
    paths = tuple(cells)
    found = [filing.cell(path) for path in paths]
    marks = tuple(cell.span for cell in found)
    return replace(finding, cells=paths, marks=marks, values=tuple(_value(cell.value) for cell in found))


def _value(value: Number | None) -> str:
    """As a waiver is bound to it: 5 and 5.0 are the same figure."""
    return "" if value is None else figure(value)


def between(finding: Finding, left: Number, right: Number) -> Finding:
    """The same finding with the two figures that ought to agree."""
    return replace(finding, left=left, right=right, difference=Fraction(left) - Fraction(right))


def not_met(
    rule: Rule,
    filing: Filing,
    detail: str,
    *,
    cells: Iterable[str] = (),
    span: Span | None = None,
    evidence: Iterable[str] = (),
    related: Iterable[Place] = (),
    sides: tuple[Number, Number] | None = None,
) -> Finding:
    """The finding that a rule is not met: at ``span``, or at the first of the ``cells`` that take part.

    ``sides`` are the figures that ought to agree; ``evidence`` is what it rests on besides its cells.
    """
    paths = tuple(cells)
    finding = resting_on(of_rule(rule, span or filing.cell(paths[0]).span, detail), filing, paths)
    finding = replace(finding, evidence=tuple(evidence), related=tuple(related))
    return finding if sides is None else between(finding, *sides)


def figure(value: Number) -> str:
    """A number in plain digits, as a clerk would write it."""
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    return f"{exact.normalize():f}"


def named(filing: Filing, path: str, column: str = "") -> str:
    """A number, or a row or a group of rows (in a column), under its printed labels, among others."""
    return filing.label(path, column)


def addressed(path: str) -> str:
    """An address without its table: what a waiver is bound to, since labels may be put in other words."""
    return path.partition(".")[2]
