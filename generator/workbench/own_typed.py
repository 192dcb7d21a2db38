"""Tables of an office's own as they are written in a filing: what a page shows of each, and may ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.filing.own_nodes import own_nodes, title_of
from generator.filing.remarks import taken_apart
from generator.form.own_tables import COLUMNS, KIND, NAME, TITLE, TOTAL, own_kinds
from generator.form.reserved import BEFORE, BELOW, ROWS, UNIT
from generator.source.nodes import Mapping, Node, Scalar, is_blank
from generator.source.nodes import Sequence as List
from generator.workbench.problem import Problem
from generator.workbench.text_edits import settled_lines

# The place of a table that is not there yet.
NEW = "new"
SHAPE = "附加的表应当有标题、列和行，每行的格数与列数相同"
YES = "true"
KEYS = {"title": TITLE, "unit": UNIT, "before": BEFORE, "below": BELOW}


class Otherwise(Exception):
    """A table is written in a way that cannot be shown cell by cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is written: its node, and those of its cells."""

    node: Node
    cells: tuple[Scalar | None, ...]

    @property
    def texts(self) -> list[str]:
        """What stands in the cells."""
        return [text_of(cell) for cell in self.cells]


def typed_own(root: Mapping) -> dict[str, str]:
    """What is written in each table, as JSON, by its number; nothing of one that can only be changed in an
    editor.  And a place for one more."""
    found = {str(at): _typed(node) for at, node in enumerate(own_nodes(root, []))}
    return {**found, NEW: ""}


def _typed(node: Mapping) -> str:
    try:
        return as_json(table_of(node))
    except Otherwise:
        return as_json({})


def as_json(table: dict[str, Any]) -> str:
    """A table as one text, always the same for the same table."""
    return json.dumps(table, ensure_ascii=False, sort_keys=True)


def table_of(node: Mapping) -> dict[str, Any]:
    """A table by its parts.  Raises Otherwise."""
    columns = [_column(item) for item in list_of(node, COLUMNS)]
    rows = [row.texts for row in rows_of(node)]
    texts = {name: _text(node.entries.get(key)) for name, key in KEYS.items()}
    return {**texts, "title": title_of(node), "columns": columns, "rows": rows, "total": _total(node)}


def list_of(node: Mapping, key: str) -> tuple[Node, ...]:
    """The items behind a key; none where nothing stands there.  Raises Otherwise."""
    below = node.entries.get(key)
    if below is None or is_blank(below):
        return ()
    if not isinstance(below, List):
        raise Otherwise
    return below.items


def rows_of(node: Mapping) -> list[Row]:
    """The rows of a table.  Raises Otherwise."""
    names = [_column(item)[0] for item in list_of(node, COLUMNS)]
    return [Row(item, tuple(_cells(item, names))) for item in list_of(node, ROWS)]


def _cells(row: Node, names: list[str]) -> Iterator[Scalar | None]:
    if isinstance(row, List) and len(row.items) == len(names):
        found: list[Node | None] = list(row.items)
    elif isinstance(row, Mapping) and set(row.entries) <= set(names):
        found = [row.entries.get(name) for name in names]
    else:
        raise Otherwise
    for entry in found:
        number = taken_apart(entry).number if entry is not None else None
        if number is not None and not isinstance(number, Scalar):
            raise Otherwise
        yield number


def _column(item: Node) -> list[str]:
    """The name, the kind and the unit of a column."""
    if isinstance(item, Scalar):
        return [item.text.strip(), own_kinds().usual, ""]
    if not isinstance(item, Mapping):
        raise Otherwise
    name, kind, unit = (_text(item.entries.get(key)) for key in (NAME, KIND, UNIT))
    return [name, kind or own_kinds().usual, unit]


def _total(node: Mapping) -> str:
    """Whether there is a total: none, worked out, or the numbers that are written."""
    total = node.entries.get(TOTAL)
    if total is None or is_blank(total):
        return ""
    if isinstance(total, Scalar):
        return "" if total.text == "false" else total.text
    found = total.items if isinstance(total, List) else total.entries.values() if total else ()
    return "、".join(text_of(taken_apart(each).number) for each in found)


def _text(node: Node | None) -> str:
    if node is not None and not isinstance(node, Scalar):
        raise Otherwise
    return text_of(node).strip("\n")


def text_of(node: Node | None) -> str:
    """What is written at a node; nothing where nothing is."""
    return "" if not isinstance(node, Scalar) or is_blank(node) else node.text


# ---------------------------------------------------------------- what is asked


def settled_own(text: str) -> str:
    """A table that is asked for, as it is kept; nothing for one that is to go.  Raises Problem."""
    if not text:
        return ""
    try:
        asked = json.loads(text)
        table = {name: _asked(asked, name) for name in (*KEYS, "total")}
        columns, rows = _words(asked["columns"], 3), _words(asked["rows"], len(asked["columns"]))
    except (ValueError, TypeError, KeyError) as error:
        raise Problem(SHAPE) from error
    names = [name for name, _, _ in columns]
    if not table["title"] or not columns or "" in names or len(set(names)) < len(names):
        raise Problem("附加的表要有标题和至少一列，各列的名称不能空，也不能相同")
    if wrong := {kind for _, kind, _ in columns} - set(own_kinds().kinds):
        raise Problem(f"列的种类没有“{'、'.join(wrong)}”")
    return as_json({**table, "columns": columns, "rows": [row for row in rows if any(row)]})


def _asked(asked: dict[str, Any], name: str) -> str:
    if not isinstance(asked[name], str):
        raise TypeError(name)
    lines = settled_lines(asked[name])
    return "\n".join(lines) if name in ("before", "below") else " ".join(lines).strip()


def _words(rows: list[list[str]], count: int) -> list[list[str]]:
    if any(len(row) != count or not all(isinstance(each, str) for each in row) for row in rows):
        raise ValueError(count)
    return [[each.strip() for each in row] for row in rows]
