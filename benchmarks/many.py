"""What a filing costs in folders of every size: ``python -m benchmarks.many [SIZES] [JOBS]``, sizes such as
``10,100,1000``.

Folders are made by the generator of provinces.  One process is held to one processor; processor time is that
of all processes together, memory that of the largest.  What a folder of two takes is the start.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import NIANBAO, ROOT, Run, on_one_core, run
from benchmarks.province.make import make

SIZES = (10, 100, 300, 1000, 3000, 5000)
MODEST = (10, 100, 300)
JOBS = 2
FEW = 2
# What is held against the others: a folder in which nothing has to be let go of, and the start is little.
USUAL = 100


def main() -> None:
    """The table."""
    sizes = [int(size) for size in sys.argv[1].split(",")] if len(sys.argv) > 1 else SIZES
    with tempfile.TemporaryDirectory() as place:
        print(many(Path(place), sizes, int(sys.argv[2]) if len(sys.argv) > 2 else JOBS))


def many(room: Path, sizes: Sequence[int], jobs: int = JOBS) -> str:
    """A line for each size, in Markdown: milliseconds of processor time a filing without the start, and how
    many times what one of a hundred takes; peak memory, and how many times that of the smallest folder."""
    kinds = (1, jobs)
    few = _start(room)
    _check(few, jobs)  # what is compiled or loaded for the first time is not counted
    starts = [_usual([_check(few, kind) for _ in range(3)]) for kind in kinds]
    folders = {size: _folder(room, size) for size in sizes}
    runs = {size: [_check(folder, kind) for kind in kinds] for size, folder in folders.items()}
    costs = {size: list(map(_cost, [size] * 2, ran, starts)) for size, ran in runs.items()}
    usual = min(sizes, key=lambda size: abs(size - USUAL))
    names = ("1 job", f"{jobs} jobs")
    heads = [f"{name}: {what} | times" for name in names for what in ("ms", "MB")]
    lines = [f"| filings | {' | '.join(heads)} |", "| --- " * (2 * len(heads) + 1) + "|"]
    for size, ran in runs.items():
        cells = [
            f"{cost:.1f} | {cost / least:.2f} | {it.memory:.0f} | {it.memory / first.memory:.2f}"
            for cost, least, it, first in zip(costs[size], costs[usual], ran, runs[min(sizes)], strict=True)
        ]
        lines.append(f"| {size} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _usual(runs: Sequence[Run]) -> Run:
    """The one of middling processor time."""
    return sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]


def _cost(size: int, ran: Run, start: Run) -> float:
    return (ran.cpu - start.cpu) / (size - FEW) * 1e3


def _start(room: Path) -> Path:
    """A folder of a few filings: what is left of their time is that of starting."""
    folder = room / "start"
    folder.mkdir()
    for number in range(FEW):
        shutil.copy(ROOT / "examples" / "2021-city.yaml", folder / f"{number}.yaml")
    return folder


def _folder(room: Path, size: int) -> Path:
    make(room / str(size), size, 1, 1, 5.0)
    return room / str(size) / "填报"


def _check(folder: Path, jobs: int) -> Run:
    command = (*NIANBAO, "check", str(folder), "--jobs", str(jobs))
    return run(on_one_core(command) if jobs == 1 else command, errors=True)


if __name__ == "__main__":
    main()
