"""A workbook of Excel, WPS or LibreOffice: a grid for each sheet."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterable
from dataclasses import replace

from generator.findings.position import Position
from generator.importers.pages import Cell, Grid, Pages, Unreadable
from generator.importers.sheet_blocks import sheet_blocks
from generator.importers.zip_parts import DAMAGED, parts, unpacked
from generator.report.sheets import ORIGIN

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
# More rows or columns than any report has.
ROWS, COLUMNS = 5000, 200


def accepts(data: bytes) -> bool:
    """Whether it is a workbook."""
    if data.startswith(OLE):
        return any(stream in data for stream in STREAMS)
    held = parts(data)
    return any(name.startswith("xl/") for name in held) or ("content.xml" in held and _is_calc(data))


def _is_calc(data: bytes) -> bool:
    return b"opendocument.spreadsheet" in data[:200]


def read(data: bytes) -> Pages:
    """The sheets that hold anything; raises Unreadable."""
    grids = sheets(data)
    shown = [grid for grid in grids if grid.at.sheet != ORIGIN]
    if not shown:
        raise Unreadable("这个工作簿是空的")
    origin = "".join(row[0].text for grid in grids if grid.at.sheet == ORIGIN for row in grid.rows)
    return Pages(tuple(block for grid in shown for block in sheet_blocks(grid)), _origin(origin))


def sheets(data: bytes, most: int = ROWS) -> list[Grid]:
    """The sheets that hold anything, of no more than so many rows; raises Unreadable."""
    import python_calamine

    if not data.startswith(OLE):
        _bounded(data)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        found = ((name, book.get_sheet_by_name(name)) for name in book.sheet_names)
        return [grid for name, sheet in found if (grid := _grid(sheet, name, most))]
    except python_calamine.PasswordError as error:
        raise Unreadable("这个工作簿有密码，请先去掉密码再读") from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise Unreadable("这个工作簿是坏的，没有传完整或者损坏了") from error


def _origin(written: str) -> str:
    """The filing that a workbook of ours was made of; nothing where it cannot be read."""
    try:
        text = json.loads(written)
    except ValueError:
        return ""
    return text if isinstance(text, str) else ""


def _bounded(data: bytes) -> None:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked(package)
    except DAMAGED as error:
        raise Unreadable("这个工作簿是坏的，没有传完整或者损坏了") from error


def _grid(sheet: object, name: str, most: int) -> Grid | None:
    """A sheet as a grid, or nothing where it is empty."""
    values = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]  # calamine's own
    if len(values) > most:
        raise Unreadable(f"工作表“{name}”有 {len(values)} 行，太多了（最多 {most} 行），没有读")
    at = Position(sheet=name)
    texts = [[_text(value) for value in row[:COLUMNS]] for row in values]
    rows = tuple(
        tuple(Cell(text, replace(at, row=row + 1, column=column + 1)) for column, text in enumerate(line))
        for row, line in enumerate(texts)
    )
    if not any(cell.text for row in rows for cell in row):
        return None
    return Grid(_spread(rows, getattr(sheet, "merged_cell_ranges", None) or ()), at)


def _spread(
    rows: tuple[tuple[Cell, ...], ...], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[tuple[Cell, ...], ...]:
    """Merged cells with their text in every place."""
    laid = [list(row) for row in rows]
    for (top, left), (bottom, right) in merged:
        if top >= len(laid) or left >= len(laid[top]):
            continue
        text = laid[top][left].text
        for row in range(top, min(bottom + 1, len(laid))):
            for column in range(left, min(right + 1, len(laid[row]))):
                if (row, column) != (top, left):
                    laid[row][column] = replace(laid[row][column], text=text, covered=True)
    return tuple(map(tuple, laid))


def _text(value: object) -> str:
    """A value as it is shown; whole numbers without a point."""
    match value:
        case bool():
            return "是" if value else "否"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
        case datetime.datetime():
            return value.date().isoformat()
        case _:
            return str(value).strip()
