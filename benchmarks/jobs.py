"""A folder of filings built by one process held to one core and by two, beside others that print as many."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks import printers
from benchmarks.measure import NIANBAO, ROOT, in_turn, on_one_core
from benchmarks.ratios import Ratio
from generator.report.build import Report

FILINGS = 40
RUNS = 3
# What two processes should take of the time of one, where there are two cores and nobody else is busy.
TWO = 0.6


def jobs(report: Report, room: Path) -> Iterator[Ratio]:
    """Processor time beside the rival's, and the time that passes with two processes beside that with one."""
    source = _filings(room / "forty")
    build = (
        *NIANBAO,
        "build",
        str(source),
        "-o",
        str(room / "built"),
        "--to",
        "docx,pdf",
        "--force",
        "--jobs",
    )
    commands = {"1": on_one_core((*build, "1")), "2": (*build, "2")}
    if office := printers.office(report, room / "forty-office", FILINGS):
        commands["office"] = on_one_core(office)
    rounds = in_turn(commands, RUNS)
    name = f"build of {FILINGS} filings as DOCX and PDF"
    if office:
        beside = "docxtpl and one LibreOffice, as many"
        pairs = list(zip(rounds["1"], rounds["office"], strict=True))
        yield Ratio(f"{name}, --jobs 1", beside, None, statistics.median(a.cpu / b.cpu for a, b in pairs))
    pairs = list(zip(rounds["2"], rounds["1"], strict=True))
    passed = statistics.median(a.wall / b.wall for a, b in pairs)
    yield Ratio(f"{name}, --jobs 2: the time that passes", "--jobs 1 on one core", TWO, passed)
    spent = statistics.median(a.cpu / b.cpu for a, b in pairs)
    yield Ratio(f"{name}, --jobs 2: processor time", "--jobs 1 on one core", None, spent)


def _filings(folder: Path) -> Path:
    folder.mkdir()
    text = (ROOT / "examples" / "2021-city.yaml").read_text(encoding="utf-8")
    for number in range(FILINGS):
        (folder / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    return folder
