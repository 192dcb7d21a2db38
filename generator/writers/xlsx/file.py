"""A workbook as a file, by XlsxWriter: looks, places, formulas, what may be filled in where."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from generator.report.sheets import Box, Formula, Look, Sheet, Workbook
from generator.writers.xlsx.looks import RED, looks

# The same bytes twice: the file says when it was made nowhere but here.
MADE = datetime.datetime(2021, 1, 1)  # XlsxWriter takes no time zone
PROPERTY = "nianbao-format"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LINE, PAPER_A4 = 18.0, 9
# In which boxes something may be filled in.
OPEN = (Look.FIGURE, Look.WORDS)
NO_WHOLE = "只填整数，没有发生的填 0"
NO_NUMBER = "只填数，没有发生的填 0"


def file_of(workbook: Workbook) -> bytes:
    """The workbook as XLSX, the same bytes for the same workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"title": workbook.title, "created": MADE})
    book.set_custom_property(PROPERTY, workbook.form)
    places = Places(workbook)
    formats = {look: book.add_format(look_of) for look, look_of in looks().items()}
    signed = book.add_format({**looks()[Look.FIGURE], "num_format": "+0;-0;0"})
    red = book.add_format(RED)
    for sheet in workbook.sheets:
        writer = _SheetWriter(book.add_worksheet(sheet.name), sheet, places, formats, signed, red)
        writer.write()
    book.close()
    return file.getvalue()


class Places:
    """Where numbers stand: from their addresses to the words of a spreadsheet, and to what stands there."""

    def __init__(self, workbook: Workbook) -> None:
        self._boxes: dict[str, tuple[str, Box]] = {}
        self._rooms: dict[str, str] = {}
        for sheet in workbook.sheets:
            self._boxes |= {box.path: (sheet.name, box) for box in sheet.boxes if box.path}
            for room in sheet.rooms:
                cells = xl_range(room.row, room.column, room.row + room.rows - 1, room.column)
                self._rooms[room.path] = f"'{sheet.name}'!{cells}"

    def on(self, here: str, paths: Iterable[str]) -> str:
        """The places of some numbers as seen from a sheet; those that touch as one range."""
        listed = list(paths)
        if len(listed) == 1 and listed[0] in self._rooms:
            return self._rooms[listed[0]]
        found = [self._boxes[path] for path in listed]
        parts: list[str] = []
        for sheet, group in groupby(found, key=lambda pair: pair[0]):
            before = "" if sheet == here else f"'{sheet}'!"
            parts += [before + cells for cells in _ranges([box for _, box in group])]
        return ",".join(parts)

    def sum(self, paths: Iterable[str]) -> Fraction:
        """What stands there together, as it is computed; words and blanks count as nothing."""
        return sum((self._number(self._boxes[path][1]) for path in paths), start=Fraction(0))

    def _number(self, box: Box) -> Fraction:
        value = box.formula.value(self.sum) if box.formula else box.value
        return Fraction(value) if isinstance(value, int | Decimal | Fraction) else Fraction(0)


def _ranges(boxes: list[Box]) -> list[str]:
    """Cells that stand side by side or below one another, as ranges."""
    runs: list[list[Box]] = []
    for box in boxes:
        if runs and _goes_on(runs[-1], box):
            runs[-1].append(box)
        else:
            runs.append([box])
    return [_range(run) for run in runs]


def _goes_on(run: list[Box], box: Box) -> bool:
    last = run[-1]
    across = last.row == box.row and last.column + last.columns == box.column
    down = last.column == box.column and last.row + last.rows == box.row
    if len(run) == 1:
        return across or down
    return across if run[0].row == last.row else down


def _range(run: list[Box]) -> str:
    first, last = run[0], run[-1]
    if first is last:
        return str(xl_rowcol_to_cell(first.row, first.column))
    return str(xl_range(first.row, first.column, last.row, last.column))


@dataclass(frozen=True)
class _SheetWriter:
    """Writes one sheet: ``page`` is XlsxWriter's."""

    page: Any
    sheet: Sheet
    places: Places
    formats: Mapping[Look, Any]
    signed: Any
    red: Any
    heights: dict[int, int] = field(default_factory=dict)

    def write(self) -> None:
        """All of it; locked but for what is to be filled in, without a password: only slips are kept away."""
        for box in self.sheet.boxes:
            self.box(box)
        for column, width in enumerate(self.sheet.widths):
            self.page.set_column(column, column, width)
        for row, lines in self.heights.items():
            if lines > 1:  # the height of all others follows from what stands in them
                self.page.set_row(row, LINE * lines)
        for difference, paths in self.sheet.red.items():
            for path in paths:
                rule = {"type": "formula", "criteria": f"={self.text(difference)}<>0", "format": self.red}
                self.page.conditional_format(self.places.on(self.sheet.name, [path]), rule)
        self.look()

    def look(self) -> None:
        """How the sheet is shown and printed."""
        self.page.freeze_panes(*self.sheet.frozen)
        self.page.set_paper(PAPER_A4)
        self.page.fit_to_pages(1, 0)
        if self.sheet.landscape:
            self.page.set_landscape()
        if self.sheet.hidden:
            self.page.very_hidden()
        self.page.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})

    def box(self, box: Box) -> None:
        """One box with its look, its formula, and what may be filled in."""
        look = self.signed if box.signed and box.look is Look.FIGURE else self.formats[box.look]
        if box.rows > 1 or box.columns > 1:
            last = (box.row + box.rows - 1, box.column + box.columns - 1)
            self.page.merge_range(box.row, box.column, *last, "", look)
        self.put(box, look)
        self.heights[box.row] = max(self.heights.get(box.row, 1), box.lines)
        if box.look in OPEN and (box.choices or box.bound):
            self.page.data_validation(box.row, box.column, box.row, box.column, _allowed(box))

    def put(self, box: Box, look: Any) -> None:
        """What stands in a box; text is text, whatever it begins with."""
        place, value = (box.row, box.column), box.value
        if box.formula:
            result = box.formula.value(self.places.sum)
            shown = result if isinstance(result, str) else _plain(result)
            self.page.write_formula(*place, f"={self.text(box.formula)}", look, shown)
        elif isinstance(value, int | Decimal):
            self.page.write_number(*place, value, look)
        elif value:
            self.page.write_string(*place, value, look)
        else:
            self.page.write_blank(*place, None, look)

    def text(self, formula: Formula) -> str:
        """A formula as it is written on this sheet."""
        return formula.formula(lambda paths: self.places.on(self.sheet.name, paths))


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)


def _allowed(box: Box) -> dict[str, Any]:
    """What alone may be filled in, as XlsxWriter has it."""
    if box.choices:
        return {"validate": "list", "source": list(box.choices), "error_message": "请从列出的几项里选"}
    assert box.bound is not None  # the caller has looked
    whole, least = box.bound.whole, box.bound.minimum
    words = NO_WHOLE if whole else NO_NUMBER
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": ">=",
        "value": -(10**15) if least is None else least,
        "error_title": "填得不对",
        "error_message": words,
    }
