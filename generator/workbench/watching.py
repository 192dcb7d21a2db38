"""Looking after the folder while it is worked in: what others change is told, what is not known is examined.

Files are looked at again and again; on network drives nobody would tell of their changes.
"""

from __future__ import annotations

import sys
import time
from threading import Event, Thread

from generator.findings.exit_code import Fault
from generator.workbench.bench import Bench
from generator.workbench.folder import GONE
from generator.workbench.index import Entry
from generator.workbench.opened import digest, stamp_of
from generator.workbench.problem import Problem

OFTEN, SELDOM = 0.3, 3.0
# So many filings are told of together, and so long it is waited at most.
BATCH, PATIENCE = 25, 0.7
# So often it is written down what was found out, while there is more.
SAVED = 20.0


class Watcher:
    """A thread that looks; it ends by itself when the folder is gone."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.stop = Event()
        self.gone = False
        self.stamps: dict[str, tuple[int, int, int]] = {}
        self.looked = 0.0
        self.thread = Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self.thread.start()

    def end(self) -> None:
        """Look no more."""
        self.stop.set()
        self.thread.join(timeout=2)

    def _run(self) -> None:
        while not self.stop.wait(OFTEN):
            try:
                if not self.bench.folder.is_there:
                    self.gone = True
                    self.bench.tell("bye", {"reason": GONE})
                    return
                self.look()
            except Exception as error:  # the next look may be better; what a filing says is not told
                print(f"nianbao：{Fault.of(error, '').reason}", file=sys.stderr)

    def look(self) -> None:
        """Look once: at the filings that are open, and now and then at the whole folder."""
        self._look_at_open()
        if time.monotonic() - self.looked < SELDOM:
            return
        changed, gone = self.bench.index.look()
        if gone:
            self.bench.tell("filings", {"filings": [], "gone": gone})
        for file in changed:
            self._look_at(file)
        self._examine()
        self.looked = time.monotonic()

    def _look_at_open(self) -> None:
        for file in {key[0] for key in list(self.bench.reader.kept)}:
            self._look_at(file)

    def _look_at(self, file: str) -> None:
        """Tell of a file that others have changed."""
        path = self.bench.folder.top / file
        stamp = stamp_of(path)
        if self.stamps.get(file) == stamp or stamp == (0, 0, 0):
            return
        with self.bench.saver.alone(file):
            stamp = stamp_of(path)
            try:
                seen = digest(self.bench.reader.data(path))
            except Problem:
                return
            known = self.bench.saver.told.get(file)
            self.stamps[file], self.bench.saver.told[file] = stamp, seen
            if known is None or known == seen:
                return
            self.bench.saver.journals.pop(file, None)
        self.bench.tell("changed", {"file": file, "seen": seen, "by": ""})

    def _examine(self) -> None:
        """Examine what is not known yet, and tell of it in batches."""
        news: list[Entry] = []
        since = saved = time.monotonic()
        pending = self.bench.index.pending()
        for file in pending:
            while self.bench.is_busy and not self.stop.wait(OFTEN):
                self._look_at_open()  # whoever types goes first
            if self.stop.is_set():
                return
            news.append(self._entry(file))
            if len(news) >= BATCH or time.monotonic() - since > PATIENCE:
                self._tell(news)
                news, since = [], time.monotonic()
                self._look_at_open()
            if time.monotonic() - saved > SAVED:
                self.bench.index.save()
                saved = time.monotonic()
        self._tell(news)
        if pending:
            self.bench.index.save()

    def _entry(self, file: str) -> Entry:
        index = self.bench.index
        last = index.last_of(file) or ""
        try:
            path = self.bench.folder.path(file)
            stamp = stamp_of(path)
            data = self.bench.reader.data(path)
            document = self.bench.reader.document(data, file, path)
            opened = self.bench.reader.examined(file, data, document, last or None)
        except Problem as problem:
            return index.unreadable(file, problem.words)
        return index.examined(opened, stamp, last)

    def _tell(self, entries: list[Entry]) -> None:
        if entries:
            self.bench.tell("filings", {"filings": self.bench.index.shown(entries)})
