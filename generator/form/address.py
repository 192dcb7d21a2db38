"""The cells of a form's tables and their addresses, ``section.row.column``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.form.table_tree import Computed, Table, keyed_rows, leaf_columns


@dataclass(frozen=True, slots=True)
class Address:
    """One cell of the form: its path, and what it belongs to; how it follows from others of its column, or of
    its row, where it does."""

    path: str
    section: str
    row: tuple[str, ...]
    column: str
    kind: str
    total_row: bool
    total_column: bool
    computed_row: Computed | None = None
    computed_column: Computed | None = None

    @property
    def open_row(self) -> bool:
        """Whether its whole row may be left out, because it is worked out."""
        return self.total_row or self.computed_row is not None

    @property
    def open_column(self) -> bool:
        """Whether its column may be left out of every row."""
        return self.total_column or self.computed_column is not None

    @property
    def is_share(self) -> bool:
        """Whether it is one number divided by another: such are never added up."""
        return any(each and each.over for each in (self.computed_row, self.computed_column))

    @property
    def row_path(self) -> str:
        """The address of its row."""
        return ".".join((self.section, *self.row))


def addresses_of(section: str, table: Table) -> Iterator[Address]:
    """Every cell of a table, in the order of print."""
    for block in table.blocks:
        for keys, row in keyed_rows(block.rows):
            for column in leaf_columns(block.columns):
                path = ".".join((section, *keys, *filter(None, (column.key,))))
                kind = row.kind or column.kind or table.kind
                total, computed = (row.total, column.total), (row.computed, column.computed)
                yield Address(path, section, keys, column.key or "", kind, *total, *computed)


def by_row(addresses: Iterable[Address]) -> dict[str, tuple[Address, ...]]:
    """Cells gathered by the path of their row."""
    grouped: dict[str, list[Address]] = {}
    for address in addresses:
        grouped.setdefault(address.row_path, []).append(address)
    return {path: tuple(row) for path, row in grouped.items()}
