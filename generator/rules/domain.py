"""Rules of kind ``domain``: what numbers a kind of cell, or a row, can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.filing import Cell, Filing, State
from generator.findings import Finding
from generator.format import Address
from generator.rule import Rule, RuleOptions
from generator.rules.telling import figure, named, tell


class Options(RuleOptions):
    """For the ``cells`` of one kind or several, or of ``rows``: whole numbers only, the least and the most
    that is likely or allowed, the most decimals.  ``together``: one finding for a row, not for a cell."""

    cells: str | tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    whole: bool = False
    minimum: int | None = None
    maximum: int | None = None
    decimals: int | None = None
    together: bool = False


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every written number outside its domain, or for every row with such a number."""
    for row in filing.format.rows.values():
        wrong = [one for one in _written(row, options, filing) if not _allowed(one, options)]
        groups = [wrong] if options.together and wrong else [[one] for one in wrong]
        for cells in groups:
            detail = "，".join(f"{named(one.path)}：{figure(one.value or 0)}" for one in cells)
            yield tell(rule, filing, detail, cells=[one.path for one in cells])


def _written(row: Iterable[Address], options: Options, filing: Filing) -> Iterator[Cell]:
    kinds = (options.cells,) if isinstance(options.cells, str) else options.cells
    for address in row:
        cell = filing.cells[address.path]
        if cell.state is State.GIVEN and (address.kind in kinds or address.row_path in options.rows):
            yield cell


def _allowed(cell: Cell, options: Options) -> bool:
    value = Decimal(cell.value or 0)
    decimals = max(0, -int(value.as_tuple().exponent))
    return (
        not (options.whole and decimals)
        and not (options.minimum is not None and value < options.minimum)
        and not (options.maximum is not None and value > options.maximum)
        and not (options.decimals is not None and decimals > options.decimals)
    )
