"""What must be equal in a form, whatever stands in it: the equations of its rules between blank numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.filing.filing import Filing, State
from generator.rules.kinds import equations_of, gives_equations
from generator.rules.sums.equations import Equation
from generator.rules.unjudged import not_for


def equations_of_form(filing: Filing) -> Iterator[Equation]:
    """The equations for a filing of such a head, with those that follow from others (``implied``)."""
    noughts = _of_noughts(filing)
    for rule in filing.format.rules:
        if gives_equations(rule) and not not_for(rule, noughts):
            yield from equations_of(rule, noughts)


def _of_noughts(filing: Filing) -> Filing:
    """The same with 0 in every cell: no equation is given where a number is missing or follows of itself."""
    noughts = {
        path: replace(cell, value=0, state=State.GIVEN, parts=()) for path, cell in filing.cells.items()
    }
    return replace(filing, cells=noughts)
