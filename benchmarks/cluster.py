"""The same folder by two processes of our own and by two workers of an engine that is already there:
``python -m benchmarks.cluster [FILINGS] [ROUNDS]``.

In turn, each a command of its own; the first round is not counted, so that the workers are warm.  Processor
time is that of the command with its processes, and of scheduler and workers.  The outputs must be the same.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from benchmarks.measure import NIANBAO, ROOT
from benchmarks.province.make import FILINGS, make
from tests.batch.engine import Engine, engine

WORKERS = 2
BUILD = ("--to", "html,docx", "--bundled-fonts", "--force")


def main() -> None:
    """The ratios of ``check`` and ``build``."""
    filings, rounds = (int(text) for text in (*sys.argv[1:], *("200", "3")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        make(room, filings)
        with engine(room, WORKERS) as there:
            print(
                f"{filings} filings, {WORKERS} workers; the engine beside --jobs {WORKERS}, {rounds} rounds"
            )
            for name, more in {"check": (), "build": BUILD}.items():
                _compare(room, there, name, more, rounds)
        ours, theirs = (_files(room / name) for name in ("here", "there"))
        print(f"outputs: {len(ours)}, {'the same' if ours == theirs else 'NOT THE SAME'}")


def _compare(room: Path, there: Engine, name: str, more: Sequence[str], rounds: int) -> None:
    pairs = []
    for _ in range(rounds + 1):
        here = _run(room, there, (name, FILINGS, *_into(name, "here"), *more, "--jobs", str(WORKERS)))
        away = _run(room, there, (name, FILINGS, *_into(name, "there"), *more, "--cluster", there.address))
        assert here[2] == away[2].replace("there", "here"), "not the same text"
        pairs.append((here, away))
    for number, figure in enumerate(("wall", "processor")):
        ratios = [away[number] / here[number] for here, away in pairs[1:]]
        a, b = (statistics.median(pair[side][number] for pair in pairs[1:]) for side in (0, 1))
        print(
            f"  {name} {figure:9}  jobs {a:6.1f} s  engine {b:6.1f} s  ratio {statistics.median(ratios):.2f} "
            f"({min(ratios):.2f} to {max(ratios):.2f})",
            flush=True,
        )


def _into(name: str, folder: str) -> tuple[str, ...]:
    return ("-o", folder) if name == "build" else ()


def _run(room: Path, there: Engine, arguments: Sequence[str]) -> tuple[float, float, str]:
    """Seconds of wall time, seconds of processor time, and what was said."""
    engines = [psutil.Process(process.pid) for process in there.processes]
    before = sum(map(_spent, engines)) + _children()
    began = time.perf_counter()
    said = subprocess.run(
        [*NIANBAO, *arguments],
        cwd=room,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - began
    if said.returncode not in {0, 1}:
        raise SystemExit(said.stderr)
    return wall, sum(map(_spent, engines)) + _children() - before, said.stdout


def _spent(process: psutil.Process) -> float:
    spent = process.cpu_times()
    return float(spent.user + spent.system)


def _children() -> float:
    """What the commands that have ended took, with all their processes."""
    spent = psutil.Process().cpu_times()
    return float(spent.children_user + spent.children_system)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != ".nianbao")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


if __name__ == "__main__":
    main()
