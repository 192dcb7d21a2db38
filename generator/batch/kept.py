"""What a process does for a run of many filings: it reads some, later examines some, and keeps what it has
read, so that it is seldom read again.

First only little is told of each filing (`Seen`), by which it is put beside the others; then each is examined
beside those that it is to be held against (`Item`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.batch.desk import Desk
from generator.batch.earlier import Known, digest_of_text, look_back
from generator.batch.facts import Facts, facts_of
from generator.batch.inputs import Input, is_text_of_filing, real
from generator.batch.parcel import Parcel, parcel
from generator.batch.shelf import Shelf
from generator.batch.together import Beside, Joined, held
from generator.filing.filing import Filing
from generator.filing.last_year import LastYear
from generator.filing.load import Loaded, with_last_year
from generator.findings.exit_code import Unopened, attempt
from generator.findings.finding import Span
from generator.form.library import Library
from generator.rules.examine import Examined
from generator.source.nodes import Document
from generator.source.unfilled import unfilled

# So many documents a process keeps that filings name, and so many bytes of pictures.
DOCUMENTS = 64
PICTURES = 32 * 1024 * 1024
KILLED = "做它的进程两次被系统结束，多半是内存不够"
CHANGED = "核对期间有人改了它，请再核对一次"

Stamp = tuple[int, int]
Take = Callable[[Input, Examined], Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is told of a filing that was read: its facts (None where it cannot be told what it is), when its
    file was written, whether it is meant as a filing, a digest of it with its pictures, and of its text."""

    facts: Facts | None
    stamp: Stamp
    is_filing: bool
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class Other:
    """A filing to be held against; ``alone``: as it stands, without what lies beside it."""

    path: Path
    stamp: Stamp
    alone: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A filing to be examined, and those beside it by their numbers; ``only`` is last year's where it was
    given for this one."""

    input: Input
    stamp: Stamp
    beside: Beside
    others: Mapping[int, Other] = field(default_factory=dict)
    only: Other | None = None


@dataclass(frozen=True, slots=True)
class ToRead:
    """Filings to be read in a run, which has a name of its own."""

    run: str
    library: Library
    inputs: tuple[Input, ...]
    alone: bool = False

    def parts(self) -> list[ToRead]:
        """The same work, a task for each filing."""
        return [replace(self, inputs=(file,)) for file in self.inputs]


@dataclass(frozen=True, slots=True)
class ToExamine:
    """Filings to be examined, and what is to be taken of each."""

    run: str
    library: Library
    items: tuple[Item, ...]
    take: Take

    def parts(self) -> list[ToExamine]:
        """The same work, a task for each filing."""
        return [replace(self, items=(item,)) for item in self.items]


def work(task: ToRead | ToExamine) -> list[Any]:
    """Do a task: one result for each filing, or why there is none."""
    kept = _kept(task.run, task.library)
    try:
        if isinstance(task, ToRead):
            return [_told(kept, file, alone=task.alone) for file in task.inputs]
        return [_taken(kept, item, task.take) for item in task.items]
    finally:
        kept.tidy()


def work_elsewhere(task: ToRead | ToExamine) -> Parcel:
    """The same in another process, which ends where it is told to and takes no other task."""
    try:
        return parcel(work(task))
    except SystemExit as error:
        os._exit(int(error.code or 0))


def forget() -> None:
    """Let go of what was kept: the run is over."""
    _kept.cache_clear()


def _told(kept: Kept, file: Input, *, alone: bool) -> Seen | Unopened:
    try:
        return attempt(file.shown, partial(kept.seen, file, alone=alone))
    except Unopened as closed:
        return closed


def _taken(kept: Kept, item: Item, take: Take) -> object:
    def make() -> object:
        examined = kept.examined(item)
        return examined if isinstance(examined, Unopened) else take(item.input, examined)

    try:
        return attempt(item.input.shown, make)
    except Unopened as closed:
        return closed


@dataclass
class Kept:
    """The filings that this process has read."""

    desk: Desk
    filings: Shelf[tuple[Path, bool], tuple[Stamp, Document, Loaded]] = field(default_factory=Shelf)
    earlier: Known = field(default_factory=dict)

    def seen(self, file: Input, *, alone: bool) -> Seen:
        """What others need to know of a filing; raises Unopened."""
        assert file.path is not None
        stamp, document, loaded = self._read(file, alone=alone)
        facts = loaded.filing and facts_of(loaded.filing, str(real(file.path)))
        text = document.source.text
        whole = _digest(document, loaded)
        return Seen(facts or None, stamp, is_text_of_filing(text), whole, digest_of_text(text))

    def examined(self, item: Item) -> Examined | Unopened:
        """All findings of a filing beside others; raises Unopened where one of them has been changed."""
        _, document, loaded = self._read(item.input, alone=False, stamp=item.stamp)
        if item.only is not None and loaded.filing is not None:
            loaded = with_last_year(loaded, _last(self._filing(item.only)), Span())
        known = {number: self._filing(other) for number, other in item.others.items()}
        loaded = held(loaded, item.beside, known)
        if loaded.filing is not None:
            filing = look_back(self.desk, loaded.filing, item.input.earlier, self.earlier)
            loaded = replace(loaded, filing=filing)
        return Joined(document, loaded, item.beside.more).examined()

    def tidy(self) -> None:
        """Keep no more than a process may."""
        self.filings.tidy()
        if len(self.earlier) > DOCUMENTS:
            self.earlier.clear()
        files = self.desk.files
        if len(files.documents) > DOCUMENTS:
            files.documents.clear()
        if sum(len(data) for data in files.pictures.values() if isinstance(data, bytes)) > PICTURES:
            files.pictures.clear()

    def _filing(self, other: Other) -> Filing:
        file = Input(other.path, other.path)
        filing = self._read(file, alone=other.alone, stamp=other.stamp)[2].filing
        if filing is None:
            raise Unopened(str(other.path), CHANGED)
        return filing

    def _read(
        self, file: Input, *, alone: bool, stamp: Stamp | None = None
    ) -> tuple[Stamp, Document, Loaded]:
        """A filing, read once as long as it is kept; raises Unopened where it is no more what it was."""
        assert file.path is not None
        key = real(file.path), alone
        if there := self.filings.get(key):
            return there
        now = stamp_of(file.path)
        document = self.desk.open(file)
        if isinstance(document, Unopened):
            raise document
        if stamp is not None and stamp != now:
            raise Unopened(file.shown, CHANGED)
        load = self.desk.load_alone if alone else self.desk.load
        loaded = attempt(document.source.name, partial(load, document))
        if isinstance(loaded, Unopened):
            raise loaded
        self.filings.put(key, (now, document, loaded))
        return now, document, loaded


def stamp_of(path: Path) -> Stamp:
    """When a file was written and how long it is; zero for what cannot be looked at, which is told where it
    is opened."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _last(filing: Filing) -> LastYear:
    return LastYear(filing.source.name, filing)


def _digest(document: Document, loaded: Loaded) -> str:
    """A digest of a filing and of what lies beside it by its own word: pictures, last year's."""
    parts = [document.source.encoding, document.source.text]
    if loaded.filing is not None:
        pictures = sorted(loaded.filing.pictures.items())
        parts += [f"{name} {sha256(picture.data).hexdigest()}" for name, picture in pictures]
        parts += [loaded.filing.previous.source.text] if loaded.filing.previous else []
    parts += [repr(finding) for finding in loaded.findings]
    whole = sha256()
    for part in parts:
        whole.update(sha256(part.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


@lru_cache(maxsize=1)
def _kept(run: str, library: Library) -> Kept:
    return Kept(Desk(library))


def slim(_: Input, examined: Examined) -> Examined:
    """What reporters take of an examined filing: its findings, its text, its form, whose it is."""
    document, filing = examined.document, examined.filing
    if not unfilled(document.root):
        document = replace(document, root=replace(document.root, entries={}, keys={}))
    document = replace(document, findings=())
    if filing is not None:
        known = {name: filing.known[name] for name in ("authority", "year") if name in filing.known}
        filing = Filing(filing.format, None, {}, {}, {}, document, known)
    return replace(examined, document=document, filing=filing)
