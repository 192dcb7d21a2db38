"""Rows of cases written in the columns that a form once had, read in those it has now.

A ``cases.yaml`` may say under ``columns`` which columns its rows are written in.  Where the form has gained
one since, it is 0 in every row that has the others; where one is gone, its 0 is passed over; where they have
changed places, each figure stays with its name.  So a new column does not mean changing every case.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence as Several

from generator.form.format import Address, Format
from generator.source.nodes import Mapping, Node, Scalar, Sequence

# By the address of a table, or of rows in it, the columns in which its rows are written.
Columns = Map[str, Several[str]]


def read_in(form: Format, columns: Columns, root: Mapping) -> Mapping:
    """The filing with every row as the form wants it now."""
    entries = {
        key: _rows(form, columns, key, node) if key in form.tables else node
        for key, node in root.entries.items()
    }
    return Mapping(entries, root.keys, root.span)


def _rows(form: Format, columns: Columns, path: str, node: Node) -> Node:
    """What stands at a path: a row, or rows below it."""
    if path in form.rows:
        written = _written(columns, path)
        return _row(form.rows[path], written, node) if written else node
    if not isinstance(node, Mapping):
        return node
    below = {key: _rows(form, columns, f"{path}.{key}", child) for key, child in node.entries.items()}
    return Mapping(below, node.keys, node.span)


def _written(columns: Columns, path: str) -> Several[str]:
    """The columns that are named for a row, or for the nearest that stands above it."""
    while path and path not in columns:
        path = path.rpartition(".")[0]
    return columns.get(path, ())


def _row(row: tuple[Address, ...], written: Several[str], node: Node) -> Node:
    now = [address.column for address in row]
    if list(written) == now:
        return node
    totals = _totals(row)
    figures = _figures(node, written, [name for name in written if name not in totals])
    if figures is None:
        return node
    new = dict.fromkeys(name for name in now if name not in {*written, *totals})
    every = dict.fromkeys(new, Scalar("0", node.span)) | _kept(figures, now)
    return Mapping(every, dict.fromkeys(every, node.span), node.span)


def _totals(row: tuple[Address, ...]) -> set[str]:
    return {address.column for address in row if address.open_column}


def _kept(figures: dict[str, Node], now: Several[str]) -> dict[str, Node]:
    """The figures but for zeros of columns that are gone."""
    return {name: figure for name, figure in figures.items() if name in now or not _is_zero(figure)}


def _figures(node: Node, written: Several[str], needed: Several[str]) -> dict[str, Node] | None:
    """The figures of a row by their columns, where it has all that were written."""
    if isinstance(node, Mapping):
        return dict(node.entries) if set(needed) <= node.entries.keys() else None
    if not isinstance(node, Sequence) or len(node.items) not in (len(written), len(needed)):
        return None
    names = written if len(node.items) == len(written) else needed
    return dict(zip(names, node.items, strict=True))


def _is_zero(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text == "0"


def columns_of(form: Format) -> dict[str, list[str]]:
    """The columns in which the rows of a form's tables are written now: a table's where all its rows have the
    same, else those of each row."""
    found: dict[str, list[str]] = {}
    for section in form.tables:
        rows = {path: row for path, row in form.rows.items() if row[0].section == section and row[0].column}
        kinds = {path: [address.column for address in row] for path, row in rows.items()}
        alike = len({tuple(names) for names in kinds.values()}) == 1
        found |= {section: next(iter(kinds.values()))} if alike else kinds
    return found
