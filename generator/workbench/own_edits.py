"""Tables of an office's own changed where they are written: columns, rows, cells, what stands beside.

A change is made in several goes, each read again before the next: what a go does not touch stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.filing.own_nodes import own_nodes
from generator.findings.finding import Edit, Span
from generator.form.format import Format
from generator.form.own_tables import COLUMNS, KEY, TITLE, TOTAL
from generator.form.reserved import BEFORE, BELOW, ROWS, UNIT
from generator.source.blocks import ending_of, rewritten_block
from generator.source.entries import Unplaceable, inserted, removed
from generator.source.nodes import Document, Mapping, Scalar, is_blank
from generator.source.nodes import Sequence as List
from generator.source.yaml_text import as_value
from generator.workbench.list_edits import item_added, item_removed, key_added, key_removed
from generator.workbench.own_cells import column_edits, column_written, put, row_edits, row_written
from generator.workbench.own_typed import KEYS, NEW, YES, Otherwise, table_of, text_of
from generator.workbench.places import siblings

Table = dict[str, Any]
Edits = Sequence[Edit]
Go = Callable[[Document, Mapping, Table], Edits]


def own_goes(form: Format, at: str, text: str) -> Iterator[Callable[[Document], Edits]]:
    """What is to be done one after the other so that a table is as it is asked for."""
    if not text:
        yield lambda document: [_removed(document, int(at))]
    elif at == NEW:
        yield lambda document: _added(form, document, json.loads(text))
    else:
        for go in (column_edits, row_edits, _texts, _total):
            yield _bound(go, int(at), json.loads(text))


def _bound(go: Go, at: int, table: Table) -> Callable[[Document], Edits]:
    return lambda document: go(document, _known(list(own_nodes(document.root, []))[at]), table)


def _known(node: Mapping) -> Mapping:
    """A table that can be shown.  Raises Unplaceable."""
    try:
        table_of(node)
    except Otherwise as error:
        raise Unplaceable(KEY) from error
    return node


def _removed(document: Document, at: int) -> Edit:
    node = document.root.entries[KEY]
    if not isinstance(node, List) or len(node.items) == 1:
        return removed(document, (KEY,))
    return item_removed(document.source, node, at)


def _added(form: Format, document: Document, table: Table) -> Edits:
    lines = list(_lines(table))
    node = document.root.entries.get(KEY)
    if isinstance(node, List) and node.items:
        return (item_added(document.source, node, len(node.items), lines),)
    below = [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
    if node is None:
        return inserted(document, (KEY,), ("", *below), siblings(form))
    if not isinstance(node, Scalar) or not is_blank(node) or node.text:
        raise Unplaceable(KEY)
    line = document.root.keys[KEY].line
    end, ending = len(document.source.lines[line - 1]) + 1, ending_of(document.source.text)
    return (Edit(Span(line, end, line, end), "".join(ending + each for each in below)),)


def _lines(table: Table) -> Iterator[str]:
    """A new table; what is said beside it is put in when it is there."""
    yield f"{TITLE}: {as_value(table['title'])}"
    if table["unit"]:
        yield f"{UNIT}: {as_value(table['unit'])}"
    yield f"{COLUMNS}: [{', '.join(map(column_written, table['columns']))}]"
    yield f"{ROWS}:"
    yield from (f"  - {row_written(table['columns'], row)}" for row in table["rows"])
    if table["total"]:
        yield f"{TOTAL}: {YES}"
    for key, name in ((BEFORE, "before"), (BELOW, "below")):
        if table[name]:
            yield f"{key}: |"
            yield from (f"  {line}" if line else "" for line in table[name].split("\n"))


def _texts(document: Document, node: Mapping, table: Table) -> Edits:
    """Title, unit and what is said beside a table."""
    now = table_of(node)
    found = (_text(document, node, KEYS[name], table[name]) for name in KEYS if now[name] != table[name])
    return [edit for edit in found if edit]


def _text(document: Document, node: Mapping, key: str, text: str) -> Edit | None:
    entry, is_block = node.entries.get(key), key in (BEFORE, BELOW)
    lines = text.split("\n") if text else []
    if entry is None:
        value = ["|", *(f"  {line}" for line in lines)] if is_block else [as_value(text)]
        return key_added(document.source, node, key, value) if text else None
    if not isinstance(entry, Scalar):
        raise Unplaceable(key)
    if not text:
        return key_removed(document.source, node, key)
    if is_block:
        return rewritten_block(document.source, entry, node.keys[key].column, lines)
    return put(document.source, entry, as_value(text))


def _total(document: Document, node: Mapping, table: Table) -> Edits:
    """Whether there is a row of totals; its numbers, where they are written, are not changed here."""
    if table_of(node)["total"] == table["total"]:
        return ()
    if not table["total"]:
        return (key_removed(document.source, node, TOTAL),)
    if table["total"] != YES:
        raise Unplaceable(TOTAL)
    entry = node.entries.get(TOTAL)
    if entry is None:
        return (key_added(document.source, node, TOTAL, [YES]),)
    if isinstance(entry, Scalar) and not text_of(entry):
        return (put(document.source, entry, YES),)
    if entry.span.line != entry.span.end_line:
        raise Unplaceable(TOTAL)
    return (Edit(entry.span, YES),)
