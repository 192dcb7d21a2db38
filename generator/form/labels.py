"""What a form prints beside its rows and above its columns: the names by which people know a number.

Programs, waivers and the filing itself keep to addresses; whoever reads a message has the printed form before
them.  A label that stands in a table twice is named together with the group that tells it apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.findings.catalogue import Name
from generator.form.table_tree import Block, Column, Row, Table

# Labels from the outside in, as many of them as tell a row or a column apart.
Chain = tuple[str, ...]
# A label longer than this is cut in a sum of several, where it pauses and not before so many characters.
LONG = 24
_PAUSE = re.compile(r"^.{6,}?(?=[（，、。；])")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a form: of ``rows`` and groups of rows by their paths, of ``columns`` by those of the
    numbers.  A column that is the only one of its table has no label to be told apart by."""

    rows: Mapping[str, Chain]
    columns: Mapping[str, Chain]

    def name(self, path: str) -> Name:
        """A number, a row or a group of rows as it is named in a sentence of its own."""
        return Name(path, self._words(path))

    def missing(self, path: str, *columns: str) -> Name:
        """A row or a group of rows that was left out, or some columns of a row."""
        row, key = _whole(self.rows[path]), path.rpartition(".")[2]
        if not columns:
            return left_out(path, {key: row})
        numbers = {column: self.columns.get(f"{path}.{column}", (column,)) for column in columns}
        name = left_out(path, {column: _whole(chain) for column, chain in numbers.items()})
        return Name(name.address, f"{row}的{name.words}")

    def has(self, path: str) -> bool:
        """Whether a path is that of a number, a row or a group of rows of a table."""
        return path in self.rows or path in self.columns

    def row(self, path: str) -> str:
        """The row of a number, or a row or a group of rows, among others."""
        return _cut(self.rows[self._row_of(path)])

    def column(self, path: str) -> str:
        """The column of a number, among others; nothing where its table has but one."""
        return _cut(self.columns.get(path, ()))

    def short(self, path: str, column: str = "") -> str:
        """A number, or a row or a group of rows (in a column), among others: long labels are cut."""
        start, end = f"{path}.", f".{column}"
        inside = (name for name in self.columns if column and name.startswith(start) and name.endswith(end))
        chain = self.columns.get(path, ()) or self.columns.get(next(inside, ""), ())
        return "的".join(_cut(labels) for labels in (self.rows[self._row_of(path)], chain) if labels)

    def columns_of(self, paths: Iterable[str]) -> str:
        """The labels of the columns of some numbers, one after the other."""
        return "、".join(self.columns.get(path, (path.rpartition(".")[2],))[-1] for path in paths)

    def in_lane(self, paths: Sequence[str]) -> tuple[str, list[str]]:
        """What all of some numbers have in common, a row or a column, and what each is named by there."""
        rows = [self._row_of(path) for path in paths]
        columns = [self.columns.get(path, ()) for path in paths]
        if len(set(columns)) == 1 and columns[0]:
            return _cut(columns[0]), [_cut(self.rows[row]) for row in rows]
        if len(set(rows)) == 1 and all(columns):
            return _cut(self.rows[rows[0]]), [_cut(column) for column in columns]
        return "", [self.short(path) for path in paths]

    def _row_of(self, path: str) -> str:
        return path if path in self.rows else path.rpartition(".")[0]

    def _words(self, path: str) -> str:
        return "的".join(map(_whole, filter(None, (self.rows[self._row_of(path)], self.columns.get(path)))))


def left_out(address: str, labels: Mapping[str, str]) -> Name:
    """What was left out by its labels, and how it is called in a filing, where that is not its label."""
    called = "、".join(f"“{key}”" for key in labels)
    same = all(label == f"「{key}」" for key, label in labels.items())
    return Name(address, "、".join(labels.values()) + ("" if same else f"（填报里写作{called}）"))


def labels(tables: Mapping[str, Table]) -> Labels:
    """The labels of all tables, by the keys of their sections."""
    rows: dict[str, Chain] = {}
    columns: dict[str, Chain] = {}
    for section, table in tables.items():
        rows |= _apart({path: chain for path, chain, _, _ in _rows_of(section, table)})
        heads = {chain for block in table.blocks for _, chain in _columns(block.columns)}
        columns |= dict(_columns_of(section, table) if len(heads) > 1 else ())
    return Labels(rows, columns)


def _rows_of(section: str, table: Table) -> Iterator[tuple[str, Chain, Row, Block]]:
    """Every row and group of rows that has an address, with all the labels above it."""
    for block in table.blocks:
        above = (block.label,) if block.label else ()
        for keys, chain, row in _rows(block.rows, (), above):
            yield ".".join((section, *keys)), chain, row, block


def _rows(rows: Iterable[Row], keys: Chain, above: Chain) -> Iterator[tuple[Chain, Chain, Row]]:
    for row in rows:
        below = (*keys, row.key) if row.key else keys
        # The number of the group itself is printed on the line of the group.
        chain = above if row.own else (*above, _plain(row.label))
        if row.key:
            yield below, chain, row
        yield from _rows(row.rows, below, chain)


def _columns_of(section: str, table: Table) -> Iterator[tuple[str, Chain]]:
    """The column of every number, told apart from those of its block."""
    for path, _, row, block in _rows_of(section, table):
        columns = {} if row.rows else _apart(dict(_columns(block.columns)))
        yield from ((".".join(filter(None, (path, key))), chain) for key, chain in columns.items())


def _columns(columns: Iterable[Column], above: Chain = ()) -> Iterator[tuple[str, Chain]]:
    for column in columns:
        chain = (*above, _plain(column.label))
        if column.columns:
            yield from _columns(column.columns, chain)
        else:
            yield column.key or "", chain


def _apart(chains: Mapping[str, Chain]) -> dict[str, Chain]:
    """Each chain as short as tells it from the others."""
    every = set(chains.values())
    return {path: _shortest(chain, every) for path, chain in chains.items()}


def _shortest(chain: Chain, every: Iterable[Chain]) -> Chain:
    alike = [other for other in every if other[-1] == chain[-1]]
    if len(alike) == 1:
        return chain[-1:]
    unlike = (above for above in reversed(chain[:-1]) if sum(above in other for other in alike) == 1)
    above = next(unlike, None)
    return (above, chain[-1]) if above else chain


def _plain(label: str) -> str:
    """A label in one line: what sets it out in print is no part of its name."""
    return " ".join(label.split())


def _whole(chain: Sequence[str]) -> str:
    return "中".join(f"「{label}」" for label in chain)


def _cut(chain: Sequence[str]) -> str:
    return _whole([_shortened(label) for label in chain])


def _shortened(label: str) -> str:
    pause = _PAUSE.match(label) if len(label) > LONG else None
    return f"{pause.group()}…" if pause else label
