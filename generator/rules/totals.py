"""A written total set to the sum of its parts, where the figures leave no doubt (docs/decisions/0016).

A total is never needed and never trusted, so what its parts add up to may take its place.  But a
total is also a witness: while anything speaks for it and against one of its parts, both stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.filing import Filing, State
from generator.findings import Edit, Fix

if TYPE_CHECKING:
    from generator.rules.sums import Equation


def set_total(filing: Filing, path: str | None, equations: Sequence[Equation]) -> Fix | None:
    """The mend of the cell that a broken equation accuses; None unless it is a total and certainly wrong.

    Certain: all equations in which the total stands are broken, and by the same amount; every cell of
    its table was written and can be counted; what the parts add up to is a whole number, not negative.
    """
    where = [one for one in equations if path in one.terms]
    if path is None or not any(one.total == path for one in where):
        return None
    amounts = {one.residual / one.terms[path] for one in where}
    if len(amounts) > 1 or not _legible(filing, where[0].table) or not _alone(filing, path):
        return None
    cell = filing.cells[path]
    right = Fraction(cell.value or 0) - amounts.pop()
    if right == cell.value or right < 0 or right.denominator != 1:
        return None
    return Fix("总计改为各项之和", (Edit(cell.span, str(right)),))


def _legible(filing: Filing, table: str) -> bool:
    """Whether nothing of the table is missing, blank, unreadable, negative or a fraction, nor its file in doubt:
    such a cell keeps the equations it enters from bearing witness."""
    if filing.document.findings:
        return False
    cells = [filing.cells[one.path] for one in filing.format.addresses.values() if one.section == table]
    whole = (Fraction(cell.value or 0) for cell in cells)
    doubtful = {State.BLANK, State.BROKEN}
    return not any(cell.state in doubtful for cell in cells) and all(
        value >= 0 and value.denominator == 1 for value in whole
    )


def _alone(filing: Filing, path: str) -> bool:
    """Whether the cell's characters are its own: a bare 0 stands for a whole row."""
    row = filing.format.rows[filing.format.addresses[path].row_path]
    span = filing.cells[path].span
    written = (filing.cells[one.path] for one in row if filing.cells[one.path].state is State.GIVEN)
    return [cell.span for cell in written].count(span) == 1
