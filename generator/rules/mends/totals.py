"""A written total set to the sum of its parts, where the figures accuse it (docs/decisions/0016).

A total is never needed and never trusted, so what its parts add up to may take its place.  But a
total is also a witness: while anything speaks for it and against one of its parts, both stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from generator.filing.filing import Filing, State
from generator.findings.finding import Edit, Fix, Level
from generator.rules.sums.equations import Equation


def set_total(filing: Filing, path: str | None, equations: Sequence[Equation]) -> Fix | None:
    """The mend of the cell that broken equations accuse; None where it is no total or is not certainly wrong.

    A rule that is an error defines it as a sum.  All equations in which the total stands must be broken, by
    the same amount; no cell of them may be blank; the parts add up to a whole number, not negative.
    """
    where = [one for one in equations if path in one.terms]
    defined = any(one.total == path and one.rule.level is Level.ERROR for one in where)
    if path is None or not defined:
        return None
    amounts = {one.residual / one.terms[path] for one in where}
    blank = any(filing.cells[cell].state is State.BLANK for one in where for cell in one.terms)
    if len(amounts) > 1 or blank or not _stands_alone(filing, path):
        return None
    cell = filing.cells[path]
    right = Fraction(cell.value or 0) - amounts.pop()
    if right == cell.value or right < 0 or right.denominator != 1:
        return None
    return Fix("总计改为各项之和", (Edit(cell.span, str(right)),))


def _stands_alone(filing: Filing, path: str) -> bool:
    """Whether the cell's characters are its own: a bare 0 stands for a whole row."""
    row = filing.format.rows[filing.format.addresses[path].row_path]
    written = [filing.cells[one.path] for one in row if filing.cells[one.path].state is State.GIVEN]
    return [cell.span for cell in written].count(filing.cells[path].span) == 1
