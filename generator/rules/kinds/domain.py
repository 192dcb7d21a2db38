"""Rules of kind ``domain``: what numbers a kind of cell, or a row, can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from generator.filing.filing import Cell, Filing, State
from generator.findings.finding import Finding
from generator.form.rule import Bound, Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met


class Options(RuleOptions):
    """For the ``cells`` of one kind or several, or of ``rows``: whole numbers only, the least and the most
    that is likely or allowed, the most decimals.  ``together``: one finding for a row, not for a cell."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 200
    one_of: ClassVar[Keys] = (("cells", "rows"), ("whole", "minimum", "maximum", "decimals"))
    ordered: ClassVar[Keys] = (("minimum", "maximum"),)
    sorts: ClassVar[Mapping[str, str]] = {"cells": "kind"}

    cells: str | tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    whole: bool = False
    minimum: int | None = None
    maximum: int | None = None
    decimals: int | None = None
    together: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of cell it is for."""
        return (self.cells,) if isinstance(self.cells, str) else self.cells

    def bounds(self) -> dict[str, Bound]:
        """Whole and not below the least, for every kind of cell it is for."""
        return dict.fromkeys(self.kinds, Bound(self.whole, self.minimum))


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every written number outside its domain, or for every row with such a number."""
    for row in (*_rows(options, filing), *_free_rows(options, filing)):
        wrong = [cell for cell in row if cell.state is State.GIVEN and not _allowed(cell, options)]
        for cells in _together(wrong) if options.together else _apart(wrong):
            detail = "，".join(f"{named(filing, cell.path)}：{figure(cell.value or 0)}" for cell in cells)
            yield not_met(rule, filing, detail, cells=[cell.path for cell in cells])


def _together(cells: list[Cell]) -> list[list[Cell]]:
    return [cells] if cells else []


def _apart(cells: list[Cell]) -> list[list[Cell]]:
    return [[cell] for cell in cells]


def _rows(options: Options, filing: Filing) -> Iterator[list[Cell]]:
    """The cells that the rule is for, row by row."""
    for path, row in filing.format.rows.items():
        yield [
            filing.cells[address.path]
            for address in row
            if address.kind in options.kinds or path in options.rows
        ]


def _free_rows(options: Options, filing: Filing) -> Iterator[list[Cell]]:
    for section in filing.format.sections:
        columns = section.free.columns if section.free else ()
        keys = [str(column.key) for column in columns if column.kind in options.kinds]
        yield from ([row.cells[key] for key in keys] for row in filing.free_rows(section.key))


def _allowed(cell: Cell, options: Options) -> bool:
    value = Decimal(cell.value or 0)
    decimals = max(0, -int(value.as_tuple().exponent))
    return (
        not (options.whole and decimals)
        and not (options.minimum is not None and value < options.minimum)
        and not (options.maximum is not None and value > options.maximum)
        and not (options.decimals is not None and decimals > options.decimals)
    )
