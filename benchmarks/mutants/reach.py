"""Which tests run which lines of the product, and how long each test takes: collected once and kept.

What is kept of a test file is good for as long as that file, the product and its data are as they were.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from benchmarks.mutants.changes import ROOT
from benchmarks.mutants.live import forget

KEPT = ROOT / ".mutants" / "reach.json"
DATA = ("generator", "templates", "styles", "examples")


@dataclass
class Reached:
    """What one test was seen to do: ``lines`` by file."""

    seconds: float
    passed: bool
    lines: dict[str, set[int]] = field(default_factory=dict)


class Watch:
    """A plugin of pytest that watches every test with coverage, one after the other."""

    def __init__(self) -> None:
        from coverage import Coverage

        self.coverage = Coverage(data_file=None, source=[str(ROOT / "generator")], config_file=False)
        self.tests: dict[str, Reached] = {}
        self.fixtures: dict[str, tuple[str, ...]] = {}
        self.module = ""
        self.shared = 0.0

    def pytest_sessionstart(self) -> None:
        self.coverage.start()
        self.coverage.switch_context("collecting")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        module = item.nodeid.partition("::")[0]
        if module != self.module:
            forget("generator")  # what another file's tests had worked out
            self.module = module
        self.fixtures[item.nodeid] = tuple(getattr(item, "fixturenames", ()))
        self.tests[item.nodeid] = Reached(0.0, False)
        self.coverage.switch_context(item.nodeid)
        begun, self.shared = perf_counter(), 0.0
        result = yield
        self.tests[item.nodeid].seconds = perf_counter() - begun - self.shared
        self.coverage.switch_context("between")
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[Any]:
        if fixturedef.scope == "function":
            return (yield)
        begun = perf_counter()
        self.coverage.switch_context(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            self.shared += perf_counter() - begun
            self.coverage.switch_context(request._pyfuncitem.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.tests[report.nodeid].passed = report.passed

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        data = self.coverage.get_data()
        for path in sorted(data.measured_files()):
            file = Path(path).relative_to(ROOT).as_posix()
            for line, contexts in data.contexts_by_lineno(path).items():
                for context in contexts:
                    self._note(context, file, line)

    def _note(self, context: str, file: str, line: int) -> None:
        if context in self.tests:
            self.tests[context].lines.setdefault(file, set()).add(line)
        elif context.startswith("fixture "):
            name = context.removeprefix("fixture ")
            for test, fixtures in self.fixtures.items():
                if name in fixtures:
                    self.tests[test].lines.setdefault(file, set()).add(line)


def reached(files: Iterable[Path], *, again: bool = False, stale: bool = False) -> dict[str, Reached]:
    """What the tests of these files reach, from what is kept or else by running them.

    ``stale`` takes what is kept of a file whose tests have not changed, whatever else has.
    """
    kept = {} if again or not KEPT.exists() else json.loads(KEPT.read_text("utf-8"))
    product = "" if stale else _product()
    marks = {path.relative_to(ROOT).as_posix(): [_hash([path]), product] for path in files}
    due = sorted(file for file, mark in marks.items() if not _is_good(kept.get(file), mark))
    for folder, group in groupby(due, lambda file: file.rpartition("/")[0]):
        here = list(group)
        print(f"collecting what {len(here)} files of {folder} reach …", file=sys.stderr, flush=True)
        seen = _collect(here)
        for file in here:
            tests = {test: _packed(reached) for test, reached in seen.items() if test.startswith(f"{file}::")}
            kept[file] = {"mark": [marks[file][0], product or _product()], "tests": tests}
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept), "utf-8")
    return {test: _unpacked(reached) for file in marks for test, reached in kept[file]["tests"].items()}


def _product() -> str:
    return _hash(path for name in DATA for path in sorted((ROOT / name).rglob("*.*")))


def _is_good(kept: Mapping[str, Any] | None, mark: list[str]) -> bool:
    return kept is not None and all(
        not new or new == old for new, old in zip(mark, kept["mark"], strict=True)
    )


def _hash(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        if path.is_file() and path.suffix != ".pyc":
            found.update(path.as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def _collect(files: list[str]) -> dict[str, Reached]:
    """Run test files under watch in a child, so that this process imports the product unwatched."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        watch = Watch()
        pytest.main([*files, "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header"], [watch])
        with os.fdopen(writing, "w") as pipe:
            json.dump({test: _packed(reached) for test, reached in watch.tests.items()}, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        found = json.load(pipe)
    os.waitpid(child, 0)
    return {test: _unpacked(reached) for test, reached in found.items()}


def _packed(reached: Reached) -> dict[str, Any]:
    lines = {file: f"{sum(1 << line for line in numbers):x}" for file, numbers in reached.lines.items()}
    return {"seconds": round(reached.seconds, 4), "passed": reached.passed, "lines": lines}


def _unpacked(kept: Mapping[str, Any]) -> Reached:
    lines = {file: _bits(int(mask, 16)) for file, mask in kept["lines"].items()}
    return Reached(kept["seconds"], kept["passed"], lines)


def _bits(mask: int) -> set[int]:
    return {number for number, digit in enumerate(reversed(f"{mask:b}")) if digit == "1"}
