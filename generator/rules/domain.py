"""Rules of kind ``domain``: what numbers a kind of cell can hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.filing import Cell, Filing, State
from generator.findings import Finding
from generator.model import Model
from generator.rule import Rule


class Options(Model):
    """For the cells of one kind or of several: whole numbers only, the least allowed, the most decimals."""

    cells: str | tuple[str, ...]
    whole: bool = False
    minimum: int | None = None
    decimals: int | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every written number outside the domain of its kind."""
    kinds = (options.cells,) if isinstance(options.cells, str) else options.cells
    for address in filing.format.addresses.values():
        cell = filing.cells[address.path]
        if address.kind in kinds and cell.state is State.GIVEN and not _allowed(cell, options):
            yield _finding(rule, cell)


def _allowed(cell: Cell, options: Options) -> bool:
    value = Decimal(cell.value or 0)
    decimals = max(0, -int(value.as_tuple().exponent))
    return (
        not (options.whole and decimals)
        and not (options.minimum is not None and value < options.minimum)
        and not (options.decimals is not None and decimals > options.decimals)
    )


def _finding(rule: Rule, cell: Cell) -> Finding:
    name = cell.path.partition(".")[2]
    return Finding(
        code=rule.code,
        level=rule.level,
        message=rule.message,
        span=cell.span,
        detail=f"{name}：{Decimal(cell.value or 0):f}",
        cells=(cell.path,),
        marks=(cell.span,),
        basis=rule.basis,
        help=rule.help,
    )
