"""Columns, rows and cells of an office's own table changed where they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from generator.filing.own_columns import in_words
from generator.findings.finding import Edit, Span
from generator.form import values
from generator.form.own_tables import COLUMNS, KIND, NAME, TOTAL, own_kinds
from generator.form.reserved import ROWS, UNIT
from generator.source.blocks import ending_of
from generator.source.entries import Unplaceable, is_flow
from generator.source.nodes import Document, Mapping, Node, Scalar, Source
from generator.source.nodes import Sequence as List
from generator.source.yaml_text import as_value
from generator.workbench.list_edits import item_added, item_removed, key_added, key_removed
from generator.workbench.own_typed import Row, rows_of, table_of

Table = dict[str, Any]
Column = Sequence[str]
Edits = Sequence[Edit]
# An item that stays, is other than before, is new (before which), or goes.
Change = tuple[str, int, int]


def changes(old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    """How items become others: which stay as they are ("same", old, new), which are others ("other"), which
    go ("gone", old, 0), and which come before an old one ("new", old, new)."""
    before, after = ([json.dumps(each) for each in items] for items in (old, new))
    for kind, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        both = min(j - i, n - m)
        yield from (("same" if kind == "equal" else "other", i + at, m + at) for at in range(both))
        yield from (("gone", at, 0) for at in range(i + both, j))
        yield from (("new", i + both, at) for at in range(m + both, n))


# ---------------------------------------------------------------- columns


def column_edits(document: Document, node: Mapping, table: Table) -> Edits:
    """The edits after which a table has these columns, and each row a cell for each of them."""
    now, columns = table_of(node)["columns"], table["columns"]
    names = [column[0] for column in now], [column[0] for column in columns]
    if now == columns:
        return ()
    steps = list(_by_names(*names))
    edits = list(_heads(document.source, node, steps, now, columns))
    total = node.entries.get(TOTAL)
    if any(kind in ("new", "gone") for kind, _, _ in steps) and isinstance(total, Mapping | List):
        raise Unplaceable(TOTAL)  # whose numbers would belong to other columns
    for row in rows_of(node):
        edits += _row_cells(document.source, row.node, steps, *names)
    return edits


def _by_names(old: list[str], new: list[str]) -> Iterator[Change]:
    """Columns by their names; of as many as before each is the one in its place."""
    if len(old) == len(new):
        yield from (("other", at, at) for at in range(len(old)))
    else:
        yield from changes(old, new)


def _heads(
    source: Source, node: Mapping, steps: list[Change], now: list[Column], columns: list[Column]
) -> Iterator[Edit]:
    heads = node.entries[COLUMNS]
    assert isinstance(heads, List)  # table_of has looked
    for kind, old, new in _in_place(steps):
        if kind == "gone":
            yield item_removed(source, heads, old)
        elif kind == "new":
            yield item_added(source, heads, old, [column_written(columns[new])])
        elif now[old] != columns[new]:
            yield from _head(source, heads.items[old], columns[new])


def _in_place(steps: list[Change]) -> list[Change]:
    """Steps whose edits do not touch one another.  Raises Unplaceable."""
    gone = {old for kind, old, _ in steps if kind == "gone"}
    if any(kind == "new" and (old in gone or old - 1 in gone) for kind, old, _ in steps):
        raise Unplaceable(steps)
    if any(at + 1 in gone for at in gone):
        raise Unplaceable(steps)  # the comma between two would go twice
    return steps


def _head(source: Source, item: Node, column: Column) -> Iterator[Edit]:
    """A head whose name, kind or unit is another."""
    if not isinstance(item, Mapping):
        yield _whole(source, item, column_written(column))
        return
    for key, text in zip((NAME, KIND, UNIT), column, strict=True):
        entry = item.entries.get(key)
        written = entry.text if isinstance(entry, Scalar) else ""
        if written == text or (key == KIND and entry is None and text == own_kinds().usual):
            continue
        if entry is None:
            yield key_added(source, item, key, [as_value(text)])
        elif text:
            yield put(source, entry, as_value(text))
        else:
            yield key_removed(source, item, key)


def _whole(source: Source, item: Node, text: str) -> Edit:
    if item.span.line != item.span.end_line or not isinstance(item, Scalar):
        raise Unplaceable(item.span)
    return put(source, item, text)


def _row_cells(
    source: Source, row: Node, steps: list[Change], old: list[str], new: list[str]
) -> Iterator[Edit]:
    """A row with a cell more, or one less; where its cells stand by names of columns, with these names."""
    if isinstance(row, List):
        for kind, at, _ in _in_place(steps):
            if kind == "gone":
                yield item_removed(source, row, at)
            elif kind == "new":
                yield item_added(source, row, at, ["~"])
        return
    assert isinstance(row, Mapping)  # rows_of has looked
    for kind, at, to in steps:
        if kind == "gone" and old[at] in row.entries:
            yield key_removed(source, row, old[at])
        elif kind in ("same", "other") and old[at] != new[to] and old[at] in row.keys:
            yield Edit(row.keys[old[at]], as_value(new[to]))


def column_written(column: Column) -> str:
    """A column as it is written: its name alone where it holds words."""
    name, kind, unit = column
    if kind == own_kinds().usual and not unit:
        return as_value(name)
    return f"{{{NAME}: {as_value(name)}, {KIND}: {kind}{f', {UNIT}: {as_value(unit)}' if unit else ''}}}"


# ---------------------------------------------------------------- rows


def row_edits(document: Document, node: Mapping, table: Table) -> Edits:
    """The edits after which a table has these rows."""
    old, columns, rows = rows_of(node), table["columns"], table["rows"]
    there = [row.texts for row in old]
    if there == rows:
        return ()
    if not old:
        return _first_rows(document, node, [row_written(columns, row) for row in rows])
    if not rows:
        return (key_removed(document.source, node, ROWS),)
    items = node.entries[ROWS]
    assert isinstance(items, List)  # rows_of has looked
    same = len(there) == len(rows)
    steps = [("other", at, at) for at in range(len(rows))] if same else list(changes(there, rows))
    edits: list[Edit] = []
    for kind, at, to in steps:
        if kind == "gone":
            edits.append(item_removed(document.source, items, at))
        elif kind == "new":
            edits.append(item_added(document.source, items, at, [row_written(columns, rows[to])]))
        elif there[at] != rows[to]:
            edits += _cells(document.source, old[at], columns, rows[to])
    return edits


def _first_rows(document: Document, node: Mapping, rows: list[str]) -> Edits:
    lines = [f"  - {row}" for row in rows]
    source, entry = document.source, node.entries.get(ROWS)
    if is_flow(source, node):
        raise Unplaceable(ROWS)
    if entry is None:
        return (key_added(source, node, ROWS, ["", *lines]),)
    key = node.keys[ROWS]
    end, ending, indent = len(source.lines[key.line - 1]) + 1, ending_of(source.text), " " * (key.column - 1)
    below = Edit(Span(key.line, end, key.line, end), "".join(f"{ending}{indent}{line}" for line in lines))
    written = entry.span.line == entry.span.end_line and isinstance(entry, List)
    return (Edit(entry.span, ""), below) if written else (below,)


def _cells(source: Source, row: Row, columns: Sequence[Column], texts: Sequence[str]) -> Iterator[Edit]:
    for column, cell, was, to in zip(columns, row.cells, row.texts, texts, strict=True):
        if was == to:
            continue
        value = cell_written(column, to)
        if cell is not None:
            yield put(source, cell, value)
        elif isinstance(row.node, Mapping):
            yield key_added(source, row.node, as_value(column[0]), [value])
        else:
            raise Unplaceable(row.node.span)


def row_written(columns: Sequence[Column], row: Sequence[str]) -> str:
    """A row between brackets."""
    return f"[{', '.join(map(cell_written, columns, row))}]"


def cell_written(column: Column, text: str) -> str:
    """A cell as it is written; one that is empty is left out where that can be seen."""
    kind = own_kinds().kinds[column[1]]
    if not text:
        return "~"
    if kind.is_number or kind.holds == values.DATE:
        return as_value(text, number=kind.is_number, bare=kind.holds == values.DATE)
    return in_words(text)


def put(source: Source, node: Node, value: str) -> Edit:
    """The edit that writes a value where a word stands.  Raises Unplaceable."""
    if not isinstance(node, Scalar) or node.style in ("|", ">") or node.span.line != node.span.end_line:
        raise Unplaceable(node.span)
    before = source.lines[node.span.line - 1][: node.span.column - 1]
    return Edit(node.span, f" {value}" if before.endswith((":", ",")) else value)
