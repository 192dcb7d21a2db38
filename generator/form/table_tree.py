"""The tables of a form as trees: columns over their numbers, rows beside them.  What follows from the trees
(addresses, sums, merged heads) is written down nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.source.data_file import Model
from generator.source.verdicts import refusal


class Kind(Model):
    """A kind of number, named by the form: what it counts in.

    ``signed``: printed with its sign, plus as well as minus.  ``units``: written and printed with one of
    these units behind it, each worth so many of ``unit``.  ``hint`` is our advice on how to write it.
    """

    unit: str
    signed: bool = False
    units: dict[str, int] = Field(default_factory=dict)
    hint: str = ""


class Column(Model):
    """A column, or a group of columns under one heading.

    ``total``: the sum of all the other columns beside it.  ``span``: printed over so many columns
    of the grid.  A column without ``key`` is the only one of its block.
    """

    label: str
    key: str | None = None
    kind: str | None = None
    span: int = 1
    total: bool = False
    columns: tuple[Column, ...] = ()


class Row(Model):
    """A row, or a group of rows.  ``total``: the sum of all the other rows of the same group.

    A group without ``key`` is only printed; in addresses it does not appear.  In an outline (see Block)
    ``own`` is the number printed on the line of its group itself, and ``indent`` sets a label in by so
    many characters more than its depth.  ``kind`` goes before those of column and table.
    """

    label: str
    key: str | None = None
    kind: str | None = None
    total: bool = False
    own: bool = False
    indent: int = 0
    rows: tuple[Row, ...] = ()

    @property
    def own_row(self) -> Row | None:
        """The row whose number stands for the whole group, if it has one."""
        return next((row for row in self.rows if row.own), None)


def _corner(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and value and all(isinstance(text, str) for text in value):
        return tuple(value)
    raise refusal("应当是一段文字，或者方括号括起来的几段文字，行名每一栏一段")


class Block(Model):
    """A stretch of a table with its own column heads.  ``across``: the rows are printed side by side.

    ``outline``: groups have lines of their own, their rows below them, set in.  An outline may have a
    column of units, headed ``unit``; on a line without a number ``no_unit`` stands there.  ``stub``: the
    heads of rows take so many columns of the grid, where that is more than the rows are deep.  ``corner`` is
    one cell over them, or a cell for each.  ``head`` False: the heads of columns are not printed
    (where rows stand side by side, of the only column).
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    label: str | None = None
    corner: Annotated[str | tuple[str, ...] | None, BeforeValidator(_corner)] = None
    stub: Annotated[int, Field(gt=0)] | None = None
    head: bool = True
    across: bool = False
    outline: bool = False
    unit: str | None = None
    no_unit: str = ""


class Table(Model):
    """One printed table; ``widths`` are the proportions of its grid columns in the official form."""

    kind: str
    widths: tuple[Annotated[int, Field(gt=0)], ...]
    blocks: tuple[Block, ...]


class FreeTable(Model):
    """A table whose rows the office names itself.

    Columns with a ``kind`` hold numbers, the others words, the first of them the row's name.  ``parts`` is
    the key below which a row's parts may stand, rows that are together the whole of it.
    """

    widths: tuple[Annotated[int, Field(gt=0)], ...]
    columns: tuple[Column, ...]
    parts: str | None = None


def leaf_columns(columns: tuple[Column, ...]) -> Iterator[Column]:
    """The columns that hold numbers, left to right."""
    for column in columns:
        if column.columns:
            yield from leaf_columns(column.columns)
        else:
            yield column


def keyed_rows(rows: tuple[Row, ...], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The rows that hold numbers with their keys from the top, top to bottom."""
    for row in rows:
        keys = (*above, row.key) if row.key else above
        if row.rows:
            yield from keyed_rows(row.rows, keys)
        else:
            yield keys, row


def sibling_rows(table: Table, section: str, path: str) -> tuple[str, ...]:
    """Paths of the rows that a total row sums.  Raises KeyError for a path that is no row."""
    for block in table.blocks:
        for keys, group in groups(block.rows):
            direct = {".".join((section, *keys, row.key)): row for row in group if row.key and not row.rows}
            if path in direct:
                others = tuple(row for row in group if row is not direct[path])
                return tuple(".".join((section, *found)) for found in counting(others, keys))
    raise KeyError(path)


def row_paths(table: Table, section: str, path: str) -> Iterator[str]:
    """The rows that a group stands for."""
    for block in table.blocks:
        for keys, group in groups(block.rows):
            for row in group:
                if row.rows and row.key and ".".join((*keys, row.key)) == path:
                    yield from (".".join((section, *found)) for found in counting((row,), keys))


def counting(rows: tuple[Row, ...], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Keys of the rows that add up to all of these: each group by its own number where it has one."""
    for row in rows:
        keys = (*above, row.key) if row.key else above
        if not row.rows:
            yield keys
        elif own := row.own_row:
            yield (*keys, str(own.key))
        else:
            yield from counting(row.rows, keys)


def groups(
    rows: tuple[Row, ...], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], tuple[Row, ...]]]:
    """Rows that stand beside one another, with the keys above them, from the top down."""
    yield above, rows
    for row in rows:
        if row.rows:
            yield from groups(row.rows, (*above, row.key) if row.key else above)
