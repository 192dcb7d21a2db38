"""A workbook of ours, filled in: the filing that it holds.

Sheets are known by what they say (the sheet of the head by its three columns), tables by their printed labels
as any others; nothing hangs on named ranges, on what formulas came to, or on rows that were not moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.compose.blank import Known, blank
from generator.compose.imported import printed_rows
from generator.findings.finding import Finding
from generator.form.format import Format
from generator.form.library import Library
from generator.form.own_tables import KEY
from generator.form.reserved import BEFORE, BELOW, REMARK, UNIT
from generator.importers.doubts import doubt
from generator.importers.figures import Figure
from generator.importers.own_fields import head_lines
from generator.importers.own_rows import free_lines, own_lines
from generator.importers.own_totals import typed_over
from generator.importers.pages import Cell, Grid, Pages, Unreadable
from generator.importers.tables import Tables, Taken, read_tables
from generator.report.sheet_names import sheet_names
from generator.report.sheets import ABOVE_HEAD, ABOVE_TEXT, CHECKS, HEAD, HEAD_COLUMNS, LAST_YEAR, STATE, ZERO

# A sheet as what stands in its cells, by row and column from 1.
Cells = dict[tuple[int, int], Cell]
VERSION = "格式"


@dataclass
class Filled:
    """What a workbook of ours holds: the filing's text, and what is to be said."""

    form: Format
    text: str
    tables: Tables
    findings: list[Finding] = field(default_factory=list)
    numbers: int = 0


def filled(pages: Pages, name: str, library: Library) -> Filled | None:
    """The filing of a workbook that we made; None for any other.  Raises Unreadable for an unknown form.

    What formulas came to is never taken: a program that filled the sheet may not have computed them again.
    """
    sheets = _sheets(pages)
    fields = _fields(sheets.get(HEAD, {}))
    if VERSION not in fields:
        return None
    form = _form(fields[VERSION], library)
    sheets = _by_path(sheets, form)
    tables = read_tables(list(_grids(pages, form)), form)
    _remarks(tables, form, sheets)
    addresses = form.addresses
    written = {
        path: taken.figure.written
        for path, taken in tables.cells.items()
        if not (addresses[path].open_column or addresses[path].open_row)
    }
    known = _known(form, sheets, fields, printed_rows(form, written))
    known = replace(known, preface=(f"# 由 nianbao import 从工作簿 {name} 读出。",))
    count = sum(tables.cells[path].figure.is_known for path in written)
    result = Filled(form, blank(form, known), tables, list(tables.findings), count)
    result.findings += [*_unread(form, sheets), *typed_over(result.text, tables, library)]
    return result


def _form(version: str, library: Library) -> Format:
    """The form of that version; raises Unreadable for one that there is not."""
    try:
        return library.find(version)
    except KeyError as error:
        raise Unreadable(f"工作簿里写的格式是“{version}”，没有这一版{library.meant(version)}") from error


def _known(form: Format, sheets: dict[str, Cells], fields: dict[str, str], rows: dict[str, str]) -> Known:
    """All that the sheets say."""
    beside = dict(_beside(form, sheets))
    units = {path.partition(".")[0]: text for path, text in beside.items() if path.endswith(f".{UNIT}")}
    said = {path: text for path, text in beside.items() if not path.endswith(f".{UNIT}")}
    return Known(
        head=dict(head_lines(form, fields)),
        rows=rows,
        texts={**dict(_texts(form, sheets)), **said},
        units=units,
        free={section: tuple(free_lines(form, section, sheets[section])) for section in _free(form, sheets)},
        own_tables=tuple(own_lines([sheets[sheet] for sheet in _own(sheets)])),
    )


def _sheets(pages: Pages) -> dict[str, Cells]:
    """What stands in each sheet, a merged cell at its first place; lines of one cell together again."""
    sheets: dict[str, Cells] = defaultdict(dict)
    for block in pages.blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Grid) else []
        for cell in cells:
            if cell.text and not cell.covered:
                sheets[cell.at.sheet][cell.at.row, cell.at.column] = cell
        if not isinstance(block, Grid):
            place = (block.at.row, block.at.column)
            before = sheets[block.at.sheet].get(place)
            text = f"{before.text}\n{block.text}" if before else block.text
            sheets[block.at.sheet][place] = Cell(text, block.at)
    return sheets


def _by_path(sheets: dict[str, Cells], form: Format) -> dict[str, Cells]:
    """The sheets by what stands on them: a section's key, a text's path; others by their names."""
    paths = {name: path for path, name in sheet_names(form).items()}
    others = {name: cells for name, cells in sheets.items() if name not in paths}
    return others | {paths[name]: cells for name, cells in sheets.items() if name in paths}


def _fields(sheet: Cells) -> dict[str, str]:
    """The fields of the head by their keys; nothing where it is no sheet of ours."""
    heads = tuple(sheet[ABOVE_HEAD, column].text for column in (1, 2, 3) if (ABOVE_HEAD, column) in sheet)
    if heads != HEAD_COLUMNS:
        return {}
    keys = {row: cell.text for (row, column), cell in sheet.items() if column == 1 and row > ABOVE_HEAD}
    return {key: sheet[row, 2].text for row, key in keys.items() if (row, 2) in sheet}


# ---------------------------------------------------------------- tables


def _grids(pages: Pages, form: Format) -> Iterator[Grid]:
    """The tables of the form alone: without what we set beside and below them."""
    names = {sheet_names(form)[section] for section in form.tables}
    for grid in pages.grids:
        if grid.at.sheet in names:
            rows = [row for row in grid.rows if not any(cell.text.endswith(ZERO) for cell in row[:3])]
            ours = [row for row in rows if row and row[0].text not in (BEFORE, UNIT, BELOW)]
            width = _width(pages, grid.at.sheet)
            yield replace(grid, rows=tuple(row[:width] for row in ours))


def _width(pages: Pages, sheet: str) -> int:
    """How many columns the table itself has: those before the one for remarks and last year's numbers."""
    ends = [
        cell.at.column - 1
        for grid in pages.grids
        if grid.at.sheet == sheet
        for row in grid.rows
        for cell in row
        if cell.at.column > 1 and (cell.text == REMARK or cell.text.startswith(LAST_YEAR))
    ]
    return min(ends, default=10**6)


def _remarks(tables: Tables, form: Format, sheets: dict[str, Cells]) -> None:
    """What is said of numbers, in the column for it: after the number's address where a row has several."""
    rows: dict[tuple[str, int], list[str]] = defaultdict(list)
    for path, taken in tables.cells.items():
        rows[taken.at.sheet, taken.at.row].append(path)
    for section in form.tables:
        cells = sheets.get(section, {})
        column = next((place[1] for place, cell in cells.items() if cell.text == REMARK), 0)
        for (row, place), cell in cells.items():
            if place == column and cell.text != REMARK:
                for line in cell.text.split("\n"):
                    _remark(tables, section, rows.get((cell.at.sheet, row), []), line, cell)


def _remark(tables: Tables, section: str, paths: list[str], line: str, cell: Cell) -> None:
    """One remark; where it cannot be told of which number, that is said."""
    name, colon, words = line.partition("：")
    path = paths[0] if len(paths) == 1 else f"{section}.{name.strip()}"
    if path in tables.cells and path in paths and (colon or len(paths) == 1):
        taken = tables.cells[path]
        text = line if len(paths) == 1 else words
        figure: Figure = replace(taken.figure, remark=text.strip())
        tables.cells[path] = Taken(figure, taken.text, taken.at, taken.doubt)
    else:
        tables.findings.append(doubt("I36", cell.at, text=line[:40]))


# ---------------------------------------------------------------- texts


def _texts(form: Format, sheets: dict[str, Cells]) -> Iterator[tuple[str, str]]:
    for path in sheet_names(form):
        if path in form.tables or path in form.free_tables:
            continue
        cells = sheets.get(path, {})
        rows = sorted(row for row, column in cells if column == 1 and row > ABOVE_TEXT)
        if rows:
            yield path, "\n".join(cells[row, 1].text for row in rows)


def _beside(form: Format, sheets: dict[str, Cells]) -> Iterator[tuple[str, str]]:
    """What stands before and below tables, and their units."""
    for section in (*form.tables, *form.free_tables):
        cells = sheets.get(section, {})
        for (row, column), cell in cells.items():
            if column == 1 and cell.text in (BEFORE, UNIT, BELOW) and (row, 2) in cells:
                yield f"{section}.{cell.text}", cells[row, 2].text


def _free(form: Format, sheets: dict[str, Cells]) -> Iterator[str]:
    return (section for section in form.free_tables if section in sheets)


def _own(sheets: dict[str, Cells]) -> list[str]:
    """The sheets of the office's own tables, in the order of their numbers."""
    names = [name for name in sheets if name.startswith(KEY) and name.removeprefix(KEY).isdecimal()]
    return sorted(names, key=lambda name: int(name.removeprefix(KEY)))


def _unread(form: Format, sheets: dict[str, Cells]) -> Iterator[Finding]:
    """Sheets that somebody put in, or called otherwise: told, for nothing of them was read."""
    known = {HEAD, STATE, CHECKS, *sheet_names(form), *_own(sheets)}
    for name, cells in sheets.items():
        if name not in known and cells:
            yield doubt("I37", next(iter(cells.values())).at, name=name)
