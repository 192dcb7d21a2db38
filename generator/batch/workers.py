"""Work done in other processes, which end with this one; one that is killed costs only its own task."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from types import TracebackType
from typing import Generic, TypeVar

from generator.batch.crew import AHEAD, Begun, Killed

Task = TypeVar("Task")
Result = TypeVar("Result")
# So long a worker may take to leave in order when the run is over before its time.
SECONDS = 3


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
                _close(pool)
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


def _close(pool: ProcessPoolExecutor) -> None:
    """Nobody reads any more what is on its way to a worker that is gone; before Python 3.11.6 the thread that
    sends it would wait for a reader for ever, because this process holds the other end itself
    (https://github.com/python/cpython/issues/94777, mended there in this way)."""
    queue = getattr(pool, "_call_queue", None)
    if queue is not None:
        queue._reader.close()


def _end() -> None:
    """End all workers, those that do not leave by force."""
    workers = active_children()
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(SECONDS)
        worker.kill()
