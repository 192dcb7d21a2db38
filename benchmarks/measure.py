"""A command run to its end, and two commands run in turn: time and memory of both, and the ratio."""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
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
# What holds a process to one processor before it becomes another.
HELD = (
    "import os, sys;"
    "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
# Of Linux: who has no parent any more is given to the one that asked for it (prctl(2)).
PR_SET_CHILD_SUBREAPER = 36
NIANBAO = (sys.executable, "-m", "generator")


@dataclass(frozen=True)
class Run:
    """One process: seconds of wall time, seconds of processor time, peak memory in MiB (not a number where it
    cannot be told)."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], *, errors: bool = False) -> Run:
    """Run a command to its end, its output thrown away; ``errors``: it may find some."""
    _adopt()
    began = time.perf_counter()
    child = os.posix_spawn(
        command[0],
        list(command),
        ENVIRONMENT,
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)],
    )
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    behind = _left_behind()
    if os.waitstatus_to_exitcode(status) not in ((0, 1) if errors else (0,)):
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(wall, usage.ru_utime + usage.ru_stime + behind, _peak(usage.ru_maxrss))


def _peak(kilobytes: int) -> float:
    """Peak memory in MiB.  What a process had before it became the command counts on Linux, and that is ours:
    no more than we have says nothing of the command."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024 if kilobytes > own else float("nan")


def _adopt() -> None:
    """Become the parent of what a command leaves behind, where the system knows that (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _left_behind() -> float:
    """Processor time of what a command began and did not wait for: a browser's helpers."""
    used = 0.0
    with suppress(ChildProcessError):
        while True:
            _, _, usage = os.wait4(-1, 0)
            used += usage.ru_utime + usage.ru_stime
    return used


def in_turn(commands: Mapping[str, Sequence[str]], runs: int) -> Mapping[str, list[Run]]:
    """All commands one after the other, so many times; the first round is not counted."""
    rounds = [{name: run(command) for name, command in commands.items()} for _ in range(runs + 1)]
    return {name: [each[name] for each in rounds[1:]] for name in commands}


def on_one_core(command: Sequence[str]) -> tuple[str, ...]:
    """The command, held to one processor with all that it begins."""
    return (sys.executable, "-c", HELD, *command)


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
