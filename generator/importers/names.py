"""The rows and columns of a form by the names under which reports print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.form.format import Block, Column, Format, Row, Table
from generator.form.table_tree import leaf_columns
from generator.importers.wild import folded, reading, short


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form that has numbers, or (``group``) one that stands for several.

    ``names`` are certain; ``above`` the names of the groups it stands in; ``order`` its place in the form.
    """

    path: str
    section: str
    block: int
    label: str
    names: frozenset[str]
    above: frozenset[str]
    order: int
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a block by its names; ``key`` is its part of the address."""

    key: str
    names: frozenset[str]
    label: str


class FormNames:
    """What a form's tables print."""

    def __init__(self, form: Format) -> None:
        self.form = form

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All rows in the order of print, groups before their rows."""
        found: list[Line] = []
        for section, table in self.form.tables.items():
            for number, block in enumerate(table.blocks):
                for draft in _lines(section, number, block.rows, (), ()):
                    found.append(Line(*draft[:-1], len(found), draft[-1]))
        return tuple(found)

    @cached_property
    def by_name(self) -> dict[str, list[Line]]:
        """The rows that a name may mean."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            for name in line.names:
                found.setdefault(name, []).append(line)
        return found

    @cached_property
    def rows(self) -> tuple[Line, ...]:
        """Those with numbers of their own."""
        return tuple(line for line in self.lines if not line.group)

    def table(self, section: str) -> Table:
        """The table of a section."""
        return self.form.tables[section]

    def block(self, line: Line) -> Block:
        """The block that a row stands in."""
        return self.table(line.section).blocks[line.block]

    def heads(self, line: Line) -> tuple[Head, ...]:
        """The columns of a row's block, left to right."""
        return tuple(_head(column) for column in leaf_columns(self.block(line).columns))

    @cached_property
    def across(self) -> tuple[tuple[Line, ...], ...]:
        """The rows of each block that prints them side by side."""
        found = []
        for section, table in self.form.tables.items():
            for number, block in enumerate(table.blocks):
                if block.across:
                    own = (line.section == section and line.block == number for line in self.rows)
                    found.append(tuple(line for line, is_own in zip(self.rows, own, strict=True) if is_own))
        return tuple(found)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every name that is printed above a column."""
        blocks = (block for table in self.form.tables.values() for block in table.blocks)
        return frozenset(name for block in blocks for column in block.columns for name in _all_names(column))


_Draft = tuple[str, str, int, str, frozenset[str], frozenset[str], tuple[str, ...]]


def _lines(
    section: str, block: int, rows: tuple[Row, ...], keys: tuple[str, ...], above: tuple[str, ...]
) -> Iterator[_Draft]:
    for row in rows:
        below = (*keys, row.key) if row.key else keys
        path = ".".join((section, *below))
        own = row.own_row
        if not row.rows and not row.own:
            yield path, section, block, row.label, _names(row.label, row.key), frozenset(above), ()
        elif own:
            path = f"{path}.{own.key}"
            yield path, section, block, row.label, _names(row.label, row.key), frozenset(above), ()
        elif row.rows and row.key:
            inside = tuple(each[0] for each in _lines(section, block, row.rows, below, ()) if not each[-1])
            yield path, section, block, row.label, _names(row.label, row.key), frozenset(above), inside
        yield from _lines(section, block, row.rows, below, (*above, folded(row.label), short(row.label)))


def _names(label: str, key: str | None) -> frozenset[str]:
    return frozenset(filter(None, (folded(label), short(label), folded(key or ""))))


def _head(column: Column) -> Head:
    return Head(column.key or "", _names(column.label, column.key), column.label)


def _all_names(column: Column) -> Iterator[str]:
    yield from _names(column.label, column.key)
    for below in column.columns:
        yield from _all_names(below)


def rest_of(form: Format, group: Line) -> str:
    """The row of a group that takes what is not told apart; nothing where it has none."""
    name = folded(reading().rest)
    return next((path for path in group.group if path.rpartition(".")[2] == name), "")
