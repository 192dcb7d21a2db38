"""A command run to its end, and two commands run in turn: time and memory of both, and the ratio."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
# Python may keep what it has compiled, as it does wherever we are installed: installers compile the rivals'
# modules, and a setting of this machine's that forbids it would leave ours alone to be compiled each time.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(ROOT),
}
NIANBAO = (sys.executable, "-m", "generator")


@dataclass(frozen=True)
class Run:
    """One process: seconds of wall time, seconds of processor time, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], *, errors: bool = False) -> Run:
    """Run a command to its end, its output thrown away; ``errors``: it may find some."""
    began = time.perf_counter()
    child = os.posix_spawn(
        command[0],
        list(command),
        ENVIRONMENT,
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)],
    )
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in ((0, 1) if errors else (0,)):
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(name: str, ours: Sequence[str], theirs: Sequence[str], runs: int = RUNS) -> Mapping[str, float]:
    """Both in turn, and the medians side by side; returns the ratios."""
    run(ours)
    run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(runs)]
    print(f"\n{name}")
    ratios = {}
    for figure in ("wall", "cpu", "memory"):
        a, b = (statistics.median(getattr(pair[side], figure) for pair in pairs) for side in (0, 1))
        ratio = statistics.median(getattr(pair, figure) / getattr(other, figure) for pair, other in pairs)
        ratios[figure] = ratio
        unit = "MiB" if figure == "memory" else "s"
        print(f"  {figure:6}  ours {a:8.3f} {unit:3}  theirs {b:8.3f} {unit:3}  ratio {ratio:.2f}")
    return ratios
