"""Tables whose rows an office names itself as sheets: those of the form, and the office's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.filing.filing import Filing, FreeRow, OwnTable, State
from generator.form.format import Section
from generator.form.own_tables import KEY, own_kinds
from generator.form.rule import Bound
from generator.form.table_tree import FreeTable
from generator.report.sheet_names import sheet_names
from generator.report.sheets import ABOVE_TABLE, INSET, REMARKS, Box, Difference, Look, Sheet
from generator.workbook.tables import around, number

# Rows for what is yet to be written.
SPARE = 20


def free_sheet(filing: Filing, section: Section, free: FreeTable, bounds: Mapping[str, Bound]) -> Sheet:
    """The sheet of a section that is a free table: its rows, parts set in below theirs, and empty ones."""
    rows = list(_flat(filing.free.get(section.key, ()), 0))
    total = filing.free_totals.get(section.key)
    numbers = free.numbers(filing.format.kinds)
    heads = [(column.label, column.kind if column in numbers else None) for column in free.columns]
    boxes = [
        *around(filing, section, len(heads), ABOVE_TABLE + 1 + len(rows) + SPARE + bool(total)),
        *_heads([label for label, _ in heads]),
        *(box for at, (row, level) in enumerate(rows) for box in _row(row, free, at, level)),
    ]
    for at in range(len(rows), len(rows) + SPARE):
        for column, (_, kind) in enumerate(heads):
            look = Look.FIGURE if kind else Look.WORDS
            boxes.append(Box(ABOVE_TABLE + 1 + at, column, look, bound=bounds.get(kind or "")))
    if total:
        boxes += _row(total, free, len(rows) + SPARE, 0, tuple(filing.free.get(section.key, ())))
    name = sheet_names(filing.format)[section.key]
    return Sheet(name, tuple(boxes), (22.0,) * len(heads), (ABOVE_TABLE + 1, 1))


def _flat(rows: tuple[FreeRow, ...], level: int) -> Iterator[tuple[FreeRow, int]]:
    for row in rows:
        yield row, level
        yield from _flat(row.parts, level + 1)


def _heads(labels: list[str]) -> Iterator[Box]:
    for column, label in enumerate(labels):
        yield Box(ABOVE_TABLE, column, Look.HEAD, label)


def _row(
    row: FreeRow, table: FreeTable, at: int, level: int, summed: tuple[FreeRow, ...] = ()
) -> Iterator[Box]:
    """One line; the numbers of a total that was not written are sums of the rows ``summed``."""
    for column, leaf in enumerate(table.columns):
        key = str(leaf.key)
        place = (ABOVE_TABLE + 1 + at, column)
        if key in row.cells:
            cell = row.cells[key]
            computed = bool(summed) and cell.state is State.COMPUTED
            parts = Difference(tuple(each.cells[key].path for each in summed)) if computed else None
            look = Look.TOTAL if summed else Look.FIGURE
            yield Box(*place, look, None if parts else number(cell), path=cell.path, formula=parts)
        else:
            inset = INSET * level if column == 0 else ""
            yield Box(*place, Look.WORDS, f"{inset}{row.words.get(key, '')}" or None)


def own_sheets(filing: Filing) -> Iterator[Sheet]:
    """A sheet for each of the office's own tables."""
    for place, table in enumerate(filing.own_tables, start=1):
        yield _own_sheet(filing, table, f"{KEY}{place}")


def _remarks(table: OwnTable) -> list[Box]:
    """What is said of numbers, in a column behind the table; nothing where nothing is."""
    column, boxes = len(table.kinds), list[Box]()
    for at, row in enumerate(table.printed):
        said = [f"{key}：{cell.remark.text.strip()}" for key, cell in row.cells.items() if cell.remark]
        if said:
            boxes.append(Box(ABOVE_TABLE + 2 + at, column, Look.WORDS, "\n".join(said)))
    return [Box(ABOVE_TABLE, column, Look.HEAD, REMARKS), *boxes] if boxes else []


def _own_sheet(filing: Filing, table: OwnTable, name: str) -> Sheet:
    """Its heads with what each column holds below them, its rows, and its total."""
    section = Section(key=f"{KEY}.{table.title}", heading=table.title)
    boxes = [*around(filing, section, len(table.kinds), ABOVE_TABLE + 2 + len(table.printed))]
    boxes += _heads(list(table.kinds))
    for column, (kind, unit) in enumerate(table.kinds.values()):
        own = own_kinds().kinds[kind]
        told = f"{kind}（{unit}）" if unit and unit != own.unit else kind
        boxes.append(Box(ABOVE_TABLE + 1, column, Look.HEAD, told))
    for at, row in enumerate(table.rows, start=1):
        boxes += _row(row, table.table, at, 0)
    if table.total:
        boxes += _row(table.total, table.table, len(table.rows) + 1, 0, table.rows)
    boxes += _remarks(table)
    return Sheet(name, tuple(boxes), (20.0,) * len(table.kinds), (ABOVE_TABLE + 2, 1), landscape=True)
