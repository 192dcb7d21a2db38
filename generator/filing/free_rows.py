"""Rows that an office names itself: their words and numbers, and what is worked out from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from typing import Protocol

from generator.common.did_you_mean import misspelt
from generator.filing.computed import Row
from generator.filing.filing import Cell, FreeRow, State
from generator.filing.numbers import as_quantity, needless, read_quantity, short, why_no_number
from generator.filing.remarks import as_remarked, misshapen, taken_apart
from generator.filing.row_shapes import is_reported
from generator.filing.unknown_keys import unknown_keys
from generator.filing.word_cells import is_empty, misfit
from generator.findings.catalogue import Name, found
from generator.findings.finding import Finding, Fix, Span
from generator.form.format import Column, FreeTable, Kind
from generator.form.labels import left_out
from generator.source.nodes import Mapping, Node, Scalar, Sequence, is_blank


class Numbers(Protocol):
    """What cells a table may hold: of a form, or of an office's own table."""

    @property
    def kinds(self) -> Map[str, Kind]:
        """The kinds of cell by their names."""

    @property
    def whole_kinds(self) -> Collection[str]:
        """Those of whole numbers."""

    @property
    def basis(self) -> str:
        """What the findings rest on."""


@dataclass
class RowLoader:
    """``labels`` are what people know rows and numbers by, under their paths.  ``by_column``: a number has
    the name of its column in its path, even the only one of its row.  ``wrong_kind`` is told of what is not
    of the kind of its column; ``twice`` of a second row of one name, where it is to be told; ``taken`` are
    paths that no row may have."""

    format: Numbers
    by_column: bool = False
    wrong_kind: str = "S67"
    twice: str = ""
    taken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def find(self, code: str, span: Span, fix: Fix | None = None, **words: object) -> None:
        """Tell a finding, with its mend if it has one."""
        finding = found(code, span, **{"basis": self.format.basis, **words})  # type: ignore[arg-type]  # as in cells
        self.findings.append(replace(finding, fix=fix))

    def blank(self, path: str, column: str, span: Span) -> None:
        """Tell a cell in which nothing was written."""
        self.find("S07", span, row=self.name(path), cells=column)

    def rows(self, path: str, table: FreeTable, node: Node) -> Iterator[FreeRow]:
        """The rows of a list."""
        items = node.items if isinstance(node, Sequence) else ()
        if not items:
            self.find("S03", node.span, key=path, expected="每行一项，以“- ”开头", found="别的形式")
        for item in items:
            if isinstance(item, Mapping):
                yield self.row(path, table, item)
            else:
                names = "、".join(str(column.key) for column in table.columns)
                self.find(
                    "S03", item.span, key=path, expected=f"花括号括起来的几项（{names}）", found="别的形式"
                )

    def row(self, above: str, table: FreeTable, node: Mapping) -> FreeRow:
        """One row, with its parts if it has any."""
        self._keys(above, table, node)
        words = self.words(above, table, node)
        name = words[str(table.columns[0].key)]
        path, group = self._apart(above, name, node), self.labels.get(above)
        self.labels[path] = f"{(group and f'{group}中') or ''}「{name}」"
        parts = node.entries.get(table.parts or "")
        below = tuple(self.rows(path, table, parts)) if parts is not None else ()
        cells = self.numbers(path, table, node)
        labels = {cell.path: self.labels[cell.path] for cell in cells.values()}
        spans = {key: node.entries[key].span for key in words if isinstance(node.entries.get(key), Scalar)}
        return FreeRow(path, words, cells, node.span, labels, below, spans)

    def _keys(self, above: str, table: FreeTable, node: Mapping) -> None:
        """S01 for keys that are none, S02 for columns that are missing."""
        names = [str(column.key) for column in table.columns]
        known = [*names, *filter(None, (table.parts,))]
        self.findings += unknown_keys(node, known, self.format.basis)
        meant = misspelt(node.entries, known, names).values()
        needed = [str(column.key) for column in table.columns if not self._may_be_left_out(column)]
        missing = [name for name in needed if name not in node.entries and name not in meant]
        if missing:
            heads = {str(column.key): column.label for column in table.columns}
            self.find("S02", node.span, key=left_out(above, {key: f"「{heads[key]}」" for key in missing}))

    def _may_be_left_out(self, column: Column) -> bool:
        """Whether a row need not have a column: it is worked out, or need not be filled."""
        kind = self.format.kinds.get(column.kind or "")
        return column.may_be_left_out or (kind is not None and not kind.is_number and not kind.required)

    def _apart(self, above: str, name: str, node: Mapping) -> str:
        """The path of a row; where another has it already, one that says which of them it is, so that no
        number is taken for another."""
        number, path = 1, f"{above}.{name}"
        while path in self.labels or path in self.taken:
            number += 1
            path = f"{above}.{name}（{number}）"
        if number > 1 and self.twice and name.strip():
            self.find(self.twice, node.span, table=above, row=name, path=f"{name}（{number}）")
        return path

    def words(self, above: str, table: FreeTable, node: Mapping) -> dict[str, str]:
        """What stands in the columns of words; the first names the row and must not be blank."""
        numbers = table.numbers(self.format.kinds)
        columns = [column for column in table.columns if column not in numbers]
        words = {str(column.key): self.word(above, column, node) for column in columns}
        name = str(table.columns[0].key)
        written = node.entries.get(name)
        if isinstance(written, Scalar) and not words[name].strip():
            self.blank(above, table.columns[0].label, written.span)
        for column in columns:
            self._fits(above, words[name], column, node.entries.get(str(column.key)))
        return words

    def _fits(self, above: str, row: str, column: Column, node: Node | None) -> None:
        """S07 and what is told of a wrong kind, for a cell that is no number."""
        kind = self.format.kinds.get(column.kind or "")
        if kind is None or node is None:
            return
        if is_empty(node):
            if kind.required:
                self.find("S07", node.span, row=f"{above}.{row}", cells=column.label)
            return
        meaning, fix = misfit(kind, node)
        if meaning and isinstance(node, Scalar):
            name = Name(f"{above}.{row}.{column.key}", f"「{row}」的「{column.label}」")
            place = {"table": above, "row": row, "column": str(column.key), "cell": name}
            self.find(self.wrong_kind, node.span, fix, **place, value=node.text.strip(), meaning=meaning)

    def word(self, above: str, column: Column, node: Mapping) -> str:
        """What stands in one column of words."""
        value = node.entries.get(str(column.key))
        if value is None:
            return ""
        if isinstance(value, Scalar) and "\n" not in value.text:
            return "" if is_blank(value) else value.text
        self.find("S03", value.span, key=f"{above}.{column.key}", expected="一行文字", found="别的形式")
        return ""

    def numbers(self, path: str, table: FreeTable, node: Mapping) -> dict[str, Cell]:
        """What stands in the columns of numbers, and what is worked out from them."""
        columns = table.numbers(self.format.kinds)
        given: dict[str, Cell] = {}
        for column in columns:
            name = path if len(columns) == 1 and not self.by_column else f"{path}.{column.key}"
            self.labels[name] = self.labels[path] + ("" if name == path else f"的「{column.label}」")
            value = node.entries.get(str(column.key))
            if value is None and column.may_be_left_out:
                continue
            if value is not None and is_blank(taken_apart(value).number):
                self.blank(path, column.label, value.span)
            given[str(column.key)] = self.number(name, column, value, node.span)
        row = Row(path, columns, node.span, self.labels, self.format.basis)
        cells, findings = row.cells(given)
        self.findings += findings
        return cells

    def number(self, path: str, column: Column, node: Node | None, where: Span) -> Cell:
        """The cell of one column; a number may have a remark."""
        if node is None:
            return Cell(path, None, State.BROKEN, where)
        self.findings += misshapen(node, self.name(path), self.format.basis)
        taken = taken_apart(node)
        cell = Cell(path, None, State.BLANK, taken.number.span, remark=taken.remark)
        return cell if is_blank(taken.number) else self.written(cell, column, taken.number)

    def written(self, cell: Cell, column: Column, node: Node) -> Cell:
        """The cell with the number that stands at a node."""
        path, kind = cell.path, self.format.kinds[str(column.kind)]
        value, written = read_quantity(node, kind, whole=column.kind in self.format.whole_kinds)
        if value is None:
            self.no_number(path, kind, node)
        elif isinstance(node, Scalar) and (fix := needless(node, kind, value, written)):
            words = {"cell": self.name(path), "value": short(node.text), "right": fix.edits[0].text}
            self.find("S25", node.span, fix, **words)
        state = State.BROKEN if value is None else State.GIVEN
        return replace(cell, value=value, state=state, written=written)

    def no_number(self, path: str, kind: Kind, node: Node) -> None:
        """Say why something is no number, where it has not been said already."""
        if not isinstance(node, Scalar):
            self.find("S03", node.span, key=self.name(path), expected="一个数", found="几项内容")
        elif not is_reported(node):
            words = {"cell": self.name(path), "value": short(node.text), "reason": why_no_number(node, kind)}
            self.find("S04", node.span, as_quantity(node, kind) or as_remarked(node, kind), **words)

    def name(self, path: str) -> Name:
        """What people know a row or a number by."""
        return Name(path, self.labels.get(path, f"「{path}」"))
