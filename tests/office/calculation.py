"""The formulas of our workbooks, recalculated by LibreOffice, against the rules of the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from openpyxl import Workbook

from generator.filing.filing import Filing
from generator.rules.kinds import equations_of, gives_equations
from generator.workbook.plan import exported
from generator.writers.xlsx import file
from tests.office.program import Job, work
from tests.workbook.reading import opened, rows
from tests.workbook.test_plan import filing, with_mistakes

# Written as the result of every formula, so that only what is calculated anew can be right.
WRONG = -99999
NAMES = ("2021", "2019", "2014")
SEED = 1000
FIRST_LINE = 3


def recalculated(count: int, folder: Path) -> tuple[int, int, list[str]]:
    """So many filings with mistakes: how many rules were compared, how many of their balances do not hold,
    and what is not as our rules say."""
    filings = [with_mistakes(filing(NAMES[seed % len(NAMES)]), SEED + seed) for seed in range(count)]
    jobs = []
    for number, found in enumerate(filings):
        source = folder / f"{number}.xlsx"
        with patch.object(file, "_plain", lambda _: WRONG):
            source.write_bytes(file.file_of(exported(found)))
        jobs.append(Job(source, [["recalculated"]], [folder / f"{number}-out.xlsx"]))
    faults = [fault for answer in work(jobs) for fault in answer]
    compared = unequal = 0
    for job, found in zip(jobs, filings, strict=True):
        book = opened(job.saved[0].read_bytes(), values=True)
        faults += _not_calculated(book)
        for ours, theirs in _differences(book, found):
            compared, unequal = compared + 1, unequal + len(ours)
            if ours != theirs:
                faults.append(f"{job.source.name}: {theirs}, not {ours}")
    return compared, unequal, faults


def _differences(book: Workbook, found: Filing) -> Iterator[tuple[list[float], list[float]]]:
    """For each rule that gives balances, the differences by our rules and by the sheet."""
    told = [(row[0], row[3]) for row in rows(book["勾稽核对"])[FIRST_LINE:] if row[0]]
    for rule in found.format.rules:
        if gives_equations(rule):
            ours = [each.residual for each in equations_of(rule, found) if not each.implied and each.residual]
            theirs = [amount for code, amount in told if code == rule.code and amount]
            yield [float(each) for each in ours], [float(str(each)) for each in theirs]


def _not_calculated(book: Workbook) -> Iterator[str]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (f"{sheet.title} {cell.coordinate}" for cell in row if cell.value == WRONG)
