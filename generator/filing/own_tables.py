"""An office's own tables, 「附表」: columns of a kind each, rows, and a total that is summed or checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.filing.filing import Cell, FreeRow, Number, OwnTable
from generator.filing.free_rows import RowLoader
from generator.filing.free_totals import Totals, is_false
from generator.filing.own_columns import OwnColumns, as_mappings, own_columns
from generator.filing.own_nodes import own_nodes, title_of
from generator.filing.table_units import load_unit
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import found
from generator.findings.finding import Finding
from generator.form.own_tables import COLUMNS, KEY, TITLE, TOTAL, OwnKind, own_kinds
from generator.form.reserved import BESIDE, ROWS
from generator.source.nodes import Mapping, Sequence, is_blank

KEYS = (TITLE, COLUMNS, ROWS, TOTAL, *BESIDE)


def load_own_tables(root: Mapping) -> tuple[tuple[OwnTable, ...], list[Finding]]:
    """The office's own tables, and findings S01 to S04, S07, S40, S60 to S66 and B60."""
    loader = _Loader()
    tables = [table for node in own_nodes(root, loader.findings) if (table := loader.table(node))]
    return tuple(tables), loader.findings


def own_cells(tables: tuple[OwnTable, ...]) -> dict[str, Cell]:
    """The numbers of the tables by path; of two rows of one name the first."""
    cells: dict[str, Cell] = {}
    for row in (row for table in tables for row in table.printed):
        for cell in row.cells.values():
            cells.setdefault(cell.path, cell)
    return cells


@dataclass
class _Loader:
    findings: list[Finding] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def table(self, node: Mapping) -> OwnTable | None:
        self.findings += unknown_keys(node, KEYS)
        title = title_of(node)
        if not title:
            self.findings.append(found("S02", node.span, key=f"{KEY}.{TITLE}"))
            return None
        if title in self.titles:
            self.findings.append(found("S60", node.entries[TITLE].span, table=title))
        self.titles.append(title)
        path = f"{KEY}.{title}"
        columns = own_columns(path, node.entries.get(COLUMNS), node.span, self.findings.append)
        unit = load_unit(path, node, "", self.findings)
        if columns is None:
            return None
        rows = self.rows(path, columns, node)
        totals = Totals(path, own_kinds().total, columns.table, columns, by_column=True)
        written = node.entries.get(TOTAL)
        wished = written is not None and not is_blank(written) and not is_false(written)
        total = totals.row(rows, written, node.span, self.findings.append) if wished else None
        kinds = {name: (columns.named[name], columns.units.get(name, "")) for name in columns.named}
        return OwnTable(title, columns.printed, kinds, rows, total, unit)

    def rows(self, path: str, columns: OwnColumns, node: Mapping) -> tuple[FreeRow, ...]:
        written = node.entries.get(ROWS)
        items = written.items if isinstance(written, Sequence) else ()
        if not items:
            code = "S02" if written is None else "S03"
            words = {} if written is None else {"expected": "每行一项，以“- ”开头", "found": "别的形式"}
            span = node.span if written is None else written.span
            self.findings.append(found(code, span, key=f"{path}.{ROWS}", **words))
            return ()
        name = f"{path}.{own_kinds().total}"
        twice = "S65" if columns.numbers else ""
        loader = RowLoader(columns, by_column=True, wrong_kind="S66", twice=twice, taken={name})
        nodes = list(as_mappings(path, columns, items, self.findings.append))
        rows = tuple(loader.row(path, columns.table, row) for row in nodes)
        self.findings += loader.findings
        for row in rows:
            self.findings += _out_of_bounds(path, columns, row)
        return rows


def _out_of_bounds(path: str, columns: OwnColumns, row: FreeRow) -> Iterator[Finding]:
    """S66 for a number that is not as its kind wants it."""
    for name, cell in row.cells.items():
        kind = columns.holds[name]
        if cell.value is not None and not _fits(cell.value, kind):
            words = {"row": row.path.removeprefix(f"{path}."), "column": name, "value": f"{cell.value}"}
            yield found("S66", cell.span, table=path, **words, meaning=kind.meaning)


def _fits(value: Number, kind: OwnKind) -> bool:
    whole = not kind.whole or value == int(value)
    return whole and (kind.minimum is None or value >= kind.minimum)
