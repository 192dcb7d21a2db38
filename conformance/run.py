"""All judges on all outputs, each also on the faults it must find, two judges at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from conformance.checkers import Checker
from conformance.verdict import Fault, Output, Verdict

# How many failures of one verdict are printed.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one judge said: of the outputs, and of the faults planted in one of each kind."""

    title: str
    verdicts: tuple[Verdict, ...]
    faults: tuple[tuple[Fault, bool], ...]
    seconds: float

    @property
    def count(self) -> int:
        """How many failures there are, and faults overlooked."""
        count = sum(len(verdict.failures) for verdict in self.verdicts)
        return max(count, len(self.failures))

    @property
    def failures(self) -> tuple[str, ...]:
        """All that must be mended, and every fault that was overlooked."""
        found = [
            f"{self.title}：{verdict.output.name} {verdict.output.kind} {verdict.standard}：{failure}"
            for verdict in self.verdicts
            for failure in _few(verdict.failures)
        ]
        overlooked = [
            f"{self.title}：没有发现故意放进 {fault.output.kind} 的错误：{fault.what}"
            for fault, seen in self.faults
            if not seen
        ]
        silent = () if self.verdicts and self.faults else (f"{self.title}：什么也没有核对，或者没有放进错误",)
        return (*found, *overlooked, *silent)


def _few(failures: tuple[str, ...]) -> tuple[str, ...]:
    """The first of many, and how many more there are."""
    rest = len(failures) - SHOWN
    return (*failures[:SHOWN], f"……另有{rest}处") if rest > 0 else failures


def hear(checkers: Sequence[Checker], outputs: Sequence[Output]) -> tuple[Hearing, ...]:
    """Every judge's hearing, in the order of the judges."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return tuple(pool.map(lambda checker: _hear(checker, outputs), checkers))


def _hear(checker: Checker, outputs: Sequence[Output]) -> Hearing:
    start = time.monotonic()
    mine = [output for output in outputs if output.kind in checker.KINDS]
    verdicts = tuple(checker.check(mine))
    unjudged = [output for output in mine if not any(verdict.output is output for verdict in verdicts)]
    silent = tuple(Verdict(output, "", 0, ("没有结论",)) for output in unjudged)
    faults = tuple(pair for kind in checker.KINDS for pair in _planted(checker, mine, kind))
    return Hearing(checker.TITLE, verdicts + silent, faults, time.monotonic() - start)


def _planted(checker: Checker, outputs: Sequence[Output], kind: str) -> Iterator[tuple[Fault, bool]]:
    """The faults of one kind of output, and whether each was found."""
    verdicts: dict[int, tuple[Verdict, ...]] = {}
    for fault in _faults(checker, [output for output in outputs if output.kind == kind]):
        if id(fault.output) not in verdicts:
            verdicts[id(fault.output)] = tuple(checker.check([fault.output]))
        yield fault, fault.found_in(verdicts[id(fault.output)])


def _faults(checker: Checker, outputs: Sequence[Output]) -> tuple[Fault, ...]:
    """The faults of the first output that has a place for them all."""
    for output in outputs:
        try:
            return tuple(checker.faults(output))
        except (LookupError, RuntimeError):  # next() in a generator that finds nothing raises the latter
            continue
    return ()
