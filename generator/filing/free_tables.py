"""Free tables: those whose rows the office names itself, with what stands beside the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import replace

from generator.filing.computed import Row
from generator.filing.filing import Cell, FreeRow, flat
from generator.filing.free_rows import RowLoader
from generator.filing.free_totals import Totals
from generator.filing.table_units import has_texts
from generator.filing.unknown_keys import unknown_keys
from generator.findings.finding import Finding, Span
from generator.form.format import Format, FreeTable
from generator.form.reserved import BESIDE, ROWS
from generator.source.nodes import Mapping, Node, is_blank


def load_free(
    format: Format, root: Mapping, excused: Collection[str] = ()
) -> tuple[dict[str, tuple[FreeRow, ...]], dict[str, FreeRow], list[Finding]]:
    """The rows of every free table by its section, its last row where it has one that sums them, and findings
    S01 to S04, S07, S67, S68, B60 and B68."""
    sums = {f"{section}.{table.total}" for section, table in format.free_tables.items() if table.total}
    loader = RowLoader(format, twice="S68", taken=sums)
    tables: dict[str, tuple[FreeRow, ...]] = {}
    totals: dict[str, FreeRow] = {}
    for section in format.sections:
        node = root.entries.get(section.key)
        if section.free is None:
            continue
        if node is not None and not is_blank(node):
            rows = tuple(_rows(loader, section.key, section.free, node))
            tables[section.key] = rows
            if section.free.total:
                totals[section.key] = _total(loader, section.key, section.free, rows, node)
        elif section.required and section.key not in excused:
            loader.find("S02", Span(), key=section.key)
    return tables, totals, loader.findings


def free_cells(rows: Iterable[FreeRow]) -> dict[str, Cell]:
    """The numbers of rows and their parts by path."""
    return {cell.path: cell for row in flat(rows) for cell in row.cells.values()}


def all_free_cells(tables: Map[str, tuple[FreeRow, ...]], totals: Map[str, FreeRow]) -> dict[str, Cell]:
    """The numbers of all free tables by path, those of their last rows too."""
    rows = [row for table in tables.values() for row in table]
    return free_cells([*rows, *totals.values()])


def _rows(loader: RowLoader, path: str, table: FreeTable, node: Node) -> Iterator[FreeRow]:
    """The rows of a whole table, which may have texts beside them."""
    if not isinstance(node, Mapping) or not has_texts(node, table.total):
        yield from loader.rows(path, table, node)
        return
    known = (*BESIDE, ROWS, *filter(None, (table.total,)))
    loader.findings += unknown_keys(node, known, loader.format.basis)
    rows = node.entries.get(ROWS)
    if rows is not None:
        yield from loader.rows(path, table, rows)
    else:
        loader.find("S02", node.span, key=f"{path}.{ROWS}")


def _total(loader: RowLoader, path: str, table: FreeTable, rows: tuple[FreeRow, ...], node: Node) -> FreeRow:
    """The last row of a table, which sums the others; shares in it are those of the sums."""
    kinds, basis = loader.format.kinds, loader.format.basis
    written = node.entries.get(table.total) if isinstance(node, Mapping) else None
    totals = Totals(path, table.total, table, loader.format)
    row = totals.row(rows, written, node.span, loader.findings.append)
    columns = table.numbers(kinds)
    cells, _ = Row(row.path, columns, node.span, {}, basis).cells(row.cells)
    labels = {cell.path: totals.label(key) for key, cell in cells.items()}
    words = {key: word for key, word in row.words.items() if key not in cells}
    return replace(row, words=words, cells=cells, labels=labels)
