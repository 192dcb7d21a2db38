"""Work done in other processes, which end with this one; one that is killed costs only its own task."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from types import TracebackType
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
# So long a worker may take to leave in order when the run is over before its time.
SECONDS = 3


class Killed(Exception):
    """The process that worked on a task was ended from outside, or ran out of memory, twice."""


class Workers(Generic[Task, Result]):
    """So many processes that call ``work``, a function of a module."""

    def __init__(self, work: Callable[[Task], Result], count: int) -> None:
        self.work = work
        self.count = count
        self.pool = _pool(count)

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind is not None:
            _end()
        self.pool.shutdown(cancel_futures=True)

    def begin(self, task: Task) -> Future[Result]:
        """Give a task to whichever is free."""
        with _undisturbed():
            try:
                return self.pool.submit(self.work, task)
            except BrokenProcessPool:
                self.pool = _pool(self.count)
                return self.pool.submit(self.work, task)

    def result(self, task: Task, begun: Future[Result]) -> Result:
        """What came of a task; raises Killed.

        A worker that dies takes with it all that were begun, and which of them it died of is not known: so
        each is tried once more, alone.
        """
        try:
            return begun.result()
        except BrokenProcessPool:
            return self._alone(task)

    def _alone(self, task: Task) -> Result:
        with _pool(1) as pool:
            with _undisturbed():
                begun = pool.submit(self.work, task)
            try:
                return begun.result()
            except BrokenProcessPool as error:
                raise Killed from error


def _pool(count: int) -> ProcessPoolExecutor:
    # Spawned, not forked: Typst's threads do not survive a fork.
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_started)


def _started() -> None:
    """In a worker: Ctrl-C is for the one who started us, and we do not outlive it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_follow, daemon=True).start()


def _leave(number: int, _: object) -> None:
    """Leave in order: what is being written is cleared away on the way out."""
    sys.exit(128 + number)


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes started meanwhile never hear of Ctrl-C, not even before they are ready to ignore it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end() -> None:
    """End all workers, those that do not leave by force."""
    workers = active_children()
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(SECONDS)
        worker.kill()
