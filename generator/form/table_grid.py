"""A Table's trees laid out on a grid: merged heads and stubs, and which heads each number has.

The official form prints column groups over their columns and row groups beside their rows.  All
of that follows from the trees of the format; nothing about merging is written down anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from generator.form.format import Block, Column, Row, Table, leaf_columns


class Role(StrEnum):
    """What a place of the grid holds."""

    BANNER = "banner"
    CORNER = "corner"
    COLUMN_GROUP = "column-group"
    COLUMN = "column"
    ROW_GROUP = "row-group"
    ROW = "row"
    NUMBER = "number"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the grid.  ``row``, ``column`` count from 0; ``headers`` are ids of the heads
    that a number or a head stands under, outermost first; ``path`` is a number's address, also on the
    place of its unit.  ``indent``: a label set in by so many characters.

    ``remark`` is what is said of a number, ``mark`` the sign of the note below the table that says it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    role: Role
    text: str = ""
    id: str = ""
    headers: tuple[str, ...] = ()
    path: str = ""
    indent: int = 0
    remark: str = ""
    mark: str = ""

    @property
    def printed(self) -> str:
        """All that stands in the cell."""
        return f"{self.text}{self.mark}{self.in_brackets}"

    @property
    def in_brackets(self) -> str:
        """The remark as it is printed in the cell."""
        return f"（{self.remark}）" if self.remark else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table laid out.  ``head_rows``: how many rows at the top are heads, to be repeated."""

    columns: int
    rows: int
    head_rows: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """A node of the head of a block: a group, or a column with the address key it ends in."""

    label: str
    below: tuple[_Head, ...] = ()
    key: str | None = None
    span: int = 1
    row: tuple[str, ...] | None = None

    @property
    def width(self) -> int:
        return sum(head.width for head in self.below) if self.below else self.span

    @property
    def depth(self) -> int:
        return 1 + max((head.depth for head in self.below), default=0)


def lay_out(section: str, table: Table) -> Grid:
    """The grid of the table of a section: every cell once, row by row.

    A block on its own has its heads at the top, to be repeated over pages; in a stack of blocks
    each one brings its own heads.
    """
    layout = _Layout(section, len(table.widths))
    for block in table.blocks:
        layout.block(block)
    alone = len(table.blocks) == 1
    places = tuple(sorted(layout.places, key=lambda place: (place.row, place.column)))
    return Grid(layout.columns, layout.at, layout.head_rows if alone else 0, places)


@dataclass
class _Layout:
    section: str
    columns: int
    at: int = 0
    head_rows: int = 0
    places: list[Place] = field(default_factory=list)
    banner: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    leaves: list[tuple[_Head, int, tuple[str, ...]]] = field(default_factory=list)

    def block(self, block: Block) -> None:
        self.banner = ()
        self.leaves = []
        if block.label:
            self.banner = (self._put(self.at, 0, 1, self.columns, Role.BANNER, block.label),)
            self.at += 1
        heads = _across(block) if block.across else _down(block.columns)
        stub = stub_columns(block)
        if block.head or block.across:
            stub = self._top(block, heads, stub)
        else:
            self.unit = ()
            stub += bool(block.unit)
            self._leaves(heads, stub)
        self.head_rows = self.at
        if block.across:
            self._numbers((), ())
            self.at += 1
        elif block.outline:
            self._lines(block, block.rows, 0, (), self.banner)
        else:
            self._rows(block.rows, stub, 0, (), ())

    def _top(self, block: Block, heads: tuple[_Head, ...], stub: int) -> int:
        """The heads of columns, the corner and the head of units; how many columns stand before numbers."""
        deep = max(head.depth for head in heads)
        self._corner(block, deep, stub)
        self.unit = ()
        if block.unit:
            self.unit = (self._put(self.at, stub, deep, 1, Role.COLUMN, block.unit, self.banner),)
            stub += 1
        self._heads(heads, self.at, stub, deep, self.banner)
        self.at += deep
        return stub

    def _leaves(self, heads: Iterable[_Head], column: int) -> None:
        """Columns whose heads are not printed: numbers stand under the banner alone."""
        for head in heads:
            if head.below:
                self._leaves(head.below, column)
            else:
                self.leaves.append((head, column, self.banner))
            column += head.width

    def _corner(self, block: Block, deep: int, stub: int) -> None:
        """The corner is a head of the stubs only, so numbers do not stand under it."""
        if isinstance(block.corner, tuple):
            for column, text in enumerate(block.corner):
                self._put(self.at, column, deep, 1, Role.CORNER, text, self.banner)
        elif stub:
            self._put(self.at, 0, deep, stub, Role.CORNER, block.corner or "", self.banner)

    def _heads(
        self, heads: Iterable[_Head], row: int, column: int, deep: int, above: tuple[str, ...]
    ) -> None:
        for head in heads:
            role = Role.COLUMN_GROUP if head.below else Role.COLUMN
            height = 1 if head.below else deep
            place = self._put(row, column, height, head.width, role, head.label, above)
            if head.below:
                self._heads(head.below, row + 1, column, deep - 1, (*above, place))
            else:
                self.leaves.append((head, column, (*above, place)))
            column += head.width

    def _rows(
        self, rows: Iterable[Row], stub: int, level: int, keys: tuple[str, ...], above: tuple[str, ...]
    ) -> None:
        for row in rows:
            below = (*keys, row.key) if row.key else keys
            if row.rows:
                count = sum(1 for _ in _leaf_rows(row.rows))
                place = self._put(self.at, level, count, 1, Role.ROW_GROUP, row.label, (*self.banner, *above))
                self._rows(row.rows, stub, level + 1, below, (*above, place))
            else:
                headers = (*self.banner, *above)
                place = self._put(self.at, level, 1, stub - level, Role.ROW, row.label, headers)
                self._numbers(below, (*above, place))
                self.at += 1

    def _lines(
        self, block: Block, rows: Iterable[Row], level: int, keys: tuple[str, ...], above: tuple[str, ...]
    ) -> None:
        """The rows of an outline, each group on a line of its own above its rows."""
        for row in rows:
            if row.own:
                continue
            below = (*keys, row.key) if row.key else keys
            name = f"{self.section}-{self.at + 1}-1"
            indent = level + row.indent
            self.places.append(Place(self.at, 0, 1, 1, Role.ROW, row.label, name, above, indent=indent))
            self._line(block, row, below, (*above, name))
            self._lines(block, row.rows, level + 1, below, (*above, name))

    def _line(self, block: Block, row: Row, keys: tuple[str, ...], stubs: tuple[str, ...]) -> None:
        """Unit and numbers of one line; a group without a number of its own has none."""
        holder = row.own_row if row.rows else row
        own = (*keys, str(holder.key)) if holder and row.rows else keys
        if block.unit:
            path = ".".join((self.section, *own)) if holder else ""
            text = "" if holder else block.no_unit
            headers = (*self.unit, *stubs)
            self.places.append(Place(self.at, 1, 1, 1, Role.UNIT, text, headers=headers, path=path))
        if holder:
            self._numbers(own, stubs)
        else:
            blanks = [Place(self.at, column, 1, head.width, Role.UNIT) for head, column, _ in self.leaves]
            self.places += blanks
        self.at += 1

    def _numbers(self, keys: tuple[str, ...], stubs: tuple[str, ...]) -> None:
        for head, column, over in self.leaves:
            row = head.row if head.row is not None else keys
            path = ".".join(filter(None, (self.section, *row, head.key)))
            place = Place(self.at, column, 1, head.width, Role.NUMBER, headers=(*over, *stubs), path=path)
            self.places.append(place)

    def _put(
        self,
        row: int,
        column: int,
        rowspan: int,
        colspan: int,
        role: Role,
        text: str,
        headers: tuple[str, ...] = (),
    ) -> str:
        name = f"{self.section}-{row + 1}-{column + 1}"
        self.places.append(Place(row, column, rowspan, colspan, role, text, name, headers))
        return name


def _down(columns: Iterable[Column]) -> tuple[_Head, ...]:
    return tuple(_Head(column.label, _down(column.columns), column.key, column.span) for column in columns)


def _across(block: Block) -> tuple[_Head, ...]:
    """The rows as column groups, each over the block's columns."""
    leaves = tuple(leaf_columns(block.columns))
    return tuple(_heads_of_rows(block.rows, leaves, (), head=block.head))


def _heads_of_rows(
    rows: Iterable[Row], columns: tuple[Column, ...], keys: tuple[str, ...], *, head: bool
) -> Iterator[_Head]:
    for row in rows:
        below = (*keys, row.key) if row.key else keys
        if row.rows:
            yield _Head(row.label, tuple(_heads_of_rows(row.rows, columns, below, head=head)))
        elif not head:
            yield _Head(row.label, key=columns[0].key, row=below, span=columns[0].span)
        else:
            yield _Head(
                row.label, tuple(_Head(column.label, key=column.key, row=below) for column in columns)
            )


def stub_columns(block: Block) -> int:
    """How many columns of the grid the heads of rows take."""
    if block.across:
        return 0
    return block.stub or (1 if block.outline else deepest(block.rows))


def deepest(rows: Iterable[Row]) -> int:
    """How many levels of labels stand beside the numbers."""
    return max(1 + (deepest(row.rows) if row.rows else 0) for row in rows)


def _leaf_rows(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if row.rows:
            yield from _leaf_rows(row.rows)
        else:
            yield row
