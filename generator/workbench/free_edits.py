"""The rows of a table whose rows the office names itself, written anew: rows that stay are not touched.

A page has them one below the other; a row that is part of the one above begins with a wide blank.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from generator.filing.remarks import taken_apart
from generator.findings.finding import Edit, Span
from generator.form.format import Format
from generator.form.reserved import ROWS
from generator.form.table_tree import FreeTable
from generator.source.blocks import ending_of
from generator.source.entries import STEP, inserted, is_flow, last_line
from generator.source.nodes import Document, Mapping, Node, Scalar, Source, is_blank
from generator.source.nodes import Sequence as List
from generator.source.yaml_text import as_value
from generator.workbench.places import Keys, entry_at, siblings
from generator.workbench.problem import Problem

Row = list[str]
Rows = list[Row]
# A row with its parts.
Group = list[Row]
Nodes = list[Scalar | None]
PART = "\u3000"
SHAPE = "“{section}”的行应当是一行一组，每组 {count} 格"


class _Otherwise(Exception):
    """The table is written in a way that cannot be shown row by row."""


def typed_free(form: Format, root: Mapping) -> dict[str, str]:
    """What is written in the rows of each free table, as JSON: a list of lists of text.  Tables that are
    written in another way than row by row are left out."""
    found = {}
    for key, table in form.free_tables.items():
        try:
            rows = [texts for texts, _ in _flat(table, _node(root, key))]
        except _Otherwise:
            continue
        found[key] = json.dumps(rows, ensure_ascii=False)
    return found


def written_rows(form: Format, root: Mapping, section: str) -> list[Nodes]:
    """The cells of each row of a free table, parts behind their row; none where they cannot be told apart."""
    try:
        return [nodes for _, nodes in _flat(form.free_tables[section], _node(root, section))]
    except _Otherwise:
        return []


def _keys(root: Mapping, section: str) -> Keys:
    node = root.entries.get(section)
    return (section, ROWS) if isinstance(node, Mapping) else (section,)


def _node(root: Mapping, section: str) -> Node | None:
    return entry_at(root, _keys(root, section))


def _flat(table: FreeTable, node: Node | None, before: str = "") -> Iterator[tuple[Row, Nodes]]:
    """The rows one below the other, parts behind their row, each with the nodes of its cells."""
    if node is None or is_blank(node):
        return
    if not isinstance(node, List):
        raise _Otherwise
    for item in node.items:
        if not isinstance(item, Mapping):
            raise _Otherwise
        nodes = list(_nodes(table, item))
        texts = ["" if each is None or is_blank(each) else each.text for each in nodes]
        yield [before + texts[0], *texts[1:]], nodes
        parts = item.entries.get(table.parts) if table.parts else None
        if parts is not None and before:
            raise _Otherwise
        yield from _flat(table, parts, PART)


def _nodes(table: FreeTable, row: Mapping) -> Iterator[Scalar | None]:
    for column in table.columns:
        entry = row.entries.get(str(column.key))
        number = taken_apart(entry).number if entry is not None else None
        if number is not None and not isinstance(number, Scalar):
            raise _Otherwise
        yield number


def free_edits(form: Format, document: Document, section: str, text: str) -> tuple[Edit, ...]:
    """The edits after which a free table has these rows."""
    table, rows = form.free_tables[section], _asked(form, section, text)
    keys = _keys(document.root, section)
    node = entry_at(document.root, keys)
    old = list(_flat(table, node))
    if rows == [texts for texts, _ in old]:
        return ()
    if not isinstance(node, List):
        lines = ("", *(f"{STEP}- {_written(form, table, group)}" for group in _groups(rows)))
        return _first(form, document, keys, node, lines)
    cells = _cell_by_cell(form, document.source, table, old, rows)
    if cells is not None:
        return cells
    if is_flow(document.source, node) or not rows:
        return (_anew(form, document, table, node, rows),)
    both = _groups([texts for texts, _ in old]), _groups(rows)
    return (_line_by_line(form, document, table, node, both),)


def settled_free(form: Format, section: str, text: str) -> str:
    """Rows that are asked for, as they are kept.  Raises Problem."""
    return json.dumps(_asked(form, section, text), ensure_ascii=False)


def _asked(form: Format, section: str, text: str) -> Rows:
    table = form.free_tables[section]
    shape = Problem(SHAPE.format(section=section, count=len(table.columns)))
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise shape from error
    whole = isinstance(rows, list) and all(isinstance(row, list) for row in rows)
    if not whole or any(len(row) != len(table.columns) for row in rows):
        raise shape
    if not all(isinstance(each, str) for row in rows for each in row):
        raise shape
    settled = [_settled(table, row) for row in rows if any(each.strip() for each in row)]
    if settled and _is_part(settled[0]):
        settled[0][0] = settled[0][0].removeprefix(PART)
    return settled


def _settled(table: FreeTable, row: Row) -> Row:
    part = PART if table.parts and row[0].startswith(PART) else ""
    return [part + row[0].strip(), *(each.strip() for each in row[1:])]


def _is_part(row: Row) -> bool:
    return row[0].startswith(PART)


def _groups(rows: Rows) -> list[Group]:
    """Rows with their parts."""
    groups: list[Group] = []
    for row in rows:
        if _is_part(row) and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _cell_by_cell(
    form: Format, source: Source, table: FreeTable, old: Sequence[tuple[Row, Nodes]], rows: Rows
) -> tuple[Edit, ...] | None:
    """The edits of single cells, where no row is new or gone and each of them has its place."""
    if len(old) != len(rows) or any(_is_part(a) != _is_part(b) for (a, _), b in zip(old, rows, strict=True)):
        return None
    edits = []
    for (texts, nodes), row in zip(old, rows, strict=True):
        for column, was, node, to in zip(table.columns, texts, nodes, row, strict=True):
            if was == to:
                continue
            if node is None or node.style in ("|", ">"):
                return None
            value = _value(form, table, column.key or "", to.removeprefix(PART))
            before = source.lines[node.span.line - 1][: node.span.column - 1]
            edits.append(Edit(node.span, f" {value}" if value and before.endswith(":") else value))
    return tuple(edits)


def _first(
    form: Format, document: Document, keys: Keys, node: Node | None, lines: tuple[str, ...]
) -> tuple[Edit, ...]:
    """The first rows of a table."""
    if node is None:
        return inserted(document, keys, lines, siblings(form))
    above = entry_at(document.root, keys[:-1])
    assert isinstance(above, Mapping)  # a key of it was found
    ending, indent = ending_of(document.source.text), " " * (above.keys[keys[-1]].column - 1)
    end = len(document.source.lines[node.span.end_line - 1]) + 1
    text = "".join(f"{ending}{indent}{line}" for line in lines[1:])
    return Edit(node.span, ""), Edit(Span(node.span.end_line, end, node.span.end_line, end), text)


def _anew(form: Format, document: Document, table: FreeTable, node: List, rows: Rows) -> Edit:
    written = ", ".join(_written(form, table, group) for group in _groups(rows))
    text = f"[{written}]" if rows else "[]"
    if is_flow(document.source, node):
        return Edit(node.span, text)
    last = last_line(document.source, node)
    span = Span(node.span.line, node.span.column, last, len(document.source.lines[last - 1]) + 1)
    return Edit(span, text)


def _line_by_line(
    form: Format, document: Document, table: FreeTable, node: List, both: tuple[list[Group], list[Group]]
) -> Edit:
    """Rows on lines of their own: those that stay keep their lines, and the comments below them."""
    source, (old, new) = document.source, both
    last = last_line(source, node)
    starts = [*(item.span.line for item in node.items), last + 1]
    raw = ["\n".join(source.lines[start - 1 : end - 1]) for start, end in pairwise(starts)]
    indent = " " * (node.span.column - 1)
    lines: list[str] = []
    before, after = ([json.dumps(group) for group in groups] for groups in (old, new))
    for kind, first, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += raw[first:end]
        else:
            lines += [f"{indent}- {_written(form, table, group)}" for group in new[start:stop]]
    text = "\n".join(lines).replace("\n", ending_of(source.text))
    return Edit(Span(node.span.line, 1, last, len(source.lines[last - 1]) + 1), text)


def _written(form: Format, table: FreeTable, group: Group) -> str:
    """A row between braces, with its parts; what may be left out is, where it is empty."""
    row, *parts = group
    pairs = []
    for column, text in zip(table.columns, row, strict=True):
        if text or not column.may_be_left_out:
            value = _value(form, table, column.key or "", text.removeprefix(PART))
            pairs.append(f"{column.key}: {value}")  # without the blank, the colon would belong to the key
    if parts:
        pairs.append(f"{table.parts}: [{', '.join(_written(form, table, [part]) for part in parts)}]")
    return f"{{{', '.join(pairs)}}}"


def _value(form: Format, table: FreeTable, key: str, text: str) -> str:
    number = any(column.key == key for column in table.numbers(form.kinds))
    return as_value(text, number=number) if text else ""
