"""The same work on an engine that is already there: a Dask scheduler, whose workers see the same folder.

The library (extra ``cluster``) is imported only where it is asked for.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from types import TracebackType
from typing import Any

from generator import __version__
from generator.batch.crew import AHEAD, Begun, Killed
from generator.batch.inputs import Misuse
from generator.batch.kept import ToExamine, ToRead, work
from generator.batch.parcel import Parcel, parcel

Task = ToRead | ToExamine
# So long a scheduler may take to answer.
SECONDS = 15
ABSENT = "--cluster 要用 Dask，这里没有装：pip install 'nianbao[cluster]'"
# A worker may have several threads; what a process keeps of filings is for one of them at a time.
_ALONE = threading.Lock()


def work_there(task: Task, folder: str) -> Parcel:
    """Do a task on a worker of the engine, in the folder in which the run was started."""
    with _ALONE, chdir(folder):
        return parcel(work(task))


def what_is_there(folder: str) -> tuple[str, bool]:
    """Asked of each worker: its version of us, and whether it sees the folder."""
    return __version__, Path(folder).is_dir()


class Cluster:
    """A scheduler that was there before and stays: our tasks are done by its workers.

    A worker that is lost costs nothing but time: the scheduler gives its tasks to another.
    """

    def __init__(self, address: str) -> None:
        self.client = _connected(address)
        self.address = address
        self.folder = str(Path.cwd())
        self.workers = self._sound_workers()
        self.ahead = AHEAD * len(self.workers)
        self.begun: set[Any] = set()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind is not None and self.begun:
            self.client.cancel(list(self.begun), force=True)
        self.client.close(timeout=SECONDS)

    def _sound_workers(self) -> list[str]:
        """Those that are there; raises Misuse where one of them would not do the same as we."""
        try:
            told = self.client.run(what_is_there, self.folder)
        except Exception as error:
            raise Misuse(
                f"{self.address} 的执行机上没有装这一版 nianbao（{type(error).__name__}）"
            ) from error
        if not told:
            raise Misuse(f"{self.address} 没有执行机")
        for worker, (version, seen) in told.items():
            if version != __version__:
                raise Misuse(f"{worker} 上是 nianbao {version}，这里是 {__version__}，结果会不同")
            if not seen:
                raise Misuse(f"{worker} 看不到文件夹 {self.folder}：填报和输出要放在共用的文件夹里")
        return list(told)

    def begin(self, task: Task, last: int | None = None) -> Begun[Task, Any]:
        """Give a task to the scheduler: for the worker ``last`` rather than for another."""
        number = len(self.begun) % len(self.workers) if last is None else last
        future = self._asked(
            lambda: self.client.submit(
                work_there,
                task,
                self.folder,
                pure=False,
                workers=[self.workers[number]],
                allow_other_workers=True,
            )
        )
        self.begun.add(future)
        return Begun(task, number, future)

    def result(self, begun: Begun[Task, Any]) -> Any:
        """What came of a task; raises Killed where worker after worker was lost over it."""
        self.begun.discard(begun.future)
        return self._asked(begun.future.result)

    def _asked(self, ask: Callable[[], Any]) -> Any:
        from distributed import KilledWorker

        try:
            return ask()
        except KilledWorker as error:
            raise Killed from error
        except Misuse:
            raise
        except (Exception, _cancelled()) as error:
            why = f"{type(error).__name__}"
            raise Misuse(f"{self.address} 没有做完（{why}）；做好的都在，再做时加 --resume") from error


def _cancelled() -> type[BaseException]:
    """What is raised for tasks of a scheduler that is gone; no Exception in every version."""
    from asyncio import CancelledError

    return CancelledError


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise Misuse(ABSENT) from error
    _silence()
    try:
        client: Any = Client
        return client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise Misuse(f"--cluster 连不上 {address}，应当写成 tcp://机器:8786") from error


def _silence() -> None:
    """What it has to say of lost workers is no concern of an office; what was not done is told by us."""
    names = [
        name for name in logging.root.manager.loggerDict if name.startswith(("distributed.", "tornado."))
    ]
    for name in ("distributed", "tornado", "asyncio", *names):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
