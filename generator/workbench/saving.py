"""A filing's new text put where the old one stands: written down first, and never over what was not seen."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock, RLock
from typing import Any

from generator.common.atomic_files import Changed, reason, replace_seen
from generator.source.nodes import Document
from generator.source.read import SIZE_LIMIT
from generator.workbench.folder import Folder
from generator.workbench.journal import Hunk, Journal, Step, hunk_of, read_journal
from generator.workbench.opened import Opened, digest
from generator.workbench.problem import Problem
from generator.writers.manifest import alone_in

BOM = b"\xef\xbb\xbf"
JOURNAL = ".journal"
TOGETHER = timedelta(seconds=3)
BUSY = "文件正被别的程序改写，没有写进去；稍等再试"


@dataclass
class Saver:
    """Writes filings and their journals; ``told`` has the digest of each file as its windows know it."""

    folder: Folder
    told: dict[str, str] = field(default_factory=dict)
    journals: dict[str, Journal] = field(default_factory=dict)
    locks: dict[str, RLock] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def alone(self, file: str) -> RLock:
        """The lock of a file: one change at a time."""
        with self.lock:
            return self.locks.setdefault(file, RLock())

    def journal(self, opened: Opened) -> Journal:
        """The journal of a filing."""
        with self.alone(opened.file):
            if opened.file not in self.journals:
                path = self.folder.beside(opened.path, JOURNAL)
                self.journals[opened.file] = read_journal(path, opened.seen)
            return self.journals[opened.file]

    def save(self, opened: Opened, after: Document, note: Note) -> bytes:
        """Write a changed text; returns the bytes that now stand there.

        Raises Changed where the file is no longer the one that was opened, Problem where it cannot be
        written.
        """
        mark = BOM if opened.data.startswith(BOM) else b""
        data = mark + after.source.text.encode("utf-8", "surrogatepass")
        if len(data) > SIZE_LIMIT:
            raise Problem("填报太大了，没有写", 413)
        step = _step(opened, note, digest(data), hunk_of(opened.document.source.text, after.source.text))
        with self.alone(opened.file):
            self._write(opened, data, step)
        return data

    def note(self, opened: Opened, note: Note) -> None:
        """Write down a step that leaves the text as it is."""
        step = _step(opened, note, opened.seen, Hunk(0, "", ""))
        with self.alone(opened.file):
            self.journals[opened.file] = self.journal(opened).appended(step)

    def _write(self, opened: Opened, data: bytes, step: Step) -> None:
        target = self._target(opened.path)
        journal = self.journal(opened)
        try:
            with alone_in(target.parent):
                journal = journal.appended(step)
                self.told[opened.file] = digest(data)
                replace_seen(target, data, opened.data)
        except OSError as error:
            self.folder.refuse_if_gone()
            self._forget(opened, journal, step)
            if isinstance(error, Changed):
                raise
            raise Problem(f"没有写进去：{reason(error)}", 409) from error
        self.journals[opened.file] = journal

    def _forget(self, opened: Opened, journal: Journal, step: Step) -> None:
        """The step was not made."""
        self.told[opened.file] = opened.seen
        if journal.steps and journal.steps[-1] == step:
            try:
                self.journals[opened.file] = journal.without_last()
            except OSError:
                self.journals.pop(opened.file, None)

    def _target(self, path: Path) -> Path:
        """Where the file really is.  Raises Problem where it must not be replaced."""
        target = path.resolve()
        try:
            if target.stat().st_nlink > 1:
                raise Problem("这个文件在磁盘上有几个名字（硬链接），没有写；请另存一份再改", 409)
        except OSError as error:
            raise Problem(f"没有写进去：{reason(error)}", 409) from error
        if not os.access(target, os.W_OK):
            raise Problem("文件是只读的，没有写进去", 409)
        return target


@dataclass(frozen=True, slots=True)
class Note:
    """What is written down of a change: what it was, by whom, whether it goes on with the one before, how
    many steps it takes back or makes again."""

    what: str
    by: str = ""
    joins: bool = False
    changes: tuple[dict[str, Any], ...] = ()
    count: int = 0


def _step(opened: Opened, note: Note, after: str, hunk: Hunk) -> Step:
    return Step(
        note.what,
        opened.seen,
        after,
        hunk,
        datetime.now().isoformat(timespec="milliseconds"),
        note.by,
        note.joins,
        note.changes,
        note.count,
    )


def goes_on(journal: Journal, by: str, places: set[tuple[str, str]]) -> bool:
    """Whether a change is the next keystroke in the place where the last one was."""
    if not journal.steps or len(places) != 1:
        return False
    last = journal.steps[-1]
    same = {(change["kind"], change["at"]) for change in last.changes} == places
    return last.what == "write" and same and last.by == by and _is_recent(last.time)


def _is_recent(time: str) -> bool:
    try:
        return datetime.now() - datetime.fromisoformat(time) < TOGETHER
    except ValueError:
        return False
