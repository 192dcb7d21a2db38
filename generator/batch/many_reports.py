"""Published reports read, or examined, by several processes: the same results in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.batch.crew import Killed, in_order
from generator.batch.kept import KILLED
from generator.batch.parcel import Parcel, opened, parcel
from generator.batch.reports import Read, examine_reports, read_reports
from generator.findings.exit_code import Fault, Unopened
from generator.form.library import Library
from generator.rules.examine import Examined

READING = "正在读"
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be read, which may be a package of several reports; ``examine``: they are examined too."""

    file: Path
    library: Library
    version: str | None
    examine: bool


def read_each(
    files: Sequence[Path], library: Library, version: str | None, jobs: int, progress: Progress
) -> Iterator[Read | Unopened]:
    """Reports read in so many processes."""
    yield from _each([_Task(file, library, version, examine=False) for file in files], jobs, progress)


def examine_each_report(
    files: Sequence[Path], library: Library, jobs: int, progress: Progress
) -> Iterator[Examined | Unopened]:
    """Reports examined in so many processes."""
    yield from _each([_Task(file, library, None, examine=True) for file in files], jobs, progress)


def _each(tasks: Sequence[_Task], jobs: int, progress: Progress) -> Iterator[Any]:
    jobs = min(jobs, len(tasks))
    if jobs < 2:
        for task in tasks:
            yield from _work(task)
            progress(READING, 1)
        return
    from generator.batch.workers import Workers

    with Workers(_work_elsewhere, jobs) as crew:
        for begun, came in in_order(crew, ((task, None) for task in tasks)):
            yield from _results(begun.task, came)
            progress(READING, 1)


def _results(task: _Task, came: Parcel | Killed) -> list[Any]:
    return [Fault(str(task.file), KILLED)] if isinstance(came, Killed) else opened(came)


def _work(task: _Task) -> list[Any]:
    if task.examine:
        return examine_reports([task.file], task.library)
    return list(read_reports([task.file], task.library, task.version))


def _work_elsewhere(task: _Task) -> Parcel:
    try:
        return parcel(_work(task))
    except SystemExit as error:
        os._exit(int(error.code or 0))
