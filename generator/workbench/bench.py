"""The bench: a folder of filings, opened, changed and told of; what everything in the workbench stands on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.batch.desk import Desk
from generator.batch.narrated import Narrated
from generator.batch.together import Last
from generator.common.atomic_files import Changed
from generator.filing.filing import Filing
from generator.filing.read import read_again
from generator.form.format import Format
from generator.form.library import Library
from generator.source.nodes import Document
from generator.workbench.changes import Conflict, Read
from generator.workbench.folder import Folder
from generator.workbench.form_shown import form_shown
from generator.workbench.index import Index
from generator.workbench.kept_review import review_shown
from generator.workbench.opened import Opened, Reader
from generator.workbench.problem import Problem
from generator.workbench.saving import BUSY, Note, Saver
from generator.workbench.state import state_shown

Json = dict[str, Any]
Listener = Callable[[str, Json], None]
# What is made of a filing that is to change: the document, what stands in the way, what is written down.
Make = Callable[[Opened], tuple[Document, list[Conflict], Note]]
TRIES = 20
# After a change so many seconds are for the next one.
QUIET = 1.0
# So much of a word that only tells windows, or parts, apart.
SHORT = 300


@dataclass(frozen=True, slots=True)
class Handed:
    """What the command line hands in: what a rule says, and what was understood of a filing's sentences."""

    explain: Callable[[str, Format], Json]
    sentences: Callable[[Narrated], Json]


@dataclass
class Bench:
    """A folder that is worked in, and who is told of what happens there."""

    folder: Folder
    library: Library
    handed: Handed
    rules: str = ""
    listeners: list[Listener] = field(default_factory=list)

    def __post_init__(self) -> None:
        """What is opened, what is written, and what is known of the folder."""
        self.reader = Reader(self.folder, self.library)
        self.saver = Saver(self.folder)
        self.index = Index(self.folder, self.rules)
        self.last = 0.0

    @classmethod
    def at(cls, path: Path, library: Library, handed: Handed, rules: str = "") -> Bench:
        """The bench of the folder at a path."""
        bench = cls(Folder.at(path), library, handed, rules)
        bench.index.restore()
        bench.index.look()
        return bench

    def tell(self, event: str, data: Json) -> None:
        """Tell everybody who listens."""
        for listener in list(self.listeners):
            listener(event, data)

    def worked(self) -> None:
        """Told that somebody is at work."""
        self.last = time.monotonic()

    @property
    def is_busy(self) -> bool:
        """Whether somebody is at work: what can wait waits."""
        return time.monotonic() - self.last < QUIET

    # ------------------------------------------------------------ reading

    def open(self, file: str) -> Opened:
        """A filing as it stands now."""
        return self.reader.open(file, self.index.last_of(file))

    def state(self, opened: Opened) -> Json:
        """What a page shows of it."""
        journal = self.saver.journal(opened)
        shown = state_shown(opened, journal, self.index.last_of(opened.file))
        return {**shown, **review_shown(self.folder, opened)}

    def form(self, opened: Opened) -> Json | None:
        """What a page shows of its form; nothing where that cannot be told."""
        return form_shown(opened.form, opened.document.root, opened.filing) if opened.form else None

    def desk(self, opened: Opened) -> Desk:
        """A desk at which the filing is examined again as it was."""
        previous = opened.filing.previous if opened.filing else None
        return Desk(self.library, last=Last(filings=(previous,) if previous else ()))

    def filing(self, opened: Opened) -> Filing:
        """The filing.  Raises Problem where it cannot be told what it is."""
        if opened.filing is None:
            raise Problem("这份填报现在读不出来，先改正它", 409)
        return opened.filing

    def reading(self, opened: Opened) -> Read:
        """How a text is read that the filing's is changed into."""
        source = opened.document.source
        return lambda text: read_again(text, source, self.library)

    # ------------------------------------------------------------ writing

    def change(self, file: str, by: str, make: Make) -> Json:
        """Change a filing as it stands now, however often somebody else writes it meanwhile; what a page is
        to show then, and what stood in the way.  Raises Problem."""
        self.worked()
        for _ in range(TRIES):
            with self.saver.alone(file):
                opened = self.open(file)
                document, conflicts, note = make(opened)
                if document.source.text == opened.document.source.text:
                    if note.count and not conflicts:
                        self.saver.note(opened, note)
                    return self._answer(opened, conflicts, written=False)
                try:
                    data = self.saver.save(opened, document, note)
                except Changed:
                    continue
                self.reader.written(file, data, document)
                after = self.open(file)
            self.tell("changed", {"file": file, "seen": after.seen, "by": by})
            return self._answer(after, conflicts, written=True)
        raise Problem(BUSY, 409)

    def _answer(self, opened: Opened, conflicts: Sequence[Conflict], *, written: bool) -> Json:
        shown = [_conflict(opened, conflict) for conflict in conflicts]
        return {"state": self.state(opened), "conflicts": shown, "written": written}


def _conflict(opened: Opened, conflict: Conflict) -> Json:
    change, form = conflict.change, opened.form
    label = form.labels.short(change.at) if form and form.labels.has(change.at) else change.at
    return {
        "kind": change.kind,
        "at": change.at,
        "label": label,
        "was": change.was,
        "mine": change.to,
        "theirs": conflict.theirs,
    }


def window(arguments: Mapping[str, Any]) -> str:
    """What the window calls itself that makes a call; nothing where it does not."""
    return word(arguments, "by", "")[:SHORT]


def word(arguments: Mapping[str, Any], name: str, missing: str | None = None) -> str:
    """A text among the arguments of a call.  Raises Problem."""
    value = arguments.get(name, missing)
    if not isinstance(value, str):
        raise Problem(f"请求不完整：缺少 {name}")
    return value
