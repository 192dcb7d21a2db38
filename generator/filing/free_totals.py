"""The last row of a table whose rows the office names: summed where it was left out, compared where it was
written.  The same for the tables of a form and for those of the office's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.filing.filing import Cell, FreeRow, Number, State
from generator.filing.free_rows import Numbers, RowLoader
from generator.filing.own_columns import are_numbers, pieces_of
from generator.filing.quantity import printed
from generator.findings.catalogue import found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form.signature import WISHES
from generator.form.table_tree import Column, FreeTable
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, is_blank
from generator.source.nodes import Sequence as List

Tell = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class Totals:
    """How the last row of a table is made: its ``name``, its columns, and what its ``numbers`` are.
    ``by_column``: a number has its column in its path, even the only one of its row."""

    path: str
    name: str
    table: FreeTable
    numbers: Numbers
    by_column: bool = False

    @property
    def summed(self) -> tuple[Column, ...]:
        """The columns of numbers that add up."""
        numbers = self.table.numbers(self.numbers.kinds)
        return tuple(column for column in numbers if not (column.computed and column.computed.over))

    def row(self, rows: Sequence[FreeRow], node: Node | None, where: Span, tell: Tell) -> FreeRow:
        """The row, with B60 for every number in it that is not the sum of those above."""
        given = self._given(node)
        if given is None and node is not None:
            tell(self._unclear(node))
        span = where if node is None else node.span
        cells = {
            str(column.key): self._cell(column, rows, (given or {}).get(str(column.key)), span, tell)
            for column in self.summed
        }
        names = [str(column.key) for column in self.table.columns]
        blank = {name: "" for name in names if name not in cells} | {names[0]: self.name}
        labels = {cell.path: self.label(key) for key, cell in cells.items()}
        return FreeRow(f"{self.path}.{self.name}", blank, cells, span, labels)

    def label(self, column: str) -> str:
        """What people know a number of the row by."""
        heads = {str(each.key): self._head(each) for each in self.table.columns}
        return f"「{self.name}」" + (f"的「{heads[column]}」" if self._several else "")

    def _head(self, column: Column) -> str:
        """What a column is called."""
        return str(column.key) if self.by_column else column.label

    @property
    def _several(self) -> bool:
        return len(self.table.numbers(self.numbers.kinds)) > 1 or self.by_column

    def _path(self, column: Column) -> str:
        return f"{self.path}.{self.name}" + (f".{column.key}" if self._several else "")

    def _given(self, node: Node | None) -> dict[str, Node] | None:
        """What was written by column; None where it cannot be told which is which."""
        names = [str(column.key) for column in self.summed]
        if node is None or is_blank(node) or (self.by_column and _is_wish(node)):
            return {}
        if isinstance(node, Scalar):
            return {names[0]: node} if len(names) == 1 and not self.by_column else None
        if isinstance(node, Tree):
            return dict(node.entries) if set(node.entries) <= set(names) else None
        every = [str(column.key) for column in self.table.columns]
        listed = next((keys for keys in (names, every) if len(keys) == len(node.items)), [])
        pairs = zip(listed, node.items, strict=False)
        return {name: item for name, item in pairs if name in names} if listed else None

    def _unclear(self, node: Node) -> Finding:
        """S03 for what cannot be told by column; mended where only its commas are wrong."""
        summed = "、".join(str(column.key) for column in self.summed)
        expected = f"{'true，或者' if self.by_column else ''}各数列的合计（{summed}）"
        key = f"{self.path}.{self.name}"
        finding = found(
            "S03", node.span, basis=self.numbers.basis, key=key, expected=expected, found="别的形式"
        )
        if self.by_column and isinstance(node, Scalar) and node.text.strip() in WISHES:
            return replace(finding, fix=Fix("改写成 true", (Edit(node.span, "true"),)))
        pieces = pieces_of(node) if isinstance(node, Scalar | List) else []
        kinds = [self.numbers.kinds[str(column.kind)] for column in self.summed]
        if (
            len(pieces) != len(kinds)
            or not are_numbers(pieces, kinds)
            or node.span.line != node.span.end_line
        ):
            return finding
        edit = Edit(node.span, f"[{', '.join(pieces)}]")
        return replace(finding, fix=Fix("写成“[…, …]”，各数之间用半角逗号", (edit,)))

    def _cell(
        self, column: Column, rows: Iterable[FreeRow], node: Node | None, where: Span, tell: Tell
    ) -> Cell:
        """A number of the row: as it is written, or else the sum, with as many decimals as its parts have."""
        rows = list(rows)
        path, total = self._path(column), sum_of(rows, str(column.key))
        if node is None and rows and all(row.cells[str(column.key)].state is State.BLANK for row in rows):
            return Cell(path, None, State.BLANK, where)
        if node is None:
            if total is None:
                return Cell(path, None, State.BROKEN, where)
            written = printed(total, self.numbers.kinds[str(column.kind)])
            decimals = f"{total:f}" if isinstance(total, Decimal) else ""
            return Cell(path, total, State.COMPUTED, where, written=written or decimals)
        labels = {f"{self.path}.{self.name}": f"「{self.name}」"}
        labels[path] = f"「{self.name}」" + (f"的「{column.label}」" if self._several else "")
        loader = RowLoader(self.numbers, by_column=self.by_column, labels=labels)
        cell = loader.number(path, column, node, where)
        for finding in (*loader.findings, *self._compared(column, cell, total)):
            tell(finding)
        return cell

    def _compared(self, column: Column, cell: Cell, total: Number | None) -> Iterator[Finding]:
        """B60 for a written number that is not the sum."""
        value = cell.value
        if value is None or total is None or value == total:
            return
        difference: Number = max(value, total) - min(value, total)
        words = {"table": self.path, "column": self._head(column), "written": _shown(value)}
        shown = {"sum": _shown(total), "difference": _shown(difference)}
        finding = found("B60", cell.span, basis=self.numbers.basis, **words, **shown)
        yield replace(finding, left=total, right=value, difference=difference).on([cell.path], [cell.span])


def sum_of(rows: Iterable[FreeRow], column: str) -> Number | None:
    """The sum of a column; None where one of its numbers is broken."""
    cells = [row.cells[column] for row in rows]
    if any(cell.state in (State.BROKEN, State.LEFT_OUT) for cell in cells):
        return None
    return sum((cell.value or 0 for cell in cells), start=0)


def _is_wish(node: Node) -> bool:
    """Whether a total is only asked for."""
    return isinstance(node, Scalar) and node.text == "true"


def is_false(node: Node) -> bool:
    """Whether no total is wanted, in so many words."""
    return isinstance(node, Scalar) and node.text == "false"


def _shown(value: Number) -> str:
    return f"{Decimal(value):f}"
