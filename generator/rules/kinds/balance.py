"""Rules of kind ``balance``: the rows named on the left and on the right have equal sums, in every column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.sums.equations import Equation, equation


class Options(RuleOptions):
    """``left`` and ``right`` are rows, or groups of rows, of ``table``."""

    gives: ClassVar[Gives] = "equations"
    at_most: ClassVar[int] = 200
    one_of: ClassVar[Keys] = (("left",), ("right",))

    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Equation]:
    """One equation for every column of the table."""
    left, right = _rows(filing, options, options.left), _rows(filing, options, options.right)
    for address in filing.format.rows[left[0]]:
        column = address.column
        sides = [_column(left, column), _column(right, column)]
        yield from equation(rule, filing, column, *sides, implied=address.total_column)


def _rows(filing: Filing, options: Options, names: tuple[str, ...]) -> list[str]:
    return [row for name in names for row in filing.format.leaf_rows(options.table, name)]


def _column(rows: list[str], column: str) -> list[str]:
    return [f"{row}.{column}" if column else row for row in rows]
