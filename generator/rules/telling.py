"""A finding of a rule, told in one way by every kind."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from generator.filing import Filing
from generator.findings import Finding, Number, Place, Span
from generator.rule import Rule


def tell(
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
    found = [filing.cell(path) for path in paths]
    marks = tuple(cell.span for cell in found)
    left, right = sides or (None, None)
    return Finding(
        code=rule.code,
        level=rule.level,
        message=rule.message,
        span=span or marks[0],
        detail=detail,
        cells=paths,
        marks=marks,
        values=tuple(str(cell.value) for cell in found),
        evidence=tuple(evidence),
        related=tuple(related),
        left=left,
        right=right,
        difference=None if sides is None else Fraction(sides[0]) - Fraction(sides[1]),
        basis=rule.basis,
        help=rule.help,
        stops=rule.stops,
    )


def figure(value: Number) -> str:
    """A number in plain digits, as a clerk would write it."""
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    return f"{exact.normalize():f}"


def named(path: str) -> str:
    """An address without its table, which the finding's place shows."""
    return path.partition(".")[2]
