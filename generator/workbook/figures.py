"""The figures of filings in a tidy shape: one a row, with the form, the authority and the year it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.common.csv_text import csv_text
from generator.filing.blanks import is_blank
from generator.filing.filing import Cell, Filing, State, flat
from generator.filing.numbers import figure
from generator.form.own_tables import own_kinds
from generator.report.sheets import Box, Look, Sheet, Workbook

COLUMNS = ("格式", "机关", "年度", "统计期", "路径", "名称", "数", "单位", "由来")
WIDTHS = (8.0, 28.0, 8.0, 8.0, 40.0, 60.0, 14.0, 8.0, 8.0)
# How a number came to stand there, as it is told; what is missing is no figure.
# Between the labels of groups, rows and columns.
APART = " / "
STATES = {State.GIVEN: "填报", State.COMPUTED: "计算"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one filing: its address and its name, itself in its unit, how it came to stand there.

    ``period`` is the part of the year, where a form is filed for one."""

    form: str
    authority: str
    year: int
    period: str
    path: str
    label: str
    value: int | Decimal
    unit: str
    state: str


def figures(filing: Filing) -> Iterator[Figure]:
    """Every number that a filing has, those of the form first; nothing where it cannot be told whose they
    are, or for when."""
    if filing.authority is None or filing.year is None:
        return
    of_filing = (filing.format.version, filing.authority, filing.year, filing.period)
    for cell, label, unit in (*_of_form(filing), *_of_free_tables(filing), *_of_own_tables(filing)):
        if cell.state in STATES and cell.value is not None and not is_blank(filing, cell):
            yield Figure(*of_filing, cell.path, label, _number(cell), unit, STATES[cell.state])


def _number(cell: Cell) -> int | Decimal:
    value = cell.value
    if isinstance(value, int | Decimal):
        return value
    exact = Fraction(value or 0)
    return int(exact) if exact.denominator == 1 else Decimal(figure(cell))


# A number, what the form or the office calls it, and what it counts in.
Named = tuple[Cell, str, str]


def _of_form(filing: Filing) -> Iterator[Named]:
    form = filing.format
    for path, address in form.addresses.items():
        row = path if path in form.labels.rows else address.row_path
        chain = (*form.labels.rows[row], *form.labels.columns.get(path, ()))
        yield filing.cells[path], APART.join(chain), form.kinds[address.kind].unit


def _of_free_tables(filing: Filing) -> Iterator[Named]:
    for section in filing.free:
        columns = {column.key: column for column in filing.format.free_tables[section].columns}
        for row in flat(filing.printed_rows(section)):
            for key, cell in row.cells.items():
                kind = columns[key].kind
                yield cell, _plain(row.labels[cell.path]), filing.format.kinds[kind].unit if kind else ""


def _of_own_tables(filing: Filing) -> Iterator[Named]:
    for table in filing.own_tables:
        for row in table.printed:
            for key, cell in row.cells.items():
                kind, unit = table.kinds[key]
                yield cell, _plain(row.labels.get(cell.path, cell.path)), unit or own_kinds().kinds[kind].unit


def _plain(label: str) -> str:
    """A name as it stands in a sentence, without its brackets."""
    return label.replace("」的「", APART).strip("「」")


def as_csv(rows: Iterable[Figure]) -> bytes:
    """With the names of the columns first."""
    return csv_text([COLUMNS, *([_text(value) for value in astuple(row)] for row in rows)])


def _text(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def as_workbook(rows: Iterable[Figure]) -> Workbook:
    """One sheet, its head in sight."""
    boxes = [Box(0, column, Look.HEAD, name) for column, name in enumerate(COLUMNS)]
    for at, row in enumerate(rows, start=1):
        boxes += [Box(at, column, Look.STATE, value) for column, value in enumerate(astuple(row))]
    sheet = Sheet("数据", tuple(boxes), WIDTHS, (1, 0))
    return Workbook("年度报告数据", "", (sheet,))


def as_parquet(rows: Iterable[Figure]) -> bytes:
    """Numbers as decimals of six places, the fen of 万元.  Raises ImportError without the extra."""
    import duckdb  # comes with the extra alone

    types = ["VARCHAR", "VARCHAR", "INTEGER", *["VARCHAR"] * 3, "DECIMAL(30,6)", *["VARCHAR"] * 2]
    columns = ", ".join(f'"{name}" {kind}' for name, kind in zip(COLUMNS, types, strict=True))
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        target = Path(folder) / "figures.parquet"
        connection.execute(f"CREATE TABLE figures ({columns})")
        values = [astuple(row) for row in rows]
        if values:
            holes = ", ".join("?" for _ in COLUMNS)
            connection.executemany(f"INSERT INTO figures VALUES ({holes})", values)  # names of ours
        connection.table("figures").write_parquet(str(target))
        return target.read_bytes()
