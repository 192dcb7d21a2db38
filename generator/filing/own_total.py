"""The total row of an office's own table: summed where it is only asked for, compared where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from generator.filing.filing import Cell, FreeRow, Number, State
from generator.filing.free_tables import RowLoader
from generator.filing.own_columns import OwnColumns, are_numbers, pieces_of
from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form.own_tables import TOTAL, own_kinds
from generator.form.signature import WISHES
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, Sequence, is_blank


def own_total(
    path: str, columns: OwnColumns, rows: tuple[FreeRow, ...], node: Node | None, findings: list[Finding]
) -> FreeRow | None:
    """The total row of a table, if it has one; what is wrong with it goes to ``findings``."""
    if node is None or is_blank(node) or (isinstance(node, Scalar) and node.text == "false"):
        return None
    name = own_kinds().total
    given = _given(columns, node)
    if given is None:
        findings.append(_unclear(path, columns, node))
        given = {}
    loader = RowLoader(columns, by_column=True, labels={f"{path}.{name}": f"「{name}」"})
    cells = {}
    for column in columns.columns:
        key = str(column.key)
        if column.kind is None:
            continue
        cell = _summed(f"{path}.{name}.{key}", [row.cells[key] for row in rows], node.span)
        loader.labels[cell.path] = f"「{name}」的「{column.label}」"
        if key in given:
            written = loader.number(cell.path, column, given[key], node.span)
            findings += _compared(path, key, written, cell.value)
            cell = written
        cells[key] = cell
    findings += loader.findings
    first = str(columns.columns[0].key)
    words = {str(column.key): "" for column in columns.columns if column.kind is None} | {first: name}
    labels = {cell.path: f"「{name}」的「{key}」" for key, cell in cells.items()}
    return FreeRow(f"{path}.{name}", words, cells, node.span, labels)


def _given(columns: OwnColumns, node: Node) -> Mapping[str, Node] | None:
    """What was written of a total by its column; None where it cannot be told which is which."""
    numbers = columns.numbers
    if isinstance(node, Scalar):
        return {} if node.text == "true" else None
    if isinstance(node, Tree):
        return dict(node.entries) if set(node.entries) <= set(numbers) else None
    if len(node.items) == len(numbers):
        return dict(zip(numbers, node.items, strict=True))
    if len(node.items) == len(columns.columns):
        names = [str(column.key) for column in columns.columns]
        return {name: item for name, item in zip(names, node.items, strict=True) if name in numbers}
    return None


def _unclear(path: str, columns: OwnColumns, node: Node) -> Finding:
    """S03 for a total that cannot be told by column; mended where only its commas are wrong."""
    words = {"expected": f"true，或者各数列的合计（{'、'.join(columns.numbers)}）", "found": "别的形式"}
    finding = found("S03", node.span, key=f"{path}.{TOTAL}", **words)
    if isinstance(node, Scalar) and node.text.strip() in WISHES:
        return replace(finding, fix=Fix("改写成 true", (Edit(node.span, "true"),)))
    pieces = pieces_of(node) if isinstance(node, Scalar | Sequence) else []
    kinds = [columns.kinds[name] for name in columns.numbers]
    if len(pieces) != len(kinds) or not are_numbers(pieces, kinds) or node.span.line != node.span.end_line:
        return finding
    edit = Edit(node.span, f"[{', '.join(pieces)}]")
    return replace(finding, fix=Fix("写成“[…, …]”，各数之间用半角逗号", (edit,)))


def _summed(path: str, cells: list[Cell], where: Span) -> Cell:
    """The sum of a column, with as many decimals as its numbers have; none where one of them is broken."""
    if any(cell.state is State.BROKEN for cell in cells):
        return Cell(path, None, State.BROKEN, where)
    total: Number = sum((cell.value or 0 for cell in cells), start=0)
    written = f"{total:f}" if isinstance(total, Decimal) else ""
    return Cell(path, total, State.COMPUTED, where, written=written)


def _compared(path: str, column: str, cell: Cell, total: Number | None) -> list[Finding]:
    """B60 for a written total that is not the sum."""
    value = cell.value
    if value is None or total is None or value == total:
        return []
    difference: Number = max(value, total) - min(value, total)
    words = {"table": path, "column": column, "written": _shown(value), "sum": _shown(total)}
    finding = found("B60", cell.span, **words, difference=_shown(difference))
    cells = [f"{path}.{own_kinds().total}.{column}"]
    return [replace(finding, left=total, right=value, difference=difference).on(cells, [cell.span])]


def _shown(value: Number) -> str:
    return f"{Decimal(value):f}"
