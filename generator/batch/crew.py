"""Who does the tasks of a run, and how their results come in order.

Nothing here starts a process, so that it costs nothing where our own is enough.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Came_co = TypeVar("Came_co", covariant=True)
# So many tasks a worker has waiting: none is idle while results are taken in order, and few are lost with it.
AHEAD = 3


class Killed(Exception):
    """The process that worked on a task was ended from outside, or ran out of memory, twice."""


class Awaited(Protocol[Came_co]):
    """What will be there when a task is done."""

    def result(self) -> Came_co:
        """It, when it is there."""


@dataclass(frozen=True, slots=True)
class Begun(Generic[Task, Result]):
    """A task that was given to a worker, known by its number."""

    task: Task
    worker: int
    future: Awaited[Result]


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


@dataclass(frozen=True, slots=True)
class _Later(Generic[Task, Result]):
    """A task that is done when its result is asked for."""

    work: Callable[[Task], Result]
    task: Task

    def result(self) -> Result:
        return self.work(self.task)


class Here(Generic[Task, Result]):
    """Our process alone: each task is done when its result is asked for."""

    ahead = 0

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self.work = work

    def begin(self, task: Task, last: int | None = None) -> Begun[Task, Result]:
        """Remember a task."""
        return Begun(task, last or 0, _Later(self.work, task))

    def result(self, begun: Begun[Task, Result]) -> Result:
        """Do it."""
        return begun.future.result()
