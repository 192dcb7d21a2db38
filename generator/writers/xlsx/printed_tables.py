"""The tables of a report as sheets, just as they are printed.

A report alone knows no rules, so nothing is computed and nothing turns red here; what comes with a filing is
its workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.form.table_grid import Place, Role
from generator.report.blocks import TableBlock
from generator.report.build import Report
from generator.report.sheets import Box, Look, Sheet, Workbook

WIDTH = 100.0
_LOOKS = {Role.NUMBER: Look.FIGURE, Role.ROW: Look.LABEL, Role.ROW_GROUP: Look.LABEL, Role.UNIT: Look.WORDS}


def printed_tables(report: Report) -> Workbook:
    """A sheet for each table, or one that says only what the report is called."""
    tables = [block for block in report.blocks if isinstance(block, TableBlock)]
    sheets = tuple(_sheet(f"表{number}", table) for number, table in enumerate(tables, start=1))
    title = Sheet("报告", (Box(0, 0, Look.TITLE, report.full_title),), (WIDTH,))
    return Workbook(report.full_title, report.header.format, (title, *sheets))


def _sheet(name: str, table: TableBlock) -> Sheet:
    widths = tuple(WIDTH * width / sum(table.widths) for width in table.widths)
    return Sheet(name, tuple(_boxes(table)), widths, (1 + table.head_rows, 0), landscape=True)


def _boxes(table: TableBlock) -> Iterator[Box]:
    yield Box(0, 0, Look.TITLE, table.caption, columns=table.columns)
    for place in table.places:
        look, value = _LOOKS.get(place.role, Look.HEAD), _value(place)
        yield Box(place.row + 1, place.column, look, value, place.rowspan, place.colspan)


def _value(place: Place) -> str | int | Decimal | None:
    text = place.text
    if place.role is Role.NUMBER and text.replace(".", "", 1).isdigit() and not place.remark:
        return Decimal(text) if "." in text else int(text)
    return place.printed or None
