"""What is known of the filings that are watched: read when they change, checked when anything they rest
on has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.batch.desk import Desk, apart
from generator.batch.inputs import Input, Misuse, Under, is_filing, under
from generator.batch.together import Joined, Last, join
from generator.filing.filing import Filing
from generator.filing.load import Loaded
from generator.filing.pictures import named_pictures
from generator.findings.exit_code import Fault, Skipped, Unopened, attempt
from generator.findings.finding import Finding
from generator.form.library import Library
from generator.rules.examine import Examined
from generator.source.gather import Files
from generator.source.nodes import Document

Stamp = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A filing as it was read, and the files it was read from as they then were."""

    came: tuple[Document, Loaded] | Unopened
    stamps: dict[Path, Stamp]

    @property
    def stale(self) -> bool:
        return any(_stamp(path) != stamp for path, stamp in self.stamps.items())


@dataclass(frozen=True, slots=True)
class _Checked:
    """The findings of a filing, and what stood beside it when they were found."""

    result: Examined | Fault
    beside: tuple[Document, ...]
    more: tuple[Finding, ...]

    def holds(self, joined: Joined) -> bool:
        """Whether they are still what would be found."""
        same = [was is now for was, now in zip(self.beside, _beside(joined), strict=False)]
        return (
            all(same) and len(same) == len(self.beside) == len(_beside(joined)) and self.more == joined.more
        )


@dataclass
class Watched:
    """The filings under some paths, with last year's at ``previous``."""

    under: Sequence[str]
    previous: str | None
    filings_only: bool
    library: Library
    _read: dict[Path, _Read] = field(default_factory=dict)
    _checked: dict[Path, _Checked] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    _closed: list[Unopened] = field(default_factory=list)
    _last: tuple[dict[Path, Stamp], Last] | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The filings there were when last looked."""
        return tuple(self._read)

    def look(self) -> tuple[list[Path], list[Path]]:
        """Read and check what has changed; returns these filings, and those that have gone."""
        found = self._found()
        gone = [path for path in self._read if path not in found]
        for path in gone:
            del self._read[path]
        fresh = [path for path in found if self._is_fresh(path)]
        desk = self._desk(fresh)
        self._read |= _read(desk, [found[path] for path in fresh])
        checked = self._check(desk)
        return [path for path in found if path in checked or path in fresh], gone

    def _found(self) -> dict[Path, Input]:
        """The filings there are now; remembers what cannot be entered and what is passed over."""
        there = [_there(path) for path in self.under]
        self._closed = [file for part in there for file in part.unopened]
        self.skipped = [file for part in there for file in part.skipped]
        return {file.path: file for part in there for file in part.inputs if file.path}

    def _is_fresh(self, path: Path) -> bool:
        """Whether a filing has still to be read, or to be read again."""
        return path not in self._read or self._read[path].stale

    def _desk(self, fresh: Sequence[Path]) -> Desk:
        """A desk on which lies what has been read already and has not changed."""
        kept = (was.came for path, was in self._read.items() if path not in fresh)
        documents = [came[0] for came in kept if isinstance(came, tuple)]
        return Desk(self.library, self.previous, Files().with_documents(documents))

    def _check(self, desk: Desk) -> set[Path]:
        """Examine every filing for which something is no longer as it was; returns them."""
        opened = {path: was.came for path, was in self._read.items() if isinstance(was.came, tuple)}
        last = self._last_year(desk, len(self._read))
        now = dict(zip(opened, join(list(opened.values()), last), strict=True))
        changed = {path: joined for path, joined in now.items() if not self._holds(path, joined)}
        checked = {path: _check(joined) for path, joined in changed.items()}
        self._checked = {path: (checked.get(path) or self._checked[path]) for path in now}
        return set(changed)

    def _holds(self, path: Path, joined: Joined) -> bool:
        return path in self._checked and self._checked[path].holds(joined)

    def _last_year(self, desk: Desk, count: int) -> Last:
        """Last year's filings, read again when one of their files has changed."""
        if self.previous is None:
            return Last()
        stamps = {file.path: _stamp(file.path) for file in _there(self.previous).inputs if file.path}
        if self._last is None or self._last[0] != stamps:
            self._last = (stamps, self._open_last(desk, count))
        return self._last[1]

    def _open_last(self, desk: Desk, count: int) -> Last:
        """A wrong ``--previous`` is misuse; one that has become wrong is being written, perhaps."""
        try:
            return desk.last_year(count)
        except Misuse:
            if self._last is None:
                raise
            return Last()

    def results(self, paths: Iterable[Path]) -> tuple[list[Examined], list[Unopened]]:
        """What came of these filings."""
        wanted = list(paths)
        results: list[Examined | Unopened] = [
            self._checked[path].result for path in wanted if path in self._checked
        ]
        results += [came for path in wanted if isinstance(came := self._read[path].came, Unopened)]
        examined, unopened = apart([*results, *self._closed])
        chosen = [result for result in examined if is_filing(result)] if self.filings_only else examined
        return chosen, unopened


def _there(path: str) -> Under:
    """What there is at the moment: a path may be gone while its file is being replaced."""
    try:
        return under([path])
    except (Misuse, OSError):
        return Under()


def _read(desk: Desk, fresh: Sequence[Input]) -> dict[Path, _Read]:
    """Filings read and loaded, by their paths."""
    # Looked at before anything is read: what is saved meanwhile is seen to differ next time.
    stamps = {file.path: _stamp(file.path) for file in fresh if file.path}
    return {file.path: _read_one(desk, file, {file.path: stamps[file.path]}) for file in fresh if file.path}


def _read_one(desk: Desk, file: Input, own: dict[Path, Stamp]) -> _Read:
    document = desk.open(file)
    if isinstance(document, Unopened):
        return _Read(document, own)
    loaded = attempt(document.source.name, lambda: desk.load(document))
    if isinstance(loaded, Fault):
        return _Read(loaded, own)
    return _Read((document, loaded), {path: _stamp(path) for path in _named(loaded.filing)} | own)


def _named(filing: Filing | None) -> Iterator[Path]:
    """The other files that a filing names: its pictures, last year's."""
    folder = filing.source.folder if filing else None
    if filing is None or folder is None:
        return
    yield from (folder / name for name in named_pictures(filing.texts))
    if filing.header and filing.header.previous:
        yield folder / filing.header.previous


def _check(joined: Joined) -> _Checked:
    return _Checked(joined.examined(), _beside(joined), joined.more)


def _beside(joined: Joined) -> tuple[Document, ...]:
    """The documents that its findings rest on; read anew, a document is another."""
    filing = joined.loaded.filing
    others = (filing.previous, *filing.below) if filing else ()
    return (joined.document, *(other.document for other in others if other))


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
