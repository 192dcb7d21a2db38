"""The tables of a form as trees: columns over their numbers, rows beside them.  What follows from the trees
(addresses, sums, merged heads) is written down nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from generator.form import values
from generator.source.data_file import Model
from generator.source.verdicts import refusal


class Kind(Model):
    """A kind of cell, named by the form: a number and what it counts in, or else words, a date, yes or no.

    ``signed``: printed with its sign, plus as well as minus.  ``units``: written and printed with one of
    these units behind it, each worth so many of ``unit``.  ``choices``: the only words there may be;
    ``required``: a cell that is no number must not be empty.  ``hint`` is our advice on how to write it.
    """

    unit: str = ""
    holds: values.Holds = "数"
    choices: tuple[str, ...] = ()
    required: bool = False
    signed: bool = False
    units: dict[str, int] = Field(default_factory=dict)
    hint: str = ""

    @model_validator(mode="after")
    def _of_what_it_holds(self) -> Kind:
        if self.choices and self.holds != values.WORDS:
            raise refusal("choices 只用于文字（holds: 文字）")
        if self.is_number and "unit" not in self.model_fields_set:
            raise refusal("一种数要写单位（unit）；不是数的，写 holds: 文字、日期或是否")
        if self.is_number and self.required:
            raise refusal("required 只用于文字、日期、是否；数总是要写的")
        if not self.is_number and (self.unit or self.signed or self.units):
            raise refusal("unit、signed、units 只用于数")
        return self

    @property
    def is_number(self) -> bool:
        """Whether rules reckon with it."""
        return self.holds == values.NUMBER

    @property
    def allowed(self) -> tuple[str, ...]:
        """What alone may be written, where it is not free."""
        return values.allowed(self.holds, self.choices)

    @property
    def meaning(self) -> str:
        """What a cell should be, as the end of a sentence."""
        return values.meaning(self.holds, self.choices)

    def problem(self, text: str) -> str:
        """What is wrong with what was written, or nothing; what need not be filled may be empty."""
        return values.problem(self.holds, self.choices, text) if text.strip() or self.required else ""


class Computed(Model):
    """How a number follows from others of its row (of a column) or of its group (of a row).

    ``plus`` less ``minus``, and where there is anything to divide by, ``over`` that, ``times`` so much, with
    so many ``decimals``.
    """

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    times: int = 1
    decimals: Annotated[int, Field(ge=0, le=6)] = 2

    @model_validator(mode="after")
    def _from_something(self) -> Computed:
        if not self.plus:
            raise refusal("plus 至少写一项，否则没有可以算的")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """All the columns, or rows, that it follows from."""
        return (*self.plus, *self.minus, *self.over)


class Column(Model):
    """A column, or a group of columns under one heading.

    ``total``: the sum of all the other columns beside it; ``computed``: what else follows from them.
    ``span``: printed over so many columns of the grid.  A column without ``key`` is the only one of its
    block.
    """

    label: str
    key: str | None = None
    kind: str | None = None
    span: int = 1
    total: bool = False
    computed: Computed | None = None
    columns: tuple[Column, ...] = ()

    @property
    def may_be_left_out(self) -> bool:
        """Whether its number is worked out where it was not written."""
        return self.total or self.computed is not None


class Row(Model):
    """A row, or a group of rows.  ``total``: the sum of all the other rows of the same group; ``computed``:
    what else follows from rows beside it.

    A group without ``key`` is only printed; in addresses it does not appear.  In an outline (see Block)
    ``own`` is the number printed on the line of its group itself, and ``indent`` sets a label in by so
    many characters more than its depth.  ``kind`` goes before those of column and table.
    """

    label: str
    key: str | None = None
    kind: str | None = None
    total: bool = False
    computed: Computed | None = None
    own: bool = False
    indent: int = 0
    rows: tuple[Row, ...] = ()

    @property
    def may_be_left_out(self) -> bool:
        """Whether its numbers are worked out where they were not written."""
        return self.total or self.computed is not None

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

    Columns with a ``kind`` hold what that says, the others words, the first of them the row's name.
    ``parts`` is the key below which a row's parts may stand, rows that are together the whole of it.
    ``total`` is the name of a last row that sums the others; a filing may have it under that key, beside
    its rows.
    """

    widths: tuple[Annotated[int, Field(gt=0)], ...]
    columns: tuple[Column, ...]
    parts: str | None = None
    total: str = ""

    def numbers(self, kinds: Mapping[str, Kind]) -> tuple[Column, ...]:
        """The columns that hold numbers."""
        return tuple(column for column in self.columns if is_number(column.kind, kinds))


def is_number(kind: str | None, kinds: Mapping[str, Kind]) -> bool:
    """Whether cells of a kind hold numbers; one that the form does not have is told as that."""
    return kind is not None and (kind not in kinds or kinds[kind].is_number)


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
        if row.computed:
            continue
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
