"""What the tests read out of a workbook by an independent reader, and compute in it."""

from __future__ import annotations

import io
import re
from fractions import Fraction

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(?:'([^']+)'!)?([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)")


def opened(data: bytes, *, values: bool = False) -> Workbook:
    """The workbook as openpyxl reads it: its formulas, or what it says they come to."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def difference(book: Workbook, sheet: Worksheet, formula: str) -> Fraction:
    """What a sum or a difference of sums comes to; formulas inside it are computed as well."""
    match = re.fullmatch(r"=ROUND\((SUM\(([^()]*)\))(?:-SUM\(([^()]*)\))?,6\)", formula)
    assert match, formula
    return _sum(book, sheet, match[2]) - (_sum(book, sheet, match[3]) if match[3] else 0)


def _sum(book: Workbook, sheet: Worksheet, references: str) -> Fraction:
    total = Fraction(0)
    for name, cells in _REFERENCE.findall(references):
        there = book[name] if name else sheet
        area = there[cells]
        for row in area if isinstance(area, tuple) else ((area,),):
            total += sum((_number(book, there, cell.value) for cell in row), start=Fraction(0))
    return total


def _number(book: Workbook, sheet: Worksheet, value: object) -> Fraction:
    """Words and blanks count as nothing in a sum."""
    if isinstance(value, str):
        return difference(book, sheet, value) if value.startswith("=") else Fraction(0)
    return Fraction(str(value)) if isinstance(value, int | float) else Fraction(0)


def rows(sheet: Worksheet) -> list[list[object]]:
    """Every row as what stands in its cells."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
