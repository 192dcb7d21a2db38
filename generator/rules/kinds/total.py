"""Rules of kind ``total``: a total that was written equals the sum of its parts.

What the parts are, the format's trees say: for a total column all the other columns of the row,
for a total row all the other rows of its group.  A total that was left out is computed from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.sums.equations import Equation, equation


class Options(RuleOptions):
    """The total ``rows`` or total ``columns`` of ``table``."""

    gives: ClassVar[Gives] = "equations"
    at_most: ClassVar[int] = 200
    one_of: ClassVar[Keys] = (("rows", "columns"),)

    table: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Equation]:
    """One equation for every number of the total rows, or of the total columns."""
    for name in options.rows:
        yield from _row(rule, filing, f"{options.table}.{name}")
    for column in options.columns:
        yield from _column(rule, filing, options.table, column)


def _row(rule: Rule, filing: Filing, path: str) -> Iterator[Equation]:
    for address in filing.format.rows[path]:
        parts = filing.format.above(address)
        if address.is_share or not parts:
            continue
        yield from equation(
            rule,
            filing,
            address.column,
            parts,
            [address.path],
            implied=address.total_column,
            total=address.path,
        )


def _column(rule: Rule, filing: Filing, table: str, column: str) -> Iterator[Equation]:
    for address in filing.format.addresses.values():
        named = address.section == table and address.column == column
        if named and address.total_column and not address.is_share:
            lane = ".".join(address.row)
            parts = filing.format.beside(address)
            path = address.path
            yield from equation(rule, filing, lane, parts, [path], implied=False, total=path)
