"""The rows of a table whose rows the office names itself, written anew: rows that stay are not touched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from generator.filing.remarks import taken_apart
from generator.findings.finding import Edit, Span
from generator.form.format import Format
from generator.form.reserved import ROWS
from generator.form.table_tree import FreeTable
from generator.source.blocks import ending_of
from generator.source.entries import STEP, inserted, is_flow, last_line
from generator.source.nodes import Document, Mapping, Node, Scalar, is_blank
from generator.source.nodes import Sequence as List
from generator.source.yaml_text import as_value
from generator.workbench.places import Keys, entry_at, siblings
from generator.workbench.problem import Problem

Rows = list[list[str]]
SHAPE = "“{section}”的行应当是一行一组，每组 {count} 格"


def typed_free(form: Format, root: Mapping) -> dict[str, str]:
    """What is written in the rows of each free table, as JSON: a list of lists of text.  Tables that are
    written in another way than row by row are left out."""
    found = ((key, _rows_of(table, _node(root, key))) for key, table in form.free_tables.items())
    return {key: json.dumps(rows, ensure_ascii=False) for key, rows in found if rows is not None}


def _keys(root: Mapping, section: str) -> Keys:
    node = root.entries.get(section)
    return (section, ROWS) if isinstance(node, Mapping) else (section,)


def _node(root: Mapping, section: str) -> Node | None:
    return entry_at(root, _keys(root, section))


def _rows_of(table: FreeTable, node: Node | None) -> Rows | None:
    if node is None or is_blank(node):
        return []
    if not isinstance(node, List):
        return None
    rows = [_row_of(table, item) for item in node.items]
    return [row for row in rows if row is not None] if None not in rows else None


def _row_of(table: FreeTable, node: Node) -> list[str] | None:
    if not isinstance(node, Mapping) or (table.parts and table.parts in node.entries):
        return None
    texts = []
    for column in table.columns:
        entry = node.entries.get(str(column.key))
        number = taken_apart(entry).number if entry is not None else None
        if number is not None and not isinstance(number, Scalar):
            return None
        texts.append("" if number is None or is_blank(number) else number.text)
    return texts


def free_edits(form: Format, document: Document, section: str, text: str) -> tuple[Edit, ...]:
    """The edits after which a free table has these rows."""
    table, rows = form.free_tables[section], _asked(form, section, text)
    keys = _keys(document.root, section)
    node = entry_at(document.root, keys)
    old = _rows_of(table, node) or []
    if rows == old:
        return ()
    if not isinstance(node, List):
        lines = ("", *(f"{STEP}- {_written(form, table, row)}" for row in rows))
        return _first(form, document, keys, node, lines)
    if is_flow(document.source, node) or not rows:
        return (_anew(form, document, table, node, rows),)
    return (_line_by_line(form, document, table, node, (old, rows)),)


def _asked(form: Format, section: str, text: str) -> Rows:
    count = len(form.free_tables[section].columns)
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise Problem(SHAPE.format(section=section, count=count)) from error
    whole = isinstance(rows, list) and all(isinstance(row, list) and len(row) == count for row in rows)
    if not whole or not all(isinstance(each, str) for row in rows for each in row):
        raise Problem(SHAPE.format(section=section, count=count))
    return [[each.strip() for each in row] for row in rows if any(each.strip() for each in row)]


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
    written = ", ".join(_written(form, table, row) for row in rows)
    text = f"[{written}]" if rows else "[]"
    if is_flow(document.source, node):
        return Edit(node.span, text)
    last = last_line(document.source, node)
    span = Span(node.span.line, node.span.column, last, len(document.source.lines[last - 1]) + 1)
    return Edit(span, text)


def _line_by_line(
    form: Format, document: Document, table: FreeTable, node: List, both: tuple[Rows, Rows]
) -> Edit:
    """Rows on lines of their own: those that stay keep their lines, and the comments below them."""
    source, (old, new) = document.source, both
    last = last_line(source, node)
    starts = [*(item.span.line for item in node.items), last + 1]
    raw = ["\n".join(source.lines[start - 1 : end - 1]) for start, end in pairwise(starts)]
    indent = " " * (node.span.column - 1)
    lines: list[str] = []
    matcher = SequenceMatcher(None, list(map(tuple, old)), list(map(tuple, new)), autojunk=False)
    for kind, first, end, start, stop in matcher.get_opcodes():
        if kind == "equal":
            lines += raw[first:end]
        else:
            lines += [f"{indent}- {_written(form, table, row)}" for row in new[start:stop]]
    text = "\n".join(lines).replace("\n", ending_of(source.text))
    return Edit(Span(node.span.line, 1, last, len(source.lines[last - 1]) + 1), text)


def _written(form: Format, table: FreeTable, row: Sequence[str]) -> str:
    """A row between braces; what may be left out is, where it is empty."""
    pairs = []
    for column, text in zip(table.columns, row, strict=True):
        number = column in table.numbers(form.kinds)
        if text or not column.may_be_left_out:
            pairs.append(f"{column.key}: {as_value(text, number=number) if text else ''}".rstrip())
    return f"{{{', '.join(pairs)}}}"
