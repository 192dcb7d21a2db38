"""Long lists as workbooks: written line by line, so that a million rows take no more room than ten."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, count, islice
from typing import Any

import xlsxwriter

from generator.report.sheets import Look
from generator.writers.xlsx.file import MADE
from generator.writers.xlsx.looks import looks

# A sheet of Excel has so many rows, the head among them.
ROWS = 1_048_576
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def listing(
    name: str, columns: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[object]]
) -> bytes:
    """One sheet of that name, or as many as are needed; the head stays in sight and columns can be sorted."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"title": name, "created": MADE})
    head = book.add_format(looks()[Look.HEAD])
    left = iter(rows)
    first = next(left, None)
    for number in count(1):
        sheet = book.add_worksheet(name if number == 1 else f"{name}{number}")
        begun = [] if first is None else [first]
        _write(sheet, head, columns, widths, chain(begun, islice(left, ROWS - 1 - len(begun))))
        first = next(left, None)
        if first is None:
            break
    book.close()
    return file.getvalue()


def _write(
    sheet: Any, head: Any, columns: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[object]]
) -> None:
    for column, (word, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(last, column, value)
            elif value:
                sheet.write_string(last, column, str(value))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
