"""The rows that a filing does not have, and how each would be written as zeros.

At its place in the form's order, in the way its neighbours are written, comments left where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.findings.finding import Edit, Span
from generator.form.format import Format, Row
from generator.source.nodes import Document, Mapping, Node, Source
from generator.source.nodes import Sequence as List

STEP = "  "


@dataclass(frozen=True, slots=True)
class Gap:
    """A row or a group of rows that is missing: its cells, and the edits that would write zeros there."""

    cells: tuple[str, ...]
    edits: tuple[Edit, ...]
    depth: int


def gaps(format: Format, document: Document) -> list[Gap]:
    """Every row or group that is missing from a table, in such order that all edits can be made at once.

    A mapping with keys that the format does not know is passed over: one of them may be the row.  So is an
    empty one, which has no neighbour to write beside.
    """
    found: list[Gap] = []
    for section, table in format.tables.items():
        node = document.root.entries.get(section)
        if isinstance(node, Mapping):
            rows = [row for block in table.blocks for row in _level(block.rows)]
            found += _inside(format, document.source, section, rows, node)
    # What ends on the same line: the row that stands deeper belongs to the group above it.
    return sorted(found, key=lambda gap: (gap.edits[0].span, -gap.depth))


def _level(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows whose keys stand side by side in a filing: groups without key are seen through."""
    for row in rows:
        if row.key is None:
            yield from _level(row.rows)
        else:
            yield row


def _inside(format: Format, source: Source, path: str, rows: list[Row], node: Mapping) -> Iterator[Gap]:
    names = [str(row.key) for row in rows]
    certain = node.entries and node.entries.keys() <= set(names)
    for row in rows:
        name, below = f"{path}.{row.key}", node.entries.get(str(row.key))
        if below is None and not row.may_be_left_out and certain and _cells(format, name):
            edit = _edit(source, node, names, row)
            yield Gap(_cells(format, name), (edit,), node.span.column)
        elif isinstance(below, Mapping) and row.rows:
            yield from _inside(format, source, name, list(_level(row.rows)), below)


def _cells(format: Format, path: str) -> tuple[str, ...]:
    rows = [row for name, row in format.rows.items() if f"{name}.".startswith(f"{path}.")]
    return tuple(address.path for row in rows for address in row)


def _edit(source: Source, parent: Mapping, names: Sequence[str], row: Row) -> Edit:
    """After the nearest row that the form has before it; before the first one where there is none."""
    earlier = names[: names.index(str(row.key))]
    before = next((name for name in reversed(earlier) if name in parent.entries), None)
    write = _in_braces if _is_flow(source, parent.span) else _on_lines
    return write(source, parent, before, row)


def _in_braces(source: Source, parent: Mapping, before: str | None, row: Row) -> Edit:
    text = f"{row.key}: {_braces(row)}"
    if before is not None:
        span = parent.entries[before].span
        return Edit(Span(span.end_line, span.end_column, span.end_line, span.end_column), f", {text}")
    first = min(parent.keys.values())
    return Edit(Span(first.line, first.column, first.line, first.column), f"{text}, ")


def _braces(row: Row) -> str:
    inside = ", ".join(
        f"{below.key}: {_braces(below)}" for below in _level(row.rows) if not below.may_be_left_out
    )
    return f"{{{inside}}}" if row.rows else "0"


def _on_lines(source: Source, parent: Mapping, before: str | None, row: Row) -> Edit:
    first = min(parent.keys.values())
    lines = list(_lines(row, " " * (first.column - 1)))
    if before is None:
        return Edit(Span(first.line, 1, first.line, 1), "".join(line + "\n" for line in lines))
    last = _last_line(source, parent.keys[before], parent.entries[before])
    column = len(source.lines[last - 1]) + 1
    return Edit(Span(last, column, last, column), "".join("\n" + line for line in lines))


def _lines(row: Row, indent: str) -> Iterator[str]:
    if row.rows:
        yield f"{indent}{row.key}:"
        for below in _level(row.rows):
            if not below.may_be_left_out:
                yield from _lines(below, indent + STEP)
    else:
        yield f"{indent}{row.key}: 0"


def _last_line(source: Source, key: Span, node: Node) -> int:
    """The last line on which something of an entry stands; a block's span ends where the next begins."""
    if isinstance(node, Mapping) and not _is_flow(source, node.span):
        return max(_last_line(source, node.keys[name], below) for name, below in node.entries.items())
    if isinstance(node, List) and not _is_flow(source, node.span):
        return max(_last_line(source, item.span, item) for item in node.items)
    return max(key.end_line, node.span.end_line)


def _is_flow(source: Source, span: Span) -> bool:
    return source.lines[span.line - 1][span.column - 1 : span.column] in ("{", "[")
