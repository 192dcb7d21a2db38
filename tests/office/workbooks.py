"""Workbooks that somebody fills in and works over in LibreOffice, and what comes back of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from generator.filing.filing import Filing
from generator.form.reserved import BEFORE, BELOW, UNIT
from generator.report.sheets import CHECKS, HEAD, STATE
from generator.workbook.plan import exported
from generator.writers.xlsx.file import file_of
from tests.conftest import CORRECT
from tests.office.documents import Tally, figures, lines, loaded, with_pictures
from tests.office.program import Job, nianbao, work
from tests.workbook.reading import opened

FORMS = ("xlsx", "ods", "xls")
# Rows that are known by what stands in their first column, wherever they are.
BESIDE = (BEFORE, UNIT, BELOW)
INSERTED = "其中：网上申请"


@dataclass
class Filled:
    """A blank workbook filled with what an example says: the job, and the example."""

    name: str
    example: Path
    job: Job


def returned(only: str, folder: Path) -> dict[str, Tally]:
    """The blank workbook of every form filled with an example's figures and texts, saved, read again."""
    plans = [plan for path in CORRECT if path.stem.startswith(only) for plan in _plans(path, folder)]
    done = work([plan.job for plan in plans])
    tallies = {form: Tally() for form in FORMS}
    tallies["xlsx"].faults += [f"not made: {fault}" for faults in done for fault in faults]
    for plan in plans:
        for path in plan.job.saved:
            tally = tallies[path.suffix[1:]]
            tally.reports += 1
            tally.edits += len(plan.job.edits)
            tally.faults += [f"{path.name}: {fault}" for fault in _faults(plan, path)]
    return tallies


def _plans(example: Path, folder: Path) -> Iterator[Filled]:
    """The workbook filled; and filled, a total typed over, a row put in."""
    filing = loaded(with_pictures(example, folder))
    blank = folder / f"{example.stem}-blank.xlsx"
    nianbao("new", filing.format.version, "--xlsx", "-o", blank)
    book, full = opened(blank.read_bytes()), opened(file_of(exported(filing)))
    edits = list(_typed(book, full))
    for kind, more in (("filled", []), ("worked-over", list(_worked_over(book, filing)))):
        saved = [folder / f"{example.stem}-{kind}.{form}" for form in FORMS]
        job = Job(blank, [*edits, *more, ["recalculated"]], saved)
        yield Filled(kind, example, job)


def _typed(blank: Workbook, full: Workbook) -> Iterator[list[str]]:
    """What somebody types into the empty cells of a blank workbook."""
    for sheet in full:
        if sheet.title in blank.sheetnames and sheet.title not in (STATE, CHECKS):
            yield ["unprotected", sheet.title]
            yield from _room(blank, sheet)
            for row in sheet.iter_rows():
                for cell in row:
                    if place := _place(blank, cell):
                        yield ["cell", sheet.title, str(place[0]), str(place[1]), _said(cell.value)]


def _room(blank: Workbook, sheet: Worksheet) -> Iterator[list[str]]:
    """Rows put in where a table has more of them than there are blank ones."""
    below, rows = (_row(each, BELOW) for each in (blank[sheet.title], sheet))
    last = max((row for row in range(1, rows) if sheet.cell(row, 1).value), default=0)
    for _ in range(below, last + 1) if below else ():
        blank[sheet.title].insert_rows(below)
        yield ["row_before", sheet.title, str(below)]


def _row(sheet: Worksheet, name: str) -> int:
    """The row that begins with a name; 0 where none does."""
    return next((row[0].row for row in sheet.iter_rows(min_row=4) if row[0].value == name), 0)


def _place(blank: Workbook, cell: Cell) -> tuple[int, int] | None:
    """Where a cell of the full workbook is typed in; None where nothing is, or something stands."""
    if cell.value is None or str(cell.value).startswith("="):
        return None
    sheet, row = blank[cell.parent.title], cell.row
    key = cell.parent.cell(cell.row, 1).value
    if cell.parent.title == HEAD or key in BESIDE:
        row = _row(sheet, str(key))
    if not row or sheet.cell(row, cell.column).value not in (None, ""):
        return None
    return row, cell.column


def _said(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and not text[:1].isdigit() else text


def _worked_over(book: Workbook, filing: Filing) -> Iterator[list[str]]:
    """A sum that is typed over with another number, and below it a row that the form does not have."""
    for name in filing.format.tables:
        sheet = book[name]
        sums = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
        if sums:
            yield ["cell", name, str(sums[0].row), str(sums[0].column), "987654"]
            yield ["row_before", name, str(sums[0].row + 1)]
            yield ["cell", name, str(sums[0].row + 1), "1", f"'{INSERTED}"]
            yield ["cell", name, str(sums[0].row + 1), str(sums[0].column), "31"]


def _faults(plan: Filled, path: Path) -> Iterator[str]:
    """What the workbook became, against the example."""
    made = path.with_name(f"{path.stem}-{path.suffix[1:]}.yaml")
    _, heard = nianbao("import", path, "-o", made, "--force")
    if not made.exists():
        yield f"no filing: {heard.strip()[:200]}"
        return
    here, there = loaded(made), loaded(plan.example)
    wanted = figures(there)
    yield from (
        f"{cell}: {said}, not {wanted[cell]}" for cell, said in figures(here).items() if said != wanted[cell]
    )
    texts = lines(there)
    for key, said in lines(here).items():
        if said != texts.get(key, []):
            yield f"{key}: {said[:1]}, not {texts.get(key, [])[:1]}"
    yield from _head_faults(here, there)
    if plan.name == "worked-over" and here.format.tables:
        yield from (f"not told: {word}" for word in ("987654", INSERTED) if word not in heard)


def _head_faults(here: Filing, there: Filing) -> Iterator[str]:
    assert here.header is not None and there.header is not None
    ours, theirs = here.header.model_dump(mode="json"), there.header.model_dump(mode="json")
    for key in ("authority", "kind", "level", "year", "published", "number", "title", "contact", "website"):
        if key in ours and ours[key] != theirs[key]:
            yield f"{key}: {ours[key]}, not {theirs[key]}"
