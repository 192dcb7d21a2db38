"""Rules of kind ``balance``: what is named on the left and on the right has equal sums, in every lane.

Named are rows of a table, balanced in every column, or with ``rows`` columns, balanced in each of these rows;
without a ``table`` rows, columns and numbers of several tables (see `terms`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.sums.equations import Equation, equation
from generator.rules.terms import Rows, lanes


class Options(RuleOptions):
    """``left`` and ``right`` are terms, in ``rows`` of the ``table`` or of their own tables."""

    gives: ClassVar[Gives] = "equations"
    at_most: ClassVar[int] = 200
    one_of: ClassVar[Keys] = (("left",), ("right",))

    table: str = ""
    left: tuple[str, ...]
    right: tuple[str, ...]
    rows: Rows = ()


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Equation]:
    """One equation for every lane."""
    for lane in lanes(filing, options.table, options.rows, (options.left, options.right)):
        yield from equation(rule, filing, lane.name, *lane.sides, implied=lane.implied)
