"""A folder of filings in one look, by one process or many: read, put beside each other, examined.

The same is found whoever does the work.  Filings are read in chunks, and only little is told of each; here it
is decided which are to be held against which; then they are examined in chunks, by whoever has read them as
far as can be, and results come in the order of the filings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from generator.batch.crew import Crew, Here, Killed, in_order
from generator.batch.desk import Desk
from generator.batch.earlier import digest_of, with_earlier
from generator.batch.facts import Facts
from generator.batch.find_last_year import search
from generator.batch.inputs import Input, Misuse, is_filing, real, under
from generator.batch.kept import (
    KILLED,
    Item,
    Other,
    Seen,
    Take,
    ToExamine,
    ToRead,
    forget,
    slim,
    work,
    work_elsewhere,
)
from generator.batch.parcel import Parcel, opened
from generator.batch.together import Beside, arrange
from generator.findings.exit_code import Fault, Unopened, attempt
from generator.rules.examine import Examined

Taken = TypeVar("Taken")
Task = ToRead | ToExamine
# So many filings travel at once, and no more, so that results come early and little is lost with a process.
CHUNK = 16

Progress = Callable[[str, int], None]
READING, DOING = "正在读", "正在核对"


def _silent(_: str, __: int) -> None:
    """Nobody watches."""


def examine_each(
    desk: Desk,
    found: Sequence[Input],
    jobs: int = 1,
    take: Callable[[Input, Examined], Taken] = slim,  # type: ignore[assignment]  # as reporters need it
    progress: Progress = _silent,
    cluster: str | None = None,
) -> Iterator[Taken | Unopened]:
    """Examine filings together in so many processes, one result for each, in their order.

    ``take`` is called where a filing was examined and gives what is wanted of it: a function of a module, or
    a `partial` of one.  What cannot be opened, and our own faults, come as they are.
    """
    with Many.of(desk, found, jobs, progress, cluster) as many:
        many.read()
        yield from many.each(take)


@dataclass
class Many:
    """The filings of a run, and who does the work (``crew``).  ``desk`` says where last year's are looked
    for; what there has a fault of ours is told there."""

    desk: Desk
    found: Sequence[Input]
    crew: Crew[Task, Any]
    progress: Progress = _silent
    size: int = CHUNK
    run: str = field(default_factory=lambda: token_hex(8))
    seen: list[Seen | Unopened] = field(default_factory=list)
    items: list[Item | Unopened] = field(default_factory=list)
    _owners: dict[int, int] = field(default_factory=dict)
    _last: int = 0
    _digests: dict[int, str] = field(default_factory=dict)
    _plain: list[Examined | Unopened] | None = None

    @classmethod
    @contextmanager
    def of(
        cls,
        desk: Desk,
        found: Sequence[Input],
        jobs: int = 1,
        progress: Progress = _silent,
        cluster: str | None = None,
    ) -> Iterator[Many]:
        """The same with so many processes, which end with it, or the scheduler at an address."""
        jobs = max(1, min(jobs, len(found)))
        size = max(1, min(CHUNK, len(found) // (4 * jobs)))
        try:
            with _crew(jobs, cluster) as crew:
                yield cls(desk, found, crew, progress, size)
        finally:
            forget()

    def read(self, *, earlier: bool = False) -> None:
        """Read all filings, and decide which are to be held against which; ``earlier``: their earlier years
        are looked for."""
        if any(file.path is None for file in self.found):
            self._plain = self.desk.examine(self.found)
            return
        self.seen = list(self._read(self.found))
        if earlier:
            self.found = with_earlier(self.found, self._facts(), self.desk.previous)
        last = self._last_year()
        numbers = {len(last) + number: each for number, each in enumerate(self.seen)}
        others = {number: _other(file, each, alone=True) for number, (file, each) in enumerate(last)}
        others |= {
            number: _other(self.found[number - len(last)], each, alone=False)
            for number, each in numbers.items()
            if isinstance(each, Seen)
        }
        self._last = len(last)
        self._digests = {number: each.digest for number, (_, each) in enumerate(last)}
        self._digests |= {number: each.digest for number, each in numbers.items() if isinstance(each, Seen)}
        self._arrange([each for _, each in last], others)
        # They have served: what is held of a filing from here on is little.
        self.seen = [replace(each, facts=None) if isinstance(each, Seen) else each for each in self.seen]

    def _arrange(self, last: Sequence[Seen], others: dict[int, Other]) -> None:
        only = self._only(last)
        facts = self._facts()
        of_last = [each.facts for each in last if each.facts]
        given = self.desk.previous is not None
        arranged = arrange(facts, of_last, needed=given, apart=only)
        self.items = [
            _item(file, each, beside, others, others[0] if only else None)
            for file, each, beside in zip(self.found, self.seen, arranged, strict=True)
        ]

    def _facts(self) -> list[Facts | None]:
        return [each.facts if isinstance(each, Seen) else None for each in self.seen]

    def _only(self, last: Sequence[Seen]) -> bool:
        """Whether last year's filing was given for the only one there is."""
        previous = self.desk.previous
        if previous is None or len(self.found) > 1 or Path(previous).is_dir():
            return False
        if not last:
            raise Misuse(f"--previous 后面应当是一份读得出来的填报：{previous}")
        return True

    def _read(self, files: Sequence[Input], *, alone: bool = False) -> Iterator[Seen | Unopened]:
        chunks = list(_chunks(range(len(files)), self.size))
        tasks = (
            (ToRead(self.run, self.desk.library, tuple(files[each] for each in chunk), alone), None)
            for chunk in chunks
        )
        for chunk, (begun, came) in zip(chunks, in_order(self.crew, tasks), strict=True):
            if not alone:
                self._owners |= dict.fromkeys(chunk, begun.worker)
            yield from self._results(begun.task, came)
            self.progress(READING, len(chunk))

    def _last_year(self) -> list[tuple[Input, Seen]]:
        """Last year's filings where they were given or are looked for; raises Misuse."""
        return [*self._given(), *self._searched()]

    def _given(self) -> Iterator[tuple[Input, Seen]]:
        if self.desk.previous is None:
            return
        there = under([self.desk.previous])
        files = [file for file in there.inputs if file.path is not None]
        for file, each in [
            *((None, closed) for closed in there.unopened),
            *zip(files, self._read(files, alone=True), strict=True),
        ]:
            if isinstance(each, Fault):
                self.desk.beside.append(each)
            elif isinstance(each, Unopened):
                raise Misuse(str(each))
            elif file and each.facts:
                yield file, each

    def _searched(self) -> Iterator[tuple[Input, Seen]]:
        if not self.desk.find_previous:
            return
        wanted = [
            (each.facts.before, file.path.parent)
            for file, each in zip(self.found, self.seen, strict=True)
            if isinstance(each, Seen) and each.facts and each.facts.before and file.path
        ]
        files = list(search(wanted, {real(file.path) for file in self.found if file.path}))
        for file, each in zip(files, self._read(files, alone=True), strict=True):
            if isinstance(each, Seen) and each.facts:
                yield file, each

    def resting_on(self, basis: str) -> None:
        """Let every filing know by a digest what its report rests on: the ``basis`` of all, itself, those it
        is held against, and what was found in putting it beside them."""
        read = zip(self.found, self.seen, strict=True)
        texts = {real(file.path): each.text for file, each in read if file.path and isinstance(each, Seen)}
        for number, item in enumerate(self.items):
            if isinstance(item, Item):
                beside = [self._digests[other] for other in item.beside.others]
                beside += [self._digests[0]] if item.only else []
                beside += [digest_of(path, texts) for _, path in item.input.earlier]
                parts = [basis, self._digests[self._last + number], *beside, repr(item.beside)]
                made_from = sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
                self.items[number] = replace(item, input=replace(item.input, made_from=made_from))

    def input(self, number: int) -> Input:
        """A filing as it is built."""
        item = self.items[number] if self.items else None
        return item.input if isinstance(item, Item) else self.found[number]

    def is_filing(self, number: int) -> bool:
        """Whether a file that was read is meant as a filing; what could not be opened is taken for one."""
        if self._plain is not None:
            result = self._plain[number]
            return isinstance(result, Unopened) or is_filing(result)
        seen = self.seen[number]
        return isinstance(seen, Unopened) or seen.is_filing

    def each(
        self, take: Callable[[Input, Examined], Taken], chosen: Iterable[int] | None = None
    ) -> Iterator[Taken | Unopened]:
        """Examine filings, all or those ``chosen`` by their numbers; one result for each."""
        numbers = range(len(self.found)) if chosen is None else list(chosen)
        if self._plain is not None:
            yield from (_taken(self.found[each], self._plain[each], take) for each in numbers)
            return
        chunks = list(_chunks(numbers, self.size))
        tasks = ((self._task(chunk, take), self._owners.get(chunk[0])) for chunk in chunks)
        for chunk, (begun, came) in zip(chunks, in_order(self.crew, tasks), strict=True):
            done = iter(self._results(begun.task, came))
            for number in chunk:
                closed = self.items[number]
                yield closed if isinstance(closed, Unopened) else next(done)
                self.progress(DOING, 1)

    def _task(self, chunk: Sequence[int], take: Take) -> ToExamine:
        items = [self.items[number] for number in chunk]
        whole = tuple(each for each in items if isinstance(each, Item))
        return ToExamine(self.run, self.desk.library, whole, take)

    def _results(self, task: Task, came: list[Any] | Killed) -> list[Any]:
        """The results of a task; where the process that did it died, each filing is tried by itself, and the
        one it died of is a fault."""
        if not isinstance(came, Killed):
            return opened(came) if isinstance(came, Parcel) else came
        parts: list[Task] = [*task.parts()]
        if len(parts) != 1:
            each_alone = in_order(self.crew, ((part, None) for part in parts))
            return [result for begun, its in each_alone for result in self._results(begun.task, its)]
        file = task.inputs[0] if isinstance(task, ToRead) else task.items[0].input
        return [Fault(file.shown, KILLED)]


def _crew(jobs: int, cluster: str | None) -> AbstractContextManager[Crew[Task, Any]]:
    """Whoever is to do the work."""
    if cluster is not None:
        from generator.batch.cluster import Cluster

        return Cluster(cluster)
    if jobs == 1:
        return nullcontext(Here(work))
    from generator.batch.workers import Workers

    return Workers(work_elsewhere, jobs)


def _taken(file: Input, result: Examined | Unopened, take: Callable[[Input, Examined], Taken]) -> Any:
    return result if isinstance(result, Unopened) else attempt(file.shown, partial(take, file, result))


def _other(file: Input, seen: Seen, *, alone: bool) -> Other:
    assert file.path is not None
    return Other(file.path, seen.stamp, alone)


def _item(
    file: Input, seen: Seen | Unopened, beside: Beside, others: dict[int, Other], only: Other | None
) -> Item | Unopened:
    if isinstance(seen, Unopened):
        return seen
    return Item(file, seen.stamp, beside, {number: others[number] for number in beside.others}, only)


def _chunks(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))
