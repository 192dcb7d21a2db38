"""``check --watch``: check again what was saved, until Ctrl-C.

watchfiles says when to look; what has changed is told by the files themselves, so that nothing saved
before watching began, and nothing on a network drive that sends no word, is missed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from generator import batch
from generator.batch import Input, Misuse
from generator.cli.telling import Telling
from generator.examine import Examined
from generator.filing import Filing
from generator.outcome import Unopened
from generator.plain import harmless
from generator.reporters.text import summary

# Milliseconds: what is saved in one go is checked once, and without word we look again all the same.
TOGETHER = 400
LOOK_AGAIN = 3000
# So many names are told of many.
NAMED = 3

Stamp = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What came of one filing, and the files it rests on as they then were."""

    came: Examined | Unopened
    stamps: dict[Path, Stamp]

    @property
    def stale(self) -> bool:
        return any(_stamp(path) != stamp for path, stamp in self.stamps.items())


@dataclass
class _Watch:
    """What is known of the filings under the paths."""

    paths: Sequence[str]
    filings_only: bool
    seen: dict[Path, _Seen] = field(default_factory=dict)

    def look(self) -> tuple[list[Path], list[Path]]:
        """Examine what is new or has changed; returns these filings, and those that have gone."""
        found = {one.path: one for path in self.paths for one in _inputs(path) if one.path}
        gone = [path for path in self.seen if path not in found]
        for path in gone:
            del self.seen[path]
        changed = [path for path in found if path not in self.seen or self.seen[path].stale]
        self.seen |= {path: _see(found[path]) for path in changed}
        return changed, gone

    def results(self, paths: Iterable[Path]) -> tuple[list[Examined], list[Unopened]]:
        came = [self.seen[path].came for path in paths]
        results = [one for one in came if isinstance(one, Examined)]
        chosen = [one for one in results if batch.is_filing(one)] if self.filings_only else results
        return chosen, [one for one in came if isinstance(one, Unopened)]


def watch(paths: Sequence[str], telling: Telling, filings_only: bool) -> int:
    """Check the filings under ``paths``, and again whatever is saved; Ctrl-C ends it with 0."""
    if batch.STDIN in paths or telling.form != "text":
        raise Misuse("--watch 看的是文件，结果是给人看的：不能与 -（标准输入）或其他 --format 合用")
    watched = _Watch(paths, filings_only)
    try:
        changed, _ = watched.look()
        _tell(watched, telling, changed)
        click.echo(f"正在看着 {len(changed)} 份填报，保存后重新核对；按 Ctrl-C 结束。")
        for _ in _moments(paths):
            changed, gone = watched.look()
            if changed or gone:
                click.echo(_heading(changed, gone))
                _tell(watched, telling, changed)
    except KeyboardInterrupt:
        click.echo("\n不再看着了。")
    return 0


def _tell(watched: _Watch, telling: Telling, changed: Sequence[Path]) -> None:
    """The changed ones on the screen with a count of all; all of them in the files."""
    if changed:
        telling.show(*watched.results(changed))
    everything = watched.results(watched.seen)
    telling.write(*everything)
    if len(watched.seen) > len(changed):
        click.echo(f"合起来，{summary(*everything)}")


def _heading(changed: Sequence[Path], gone: Sequence[Path]) -> str:
    told = [
        f"{words}：{_named(paths)}" for words, paths in (("重新核对", changed), ("不在了", gone)) if paths
    ]
    return f"\n──── {time.strftime('%H:%M:%S')} {'；'.join(told)} ────"


def _named(paths: Sequence[Path]) -> str:
    names = "、".join(harmless(str(path)) for path in paths[:NAMED])
    return f"{names} 等 {len(paths)} 份" if len(paths) > NAMED else names


def _inputs(path: str) -> list[Input]:
    """The filings there are at the moment: a path may be gone while its file is being replaced."""
    try:
        return batch.inputs([path])
    except (Misuse, OSError):
        return []


def _see(one: Input) -> _Seen:
    # Looked at before it is read: what is saved meanwhile is seen to differ next time.
    own = {path: _stamp(path) for path in (one.path,) if path}
    try:
        result = batch.open_input(one)
    except Unopened as why:
        return _Seen(why, own)
    return _Seen(result, {path: _stamp(path) for path in _rests_on(result)} | own)


def _rests_on(result: Examined) -> Iterator[Path]:
    """The other files that a filing's findings come from: its pictures, last year's, those below."""
    folder, filing = result.document.source.folder, result.filing
    if filing is None:
        return
    if folder is not None:
        yield from (folder / name for name in filing.pictures)
    others: tuple[Filing | None, ...] = (filing.previous, *filing.below)
    yield from (Path(other.source.name) for other in others if other)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _moments(paths: Sequence[str]) -> Iterator[object]:
    """Whenever something was saved in the folders, and every few seconds besides."""
    from watchfiles import watch as notified

    # Many editors write beside and rename: the folder sees that, a watch on the file would be lost.
    folders = {path if path.is_dir() else path.parent for path in map(Path, paths)}
    yield from notified(
        *sorted(folder for folder in folders if folder.is_dir()),
        watch_filter=None,
        recursive=any(Path(path).is_dir() for path in paths),
        debounce=TOGETHER,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
