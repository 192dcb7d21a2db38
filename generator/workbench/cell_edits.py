"""Numbers put into the tables of a filing's file, cell by cell: what stands beside them stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.findings.finding import Edit, Span
from generator.form.address import Address
from generator.form.format import Format
from generator.source.blocks import ending_of
from generator.source.entries import STEP, inserted, is_flow, removed
from generator.source.nodes import Document, Node, Scalar, Source
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Sequence as List
from generator.source.yaml_text import as_value
from generator.workbench.places import siblings
from generator.workbench.problem import Problem
from generator.workbench.typed import Shape, TypedRow

NOTHING = "null"
UNCLEAR = "“{row}”这一行现在的写法分不出各列，没有改；先把这一行清空，或者先改正它"


def row_edits(form: Format, document: Document, row: TypedRow, new: Mapping[str, str]) -> tuple[Edit, ...]:
    """The edits after which these cells of a row read so; ``new`` has only those that are to change."""
    texts = {**row.texts, **new}
    if row.shape in (Shape.ABSENT, Shape.BLANK, Shape.ZERO):
        return _whole(form, document, row, texts)
    if row.shape is Shape.SINGLE:
        return tuple(_single(document, row, texts))
    if row.shape is Shape.LISTED:
        return tuple(_listed(form, row, new, texts))
    if row.shape is Shape.NAMED:
        return tuple(_named(form, document, row, new))
    raise Problem(UNCLEAR.format(row=form.labels.short(row.path)), 409)


def spread(form: Format, document: Document, row: TypedRow) -> tuple[Edit, ...]:
    """The edits that write a 0 for each row of a group instead of one for all."""
    assert isinstance(row.node, Scalar)  # such is the shape
    node: Node = document.root
    depth = 0
    while isinstance(node, Tree):
        above, node = node, node.entries[row.keys[depth]]
        depth += 1
    span, source = row.node.span, document.source
    group = row.keys[:depth]
    below = [
        (*cells[0].row,)[depth - 1 :]
        for cells in form.written_rows.values()
        if (cells[0].section, *cells[0].row)[:depth] == group
    ]
    if is_flow(source, above):
        return (Edit(span, _between_braces(below)),)
    indent = " " * (above.keys[group[-1]].column - 1) + STEP
    end = len(source.lines[span.line - 1]) + 1
    lines = [f"{indent}{line}" for line in _nested(below)]
    ending = ending_of(source.text)
    return Edit(span, ""), Edit(Span(span.line, end, span.line, end), ending + ending.join(lines))


def _nested(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows with a 0 each, below the keys of their groups."""
    for key in dict.fromkeys(row[0] for row in rows):
        below = [row[1:] for row in rows if row[0] == key and len(row) > 1]
        yield f"{key}:" if below else f"{key}: 0"
        yield from (f"{STEP}{line}" for line in _nested(below))


def _between_braces(rows: Sequence[tuple[str, ...]]) -> str:
    parts = []
    for key in dict.fromkeys(row[0] for row in rows):
        below = [row[1:] for row in rows if row[0] == key and len(row) > 1]
        parts.append(f"{key}: {_between_braces(below) if below else 0}")
    return f"{{{', '.join(parts)}}}"


def cleared(form: Format, document: Document, row: TypedRow, text: str) -> tuple[Edit, ...]:
    """The edits after which a row is empty, or one 0 for all its cells, whatever stood there."""
    if row.shape is Shape.ABSENT:
        return inserted(document, row.keys, (text,), siblings(form)) if text else ()
    assert row.node is not None
    return (Edit(row.node.span, _apart(document.source, row.node.span, text)),)


def _whole(form: Format, document: Document, row: TypedRow, texts: Mapping[str, str]) -> tuple[Edit, ...]:
    value = _as_row(form, row.cells, texts)
    if row.shape is Shape.ABSENT:
        return inserted(document, row.keys, (value,), siblings(form)) if value else ()
    assert row.node is not None
    return (Edit(row.node.span, _apart(document.source, row.node.span, value)),)


def _as_row(form: Format, cells: Sequence[Address], texts: Mapping[str, str]) -> str:
    """A whole row as it is written: 0 where all is 0, else a list, by columns where not all are numbers."""
    closed = [cell for cell in cells if not cell.open_column]
    written = list(cells) if any(texts[cell.path] for cell in cells if cell.open_column) else closed
    if not any(texts[cell.path] for cell in written):
        return ""
    if len(cells) == 1 and not cells[0].column:
        return _value(form, cells[0], texts[cells[0].path])
    if written == closed and all(texts[cell.path] == "0" for cell in closed):
        return "0"
    values = {cell.column: _value(form, cell, texts[cell.path]) or NOTHING for cell in written}
    if all(cell.path in form.addresses for cell in cells) and not cells[0].open_row:
        return f"[{', '.join(values.values())}]"
    return "{" + ", ".join(f"{column}: {value}" for column, value in values.items()) + "}"


def _value(form: Format, cell: Address, text: str) -> str:
    if not text:
        return ""
    if "\n" in text or "\r" in text:
        raise Problem("一格里只能写一行")
    return as_value(text, number=True, bare=form.kinds[cell.kind].holds != "数")


def _single(document: Document, row: TypedRow, texts: Mapping[str, str]) -> Iterator[Edit]:
    (cell,) = row.cells
    node = row.nodes[cell.path]
    text = as_value(texts[cell.path], number=True) if texts[cell.path] else ""
    remarked = node is not row.node
    yield Edit(node.span, _apart(document.source, node.span, text or (NOTHING if remarked else "")))


def _listed(form: Format, row: TypedRow, new: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Edit]:
    """In a list every number has its place; totals that may be left out are added or dropped together."""
    assert isinstance(row.node, List)
    opened = [cell for cell in row.cells if cell.open_column]
    listed = [cell for cell in opened if cell.path in row.nodes]
    for path, text in new.items():
        cell = form.places[path]
        if path in row.nodes and (text or not cell.open_column or any(texts[each.path] for each in opened)):
            yield Edit(row.nodes[path].span, _value(form, cell, text) or NOTHING)
    if opened and listed and not any(texts[cell.path] for cell in opened):
        yield from _dropped(row, len(opened))
    elif opened and not listed and any(texts[cell.path] for cell in opened):
        behind = _behind(row.node.items[-1])
        yield Edit(behind, "".join(f", {_value(form, cell, texts[cell.path]) or NOTHING}" for cell in opened))


def _dropped(row: TypedRow, count: int) -> Iterator[Edit]:
    """The last numbers of a list taken out."""
    assert isinstance(row.node, List)
    items = row.node.items
    start, end = items[-count - 1].span, items[-1].span
    yield Edit(Span(start.end_line, start.end_column, end.end_line, end.end_column), "")


def _behind(node: Node) -> Span:
    span = node.span
    return Span(span.end_line, span.end_column, span.end_line, span.end_column)


def _named(form: Format, document: Document, row: TypedRow, new: Mapping[str, str]) -> Iterator[Edit]:
    for path, text in new.items():
        cell = form.places[path]
        value = _value(form, cell, text)
        if path not in row.nodes:
            yield from inserted(document, (*row.keys, cell.column), (value,), siblings(form)) if value else ()
        elif not value and cell.open_column:
            yield removed(document, (*row.keys, cell.column))
        else:
            span = row.nodes[path].span
            yield Edit(span, _apart(document.source, span, value or NOTHING))


def _apart(source: Source, span: Span, text: str) -> str:
    """The text with a blank before it where it would stand right behind a colon."""
    before = source.lines[span.line - 1][: span.column - 1]
    return f" {text}" if text and before.endswith((":", "：")) else text
