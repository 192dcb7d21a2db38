"""Free tables: rows that the office names itself, their words and numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from typing import Protocol

from generator.common.did_you_mean import misspelt
from generator.filing.cells import is_reported
from generator.filing.filing import Cell, FreeRow, State, flat
from generator.filing.numbers import as_quantity, needless, read_quantity, short, why_no_number
from generator.filing.remarks import as_remarked, misshapen, taken_apart
from generator.filing.table_units import has_texts
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import Name, found
from generator.findings.finding import Finding, Fix, Span
from generator.form.format import Column, Format, FreeTable, Kind
from generator.form.labels import left_out
from generator.form.reserved import BESIDE, ROWS
from generator.source.nodes import Mapping, Node, Scalar, Sequence, is_blank


def load_free(
    format: Format, root: Mapping, excused: Collection[str] = ()
) -> tuple[dict[str, tuple[FreeRow, ...]], list[Finding]]:
    """The rows of every free table by its section, and findings S01 to S04 and S07."""
    loader = RowLoader(format)
    tables: dict[str, tuple[FreeRow, ...]] = {}
    for section in format.sections:
        node = root.entries.get(section.key)
        if section.free is None:
            continue
        if node is not None and not is_blank(node):
            tables[section.key] = tuple(loader.table(section.key, section.free, node))
        elif section.required and section.key not in excused:
            loader.find("S02", Span(), key=section.key)
    return tables, loader.findings


def free_cells(tables: dict[str, tuple[FreeRow, ...]]) -> dict[str, Cell]:
    """The numbers of all free tables by path; of two rows of one name the first."""
    found: dict[str, Cell] = {}
    for row in (row for table in tables.values() for row in flat(table)):
        for cell in row.cells.values():
            found.setdefault(cell.path, cell)
    return found


class Numbers(Protocol):
    """What numbers a table may hold: of a form, or of an office's own table."""

    @property
    def kinds(self) -> Map[str, Kind]:
        """The kinds of number by their names."""

    @property
    def whole_kinds(self) -> Collection[str]:
        """Those that are whole."""

    @property
    def basis(self) -> str:
        """What the findings rest on."""


@dataclass
class RowLoader:
    """``labels`` are what people know rows and numbers by, under their paths.  ``by_column``: a number has
    the name of its column in its path, even the only one of its row."""

    format: Numbers
    by_column: bool = False
    findings: list[Finding] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def find(self, code: str, span: Span, fix: Fix | None = None, **words: object) -> None:
        """Tell a finding, with its mend if it has one."""
        finding = found(code, span, **{"basis": self.format.basis, **words})  # type: ignore[arg-type]  # as in cells
        self.findings.append(replace(finding, fix=fix))

    def blank(self, path: str, column: str, span: Span) -> None:
        """Tell a cell in which nothing was written."""
        self.find("S07", span, row=self.name(path), cells=column)

    def table(self, path: str, table: FreeTable, node: Node) -> Iterator[FreeRow]:
        """The rows of a whole table, which may have texts beside them."""
        if not isinstance(node, Mapping) or not has_texts(node):
            yield from self.rows(path, table, node)
            return
        self.findings += unknown_keys(node, (*BESIDE, ROWS), self.format.basis)
        rows = node.entries.get(ROWS)
        if rows is not None:
            yield from self.rows(path, table, rows)
        else:
            self.find("S02", node.span, key=f"{path}.{ROWS}")

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
        names = [str(column.key) for column in table.columns]
        known = [*names, *filter(None, (table.parts,))]
        self.findings += unknown_keys(node, known, self.format.basis)
        meant = misspelt(node.entries, known, names).values()
        missing = [name for name in names if name not in node.entries and name not in meant]
        if missing:
            heads = {str(column.key): column.label for column in table.columns}
            self.find("S02", node.span, key=left_out(above, {key: f"「{heads[key]}」" for key in missing}))
        words = self.words(above, table, node)
        path, group = f"{above}.{words[names[0]]}", self.labels.get(above)
        self.labels[path] = f"{(group and f'{group}中') or ''}「{words[names[0]]}」"
        parts = node.entries.get(table.parts or "")
        below = tuple(self.rows(path, table, parts)) if parts is not None else ()
        cells = self.numbers(path, table, node)
        labels = {cell.path: self.labels[cell.path] for cell in cells.values()}
        return FreeRow(path, words, cells, node.span, labels, below)

    def words(self, above: str, table: FreeTable, node: Mapping) -> dict[str, str]:
        """What stands in the columns of words; the first names the row and must not be blank."""
        columns = [each for each in table.columns if each.kind is None]
        words = {str(column.key): self.word(above, column, node) for column in columns}
        name = str(table.columns[0].key)
        written = node.entries.get(name)
        if isinstance(written, Scalar) and not words[name].strip():
            self.blank(above, table.columns[0].label, written.span)
        return words

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
        """What stands in the columns of numbers."""
        columns = [each for each in table.columns if each.kind is not None]
        found: dict[str, Cell] = {}
        for column in columns:
            name = path if len(columns) == 1 and not self.by_column else f"{path}.{column.key}"
            self.labels[name] = self.labels[path] + ("" if name == path else f"的「{column.label}」")
            value = node.entries.get(str(column.key))
            if value is not None and is_blank(taken_apart(value).number):
                self.blank(path, column.label, value.span)
            found[str(column.key)] = self.number(name, column, value, node.span)
        return found

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
