"""Work done in other processes, which end with this one; one that is killed costs only its own task."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from types import TracebackType
from typing import Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
# So long a worker may take to leave in order when the run is over before its time.
SECONDS = 3
# So many tasks a worker has waiting: none is idle while results are taken in order, and few are lost with it.
AHEAD = 3


class Killed(Exception):
    """The process that worked on a task was ended from outside, or ran out of memory, twice."""


@dataclass(frozen=True, slots=True)
class Begun(Generic[Task, Result]):
    """A task that was given to a worker, known by its number."""

    task: Task
    worker: int
    future: Future[Result]


class Crew(Protocol[Task, Result]):
    """Whoever does tasks: this process, others on this machine, or an engine on many."""

    ahead: int

    def begin(self, task: Task, last: int | None = None) -> Begun[Task, Result]:
        """Give a task to whichever has least to do; to the worker ``last`` where that has hardly more."""

    def result(self, begun: Begun[Task, Result]) -> Result:
        """What came of a task; raises Killed."""


def in_order(
    crew: Crew[Task, Result], tasks: Iterable[tuple[Task, int | None]]
) -> Iterator[tuple[Begun[Task, Result], Result | Killed]]:
    """What comes of tasks in their order; so many are begun ahead and no more, because there may be
    thousands."""
    waiting: deque[Begun[Task, Result]] = deque()
    for task, last in tasks:
        waiting.append(crew.begin(task, last))
        if len(waiting) > crew.ahead:
            yield _finished(crew, waiting.popleft())
    while waiting:
        yield _finished(crew, waiting.popleft())


def _finished(
    crew: Crew[Task, Result], begun: Begun[Task, Result]
) -> tuple[Begun[Task, Result], Result | Killed]:
    try:
        return begun, crew.result(begun)
    except Killed as killed:
        return begun, killed


class Here(Generic[Task, Result]):
    """Our process alone: each task is done when its result is asked for."""

    ahead = 0

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self.work = work

    def begin(self, task: Task, last: int | None = None) -> Begun[Task, Result]:
        """Remember a task."""
        return Begun(task, last or 0, Future())

    def result(self, begun: Begun[Task, Result]) -> Result:
        """Do it."""
        return self.work(begun.task)


class Workers(Generic[Task, Result]):
    """So many processes that call ``work``, a function of a module.

    Each is a pool of its own: a task can go to the process that knows its filings, and what dies with a
    process is what that process had.
    """

    def __init__(self, work: Callable[[Task], Result], count: int) -> None:
        self.work = work
        self.ahead = AHEAD * count
        self.pools = [_pool() for _ in range(count)]
        self.given: list[deque[Future[Result]]] = [deque() for _ in range(count)]

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind is not None:
            _end()
        for pool in self.pools:
            pool.shutdown(cancel_futures=True)

    def begin(self, task: Task, last: int | None = None) -> Begun[Task, Result]:
        """Give a task to whichever has least to do; to the worker ``last`` where that has hardly more."""
        worker = self._free(last)
        with _undisturbed():
            try:
                future = self.pools[worker].submit(self.work, task)
            except BrokenProcessPool:
                self.pools[worker] = _pool()
                future = self.pools[worker].submit(self.work, task)
        self.given[worker].append(future)
        return Begun(task, worker, future)

    def _free(self, last: int | None) -> int:
        waiting = [self._waiting(worker) for worker in range(len(self.pools))]
        least = min(range(len(self.pools)), key=waiting.__getitem__)
        return least if last is None or waiting[last] > waiting[least] + 1 else last

    def _waiting(self, worker: int) -> int:
        """How much a worker has still to do."""
        given = self.given[worker]
        while given and given[0].done():
            given.popleft()
        return len(given)

    def result(self, begun: Begun[Task, Result]) -> Result:
        """What came of a task; raises Killed.

        A worker that dies takes with it all that it was given, and which of that it died of is not known: so
        each is tried once more, alone.
        """
        try:
            return begun.future.result()
        except BrokenProcessPool:
            return self.alone(begun.task)

    def alone(self, task: Task) -> Result:
        """Do a task in a process of its own; raises Killed."""
        with _pool() as pool:
            with _undisturbed():
                begun = pool.submit(self.work, task)
            try:
                return begun.result()
            except BrokenProcessPool as error:
                raise Killed from error


def _pool() -> ProcessPoolExecutor:
    # Spawned, not forked: Typst's threads do not survive a fork.
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_started)


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
