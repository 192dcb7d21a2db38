"""What a run of ``check`` comes to: which findings fail it, what could not be opened, its exit code."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.findings.finding import Finding, Level

Made = TypeVar("Made")
# The folder of the package.
OURS = Path(__file__).parents[1]


class Refusal(Exception):
    """What cannot be done, and why, in Chinese: no fault of ours, so no net catches it."""


class Unopened(Exception):
    """A file that is there but cannot be opened, and why, in Chinese.  The others go on."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"打不开 {file}：{reason}")
        self.file = file
        self.reason = reason

    def __reduce__(self) -> tuple[type[Unopened], tuple[str, str]]:
        """It travels between processes as what it was made of."""
        return type(self), (self.file, self.reason)


class Fault(Unopened):
    """A filing of which nothing can be said, or made, for a fault of our own; the others go on.

    ``reason`` says where in our code it was, so that it can be reported; what went wrong there may hold
    anything, so it is not repeated.
    """

    def __str__(self) -> str:
        return f"{self.file}：内部错误，没有做完（{self.reason}）；这是程序的错，请报给维护者"

    @classmethod
    def of(cls, error: BaseException, file: str) -> Fault:
        """The fault that an exception is."""
        fault = cls(file, f"{type(error).__name__}，{_place(error)}")
        fault.__cause__ = error
        return fault


def _place(error: BaseException) -> str:
    """The last line of our own code that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(OURS)]
    if not ours:
        return "位置不明"
    return f"{Path(ours[-1].filename).relative_to(OURS.parent).as_posix()}:{ours[-1].lineno}"


def attempt(file: str, make: Callable[[], Made]) -> Made | Fault:
    """What is made of one filing, or our fault in it: whatever it is, the others go on."""
    try:
        return make()
    except (Refusal, Unopened):
        raise
    except Exception as error:
        return Fault.of(error, file)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that was passed over, and why, in Chinese."""

    file: str
    reason: str


def fails(finding: Finding, strict: bool = False) -> bool:
    """Whether a finding fails the run: errors always, warnings that nobody accepted if ``strict``."""
    return finding.level is Level.ERROR or (
        strict and finding.level is Level.WARNING and not finding.accepted
    )


def exit_code(findings: Iterable[Finding], unopened: Sequence[Unopened] = (), strict: bool = False) -> int:
    """0 nothing fails, 1 something does, 2 a file could not be opened, 3 a fault of ours."""
    if any(isinstance(file, Fault) for file in unopened):
        return 3
    return 2 if unopened else int(any(fails(finding, strict) for finding in findings))
