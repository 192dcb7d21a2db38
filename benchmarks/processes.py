"""One filing in a new process, beside new processes that print the same report in other ways."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks import printers
from benchmarks.measure import NIANBAO, ROOT, RUNS, in_turn, run
from benchmarks.printers import Command
from benchmarks.ratios import Ratio
from generator.report.build import Report

EXAMPLE = ROOT / "examples" / "2021.yaml"
WEASYPRINT, CHROMIUM, OFFICE = (
    "WeasyPrint printing the page",
    "Chromium printing the page",
    "docxtpl and LibreOffice, the same tables",
)
ALL, PDF, WORD, CHECK, HELP = (
    "new process: DOCX, HTML and PDF",
    "new process: PDF",
    "new process: DOCX and PDF",
    "new process: check",
    "new process: --help",
)
# What is put beside what, and the ratio that is aimed at.
PAIRS: tuple[tuple[str, str, float | None], ...] = (
    (ALL, WEASYPRINT, 0.45),
    (ALL, CHROMIUM, None),
    (PDF, WEASYPRINT, None),
    (PDF, CHROMIUM, None),
    (WORD, OFFICE, None),
    (CHECK, WEASYPRINT, 0.15),
    (HELP, WEASYPRINT, None),
)


def processes(report: Report, room: Path) -> Iterator[Ratio]:
    """Processor time, all in turn; what is not installed is left out with a word."""
    run(_build(room))
    theirs = _theirs(report, room)
    for name in (name for name, command in theirs.items() if command is None):
        print(f"not measured, as it is not installed: {name}")
    there = {name: command for name, command in {**_ours(room), **theirs}.items() if command}
    rounds = in_turn(there, RUNS)
    for ours, beside, target in PAIRS:
        if beside in there:
            pairs = zip(rounds[ours], rounds[beside], strict=True)
            yield Ratio(ours, beside, target, statistics.median(a.cpu / b.cpu for a, b in pairs))


def _ours(room: Path) -> dict[str, Command]:
    return {
        ALL: _build(room),
        PDF: _build(room, "--to", "pdf"),
        WORD: _build(room, "--to", "docx,pdf"),
        CHECK: (*NIANBAO, "check", str(EXAMPLE)),
        HELP: (*NIANBAO, "--help"),
    }


def _theirs(report: Report, room: Path) -> dict[str, Command | None]:
    page, pdf = room / f"{EXAMPLE.stem}.html", room / "alone.pdf"
    return {
        WEASYPRINT: printers.weasyprint(page, pdf),
        CHROMIUM: printers.chromium(page, pdf),
        OFFICE: printers.office(report, room / "office"),
    }


def _build(room: Path, *options: str) -> Command:
    return (*NIANBAO, "build", str(EXAMPLE), "-o", str(room), "--force", *options)
