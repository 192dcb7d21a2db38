"""Mutants tried one by one: each in a forked child of a process that has everything imported and collected.

The child asks the tests that reach the changed line and stops at the first that fails.  Those that noticed
other mutants of the same module are asked first, then those that lie nearest to it, then the quickest.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import resource
import shutil
import signal
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from pathlib import PurePath
from time import monotonic, sleep
from typing import Any

import pytest

from benchmarks.mutants.changes import ROOT, Mutant
from benchmarks.mutants.live import Functions, NotApplied, apply, forget_for, functions
from benchmarks.mutants.reach import Reached

# Seconds of tests asked about one mutant; the slower ones are left out, and that is told.
ASKED = 30.0
# A child may take so many times as long as its tests did, and so many seconds more, before it counts as hung.
SLOWER, GRACE = 4.0, 20.0
MEMORY = 8 << 30


class Verdict(StrEnum):
    """What became of a mutant."""

    NOTICED = "noticed"
    HUNG = "hung"
    SURVIVED = "survived"
    UNREACHED = "no test reaches it"
    NOT_APPLIED = "not applied"


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, what became of it, the test that noticed it, how many slower tests were not asked."""

    mutant: Mutant
    verdict: Verdict
    test: str = ""
    not_asked: int = 0


@dataclass
class _Child:
    mutant: Mutant
    pipe: int
    deadline: float
    folder: str
    not_asked: int


class Trials:
    """A plugin of pytest that tries mutants in place of running the tests."""

    def __init__(self, mutants: Sequence[Mutant], reach: Mapping[str, Reached], jobs: int) -> None:
        self.mutants, self.reach, self.jobs = mutants, reach, jobs
        self.done: list[Trial] = []
        self.sharp: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.say: Callable[[Trial], None] = lambda trial: None

    def pytest_configure(self, config: pytest.Config) -> None:
        import hypothesis

        quick = {"database": None, "deadline": None, "derandomize": True}
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", phases=phases, **quick)
        hypothesis.settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        _import_everything()
        live = functions()
        items = {item.nodeid: item for item in session.items}
        untried, running = list(reversed(self.mutants)), {}
        while untried or running:
            while untried and len(running) < self.jobs:
                self._begin(untried.pop(), items, live, running)
            self._end(running)
        return True

    def _begin(
        self, mutant: Mutant, items: Mapping[str, pytest.Item], live: Functions, running: dict[int, _Child]
    ) -> None:
        sharp = self.sharp[mutant.file]
        tests = sorted(tests_for(mutant, self.reach), key=lambda test: -sharp[test])
        asked, seconds = _within(tests, self.reach)
        if not tests:
            self._finish(Trial(mutant, Verdict.UNREACHED))
            return
        reading, writing = os.pipe()
        folder = tempfile.mkdtemp(prefix="mutant-")
        child = os.fork()
        if child == 0:
            os.close(reading)
            _in_child(mutant, [items[test] for test in asked if test in items], live, writing, folder)
        os.close(writing)
        deadline = monotonic() + GRACE + SLOWER * seconds
        running[child] = _Child(mutant, reading, deadline, folder, len(tests) - len(asked))

    def _end(self, running: dict[int, _Child]) -> None:
        """Note the children that are done, and end those that hang."""
        for process, child in list(running.items()):
            ended, _ = os.waitpid(process, os.WNOHANG)
            hung = not ended and monotonic() > child.deadline
            if hung:
                os.killpg(process, signal.SIGKILL)
                os.waitpid(process, 0)
            if ended or hung:
                del running[process]
                answer = os.read(child.pipe, 1 << 16).decode().partition(" ")
                os.close(child.pipe)
                shutil.rmtree(child.folder, ignore_errors=True)
                # A child that died without a word (no memory, a crash) was noticed too.
                verdict = Verdict.HUNG if hung or not answer[0] else Verdict[answer[0]]
                self._finish(Trial(child.mutant, verdict, answer[2], child.not_asked))
        sleep(0.005)

    def _finish(self, trial: Trial) -> None:
        self.done.append(trial)
        self.sharp[trial.mutant.file][trial.test] += bool(trial.test)
        self.say(trial)


def tests_for(mutant: Mutant, reach: Mapping[str, Reached]) -> list[str]:
    """The tests that reach the mutant's line, the nearest first, and of these the quickest.

    Forms are worked out once and kept, so what reads them is not seen to: there every test of a file counts
    that has one which reaches the line.
    """
    passed = {test: run for test, run in reach.items() if run.passed}
    lines = set(mutant.reached)
    found = {test for test, run in passed.items() if lines & run.lines.get(mutant.file, set())}
    if not mutant.function:
        found = {test for test, run in passed.items() if mutant.file in run.lines}
    if mutant.file.startswith(("generator/form/", "generator/writers/style/")):
        files = {test.partition("::")[0] for test in found}
        found = {test for test in passed if test.partition("::")[0] in files}
    return sorted(found, key=lambda test: (-_nearness(test, mutant.file), passed[test].seconds, test))


def _nearness(test: str, module: str) -> int:
    """How many folders from the top a test and a module have in common: tests lie beside what they test."""
    pairs = zip(PurePath(test.partition("::")[0]).parts[1:], PurePath(module).parts[1:], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _within(tests: Sequence[str], reach: Mapping[str, Reached]) -> tuple[list[str], float]:
    """As many of the tests as there is time for, and the seconds they take."""
    asked, seconds = [], 0.0
    for test in tests:
        if asked and seconds + reach[test].seconds > ASKED:
            break
        asked.append(test)
        seconds += reach[test].seconds
    return asked, seconds


def _import_everything() -> None:
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


# ---------------------------------------------------------------- in the child


def _in_child(mutant: Mutant, items: list[Any], live: Functions, pipe: int, folder: str) -> None:
    """Try the mutant, write the verdict and the test into the pipe, and end."""
    answer = Verdict.NOTICED.name
    with contextlib.suppress(BaseException):
        os.setsid()
        os.chdir(ROOT)
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            apply(mutant, live)
        except NotApplied:
            answer = Verdict.NOT_APPLIED.name
        else:
            forget_for(mutant)
            failed = _first_failure(items)
            answer = f"{Verdict.NOTICED.name} {failed}" if failed else Verdict.SURVIVED.name
    os.write(pipe, answer.encode())
    os._exit(0)


def _first_failure(items: list[pytest.Item]) -> str:
    config = items[0].config
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    config.pluginmanager.unregister(terminal)
    failures = _Failures()
    config.pluginmanager.register(failures)
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        if failures.tests:
            return failures.tests[0]
    return ""


class _Failures:
    def __init__(self) -> None:
        self.tests: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.tests.append(report.nodeid)


def try_all(
    mutants: Sequence[Mutant], reach: Mapping[str, Reached], jobs: int, say: Callable[[Trial], None]
) -> list[Trial]:
    """Every mutant tried; ``say`` hears of each as it is done."""
    trials = Trials(mutants, reach, jobs)
    trials.say = say
    files = sorted({test.partition("::")[0] for test in reach})
    options = ["-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"]
    pytest.main([*files, *options], [trials])
    return sorted(trials.done, key=lambda trial: (trial.mutant.file, trial.mutant.line))


def folders(trials: Sequence[Trial]) -> Iterator[tuple[str, list[Trial]]]:
    """The trials by the folder of the product."""
    names = sorted({trial.mutant.file.split("/")[1] for trial in trials})
    for name in names:
        yield name, [trial for trial in trials if trial.mutant.file.split("/")[1] == name]
