"""A written total set to the sum of its parts, where the figures accuse it (docs/decisions/0016).

A total is never needed and never trusted, so what its parts add up to may take its place.  But a
total is also a witness: while anything speaks for it and against one of its parts, both stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from generator.filing.filing import Filing, State
from generator.findings.finding import Edit, Finding, Fix, Level
from generator.rules.check import judged
from generator.rules.kinds import equations_of, gives_equations
from generator.rules.sums.equations import Equation
from generator.rules.sums.witnesses import wrong_cells


def with_totals(filing: Filing, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a check; those that accuse a total that is certainly wrong carry its mend."""
    if not any(finding.accused for finding in findings):
        return list(findings)
    sound = _sound(filing, findings)
    return [
        replace(finding, fix=_set_total(filing, finding.accused, sound)) if finding.accused else finding
        for finding in findings
    ]


def _sound(filing: Filing, findings: Sequence[Finding]) -> list[Equation]:
    """The equations that apply and rest on no cell that is wrong in itself."""
    sums = {rule.code: rule for rule in filing.format.rules if gives_equations(rule)}
    wrong = wrong_cells(finding for finding in findings if finding.code not in sums)
    applying = judged(filing)
    rules = (rule for code, rule in sums.items() if code in applying)
    every = chain.from_iterable(equations_of(rule, filing) for rule in rules)
    return [equation for equation in every if not wrong & equation.terms.keys()]


def _set_total(filing: Filing, path: str, equations: Sequence[Equation]) -> Fix | None:
    """The mend of the cell that broken equations accuse; None where it is no total or is not certainly wrong.

    A rule that is an error defines it as a sum.  All equations in which the total stands must be broken, by
    the same amount; no cell of them may be blank; the parts add up to a whole number, not negative.
    """
    where = [equation for equation in equations if path in equation.terms]
    if not _is_defined(path, where) or not _stands_alone(filing, path):
        return None
    cell, right = filing.cells[path], _right(filing, path, where)
    if right is None or right == cell.value or right < 0 or right.denominator != 1:
        return None
    return Fix("总计改为各项之和", (Edit(cell.span, str(right)),))


def _right(filing: Filing, path: str, equations: Sequence[Equation]) -> Fraction | None:
    """What the cell would have to be; None where the equations do not agree on it, or one has a blank."""
    amounts = {equation.residual / equation.terms[path] for equation in equations}
    if len(amounts) > 1 or _has_blank(filing, equations):
        return None
    return Fraction(filing.cells[path].value or 0) - amounts.pop()


def _is_defined(path: str, equations: Sequence[Equation]) -> bool:
    """Whether a rule that is an error defines the cell as a sum."""
    return any(equation.total == path and equation.rule.level is Level.ERROR for equation in equations)


def _has_blank(filing: Filing, equations: Sequence[Equation]) -> bool:
    cells = (cell for equation in equations for cell in equation.terms)
    return any(filing.cell(cell).state is State.BLANK for cell in cells)


def _stands_alone(filing: Filing, path: str) -> bool:
    """Whether the cell's characters are its own: a bare 0 stands for a whole row."""
    row = filing.format.rows[filing.format.addresses[path].row_path]
    written = [
        filing.cells[address.path] for address in row if filing.cells[address.path].state is State.GIVEN
    ]
    return [cell.span for cell in written].count(filing.cells[path].span) == 1
