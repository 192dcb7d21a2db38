"""An office's own tables as they are published: written anew by what was understood of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.filing.filing import Cell, Filing, FreeRow, OwnTable, State
from generator.findings.finding import Span
from generator.form.own_tables import COLUMNS, KEY, KIND, NAME, TITLE, TOTAL
from generator.form.reserved import NUMBER, REMARK, ROWS, TEXTS, UNIT
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, Sequence

_NOWHERE = Span()


def with_own_tables(tree: Tree, filing: Filing, texts: Mapping[str, Scalar]) -> Tree:
    """The tree of a filing with its own tables, if it has any."""
    entries = {key: node for key, node in tree.entries.items() if key != KEY}
    if filing.own_tables:
        entries[KEY] = Sequence(tuple(_table(table, texts) for table in filing.own_tables), _NOWHERE)
    return replace(tree, entries=entries)


def _table(table: OwnTable, texts: Mapping[str, Scalar]) -> Tree:
    path = f"{KEY}.{table.title}"
    entries: dict[str, Node] = {TITLE: _words(table.title), COLUMNS: _list(_columns(table))}
    entries |= {key: texts[f"{path}.{key}"] for key in TEXTS if f"{path}.{key}" in texts}
    entries |= {UNIT: table.unit} if table.unit else {}
    entries[ROWS] = _list(_row(table, row) for row in table.rows)
    if table.total:
        computed = all(cell.state is State.COMPUTED for cell in table.total.cells.values())
        numbers = (_number(cell) for cell in table.total.cells.values())
        entries[TOTAL] = Scalar("true", _NOWHERE) if computed else _list(numbers)
    return _tree(entries)


def _columns(table: OwnTable) -> Iterator[Node]:
    for name, (kind, unit) in table.kinds.items():
        column: dict[str, Node] = {NAME: _words(name), KIND: _words(kind)}
        yield _tree(column | ({UNIT: _words(unit)} if unit else {}))


def _row(table: OwnTable, row: FreeRow) -> Node:
    names = (str(column.key) for column in table.table.columns)
    return _list(_number(row.cells[name]) if name in row.cells else _words(row.words[name]) for name in names)


def _number(cell: Cell) -> Node:
    """A number; a draft may have none, and what is none stays behind."""
    known = cell.value is not None and cell.state in (State.GIVEN, State.COMPUTED)
    number = Scalar(f"{cell.value}" if known else "", _NOWHERE)
    return _tree({NUMBER: number, REMARK: cell.remark}) if cell.remark else number


def _words(text: str) -> Scalar:
    return Scalar(text, _NOWHERE, "'" if text else "")


def _list(nodes: Iterator[Node]) -> Sequence:
    return Sequence(tuple(nodes), _NOWHERE)


def _tree(entries: dict[str, Node]) -> Tree:
    return Tree(entries, {}, _NOWHERE)
