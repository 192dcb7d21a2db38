"""The filings of a folder at a glance: whose, for which year, how many errors; kept as long as they are as
they were, over sessions too."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePath
from threading import Lock
from typing import Any

from generator.common.atomic_files import replace_file
from generator.filing.filing import State
from generator.filing.glimpse import Glimpse, glimpse
from generator.findings.finding import Level
from generator.workbench.folder import Folder
from generator.workbench.opened import Opened, Stamp, stamp_of
from generator.workbench.problem import Problem
from generator.writers.manifest import FOLDER, read_manifest

Json = dict[str, Any]
FILE = "workbench.json"
SHOWN = (
    *("file", "authority", "year", "form", "known", "errors", "warnings", "infos", "accepted", "blanks"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A filing as the list shows it; ``known``: it was examined as it stands."""

    file: str
    stamp: Stamp
    authority: str = ""
    year: int | None = None
    form: str = ""
    known: bool = False
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    accepted: int = 0
    blanks: int = 0
    problem: str = ""
    last: str = ""
    beside: Stamp = (0, 0, 0)


@dataclass
class Index:
    """The entries of a folder by their files; ``rules`` stand for what they were examined by."""

    folder: Folder
    rules: str
    entries: dict[str, Entry] = field(default_factory=dict)
    built: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def look(self) -> tuple[list[str], list[str]]:
        """Look through the folder; the files that are new or other than before, and those that are gone."""
        files = self.folder.files()
        with self.lock:
            there = set(files)
            gone = [file for file in self.entries if file not in there]
            for file in gone:
                del self.entries[file]
            changed = []
            for file in files:
                stamp = stamp_of(self.folder.top / file)
                if file not in self.entries or self.entries[file].stamp != stamp:
                    changed.append(file)
                    self.entries[file] = _seen(file, stamp, glimpse(self.folder.top / file))
        return changed, gone

    def pending(self) -> list[str]:
        """The files that are still to be examined; those whose last year's has changed, too."""
        with self.lock:
            entries = list(self.entries.values())
        lasts = self.lasts()
        return [
            entry.file
            for entry in entries
            if not entry.known or entry.last != lasts[entry.file] or entry.beside != self._stamp(entry.last)
        ]

    def _stamp(self, file: str) -> Stamp:
        entry = self.entries.get(file)
        return entry.stamp if entry else (0, 0, 0)

    def lasts(self) -> dict[str, str]:
        """Last year's filing of each file, as far as there is just one, in its folder or in all."""
        with self.lock:
            entries = list(self.entries.values())
        by_key: dict[tuple[str, int], list[str]] = {}
        for entry in entries:
            if entry.authority and entry.year:
                by_key.setdefault((Glimpse(entry.authority).name, entry.year), []).append(entry.file)
        return {
            entry.file: _only(
                entry.file, by_key.get((Glimpse(entry.authority).name, (entry.year or 0) - 1), [])
            )
            for entry in entries
        }

    def last_of(self, file: str) -> str | None:
        """Last year's filing of one file."""
        with self.lock:
            entry = self.entries.get(file)
            if entry is None or not entry.authority or not entry.year:
                return None
            name, year = Glimpse(entry.authority).name, entry.year - 1
            same = [each for each in self.entries.values() if each.year == year]
        return _only(file, [each.file for each in same if Glimpse(each.authority).name == name]) or None

    def examined(self, opened: Opened, stamp: Stamp, last: str) -> Entry:
        """The entry of a file that was examined when it had that stamp."""
        found, filing = opened.examined.findings, opened.filing
        levels = Counter(finding.level for finding in found if not finding.accepted)
        seen = _seen(opened.file, stamp, Glimpse())
        cells = filing.cells.values() if filing else ()
        entry = replace(
            seen,
            authority=(filing.authority if filing else None) or self._known(opened.file).authority,
            year=(filing.year if filing else None) or self._known(opened.file).year,
            form=opened.form.version if opened.form else "",
            known=True,
            errors=levels[Level.ERROR],
            warnings=levels[Level.WARNING],
            infos=levels[Level.INFO],
            accepted=sum(bool(finding.accepted) for finding in found),
            blanks=sum(cell.state is State.BLANK for cell in cells),
            last=last,
            beside=self._stamp(last),
        )
        return self._put(entry)

    def unreadable(self, file: str, problem: str) -> Entry:
        """The entry of a file that cannot be opened."""
        return self._put(replace(self._known(file), known=True, problem=problem))

    def _known(self, file: str) -> Entry:
        return self.entries.get(file, Entry(file, (0, 0, 0)))

    def _put(self, entry: Entry) -> Entry:
        with self.lock:
            self.entries[entry.file] = entry
        return entry

    def shown(self, entries: Iterable[Entry]) -> list[Json]:
        """Entries as the list shows them, each with last year's and when its outputs were last made."""
        lasts, folders = self.lasts(), dict[Path, Stamp]()
        return [self._shown(entry, lasts.get(entry.file, ""), folders) for entry in entries]

    def _shown(self, entry: Entry, last: str, folders: dict[Path, Stamp]) -> Json:
        changed = datetime.fromtimestamp(entry.stamp[0] / 1e9).isoformat(timespec="seconds")
        return {
            **{name: getattr(entry, name) for name in SHOWN},
            "problem": entry.problem or None,
            "last": last or None,
            "changed": changed,
            "built": self._built(entry.file, folders) or None,
        }

    def _built(self, file: str, folders: dict[Path, Stamp]) -> str:
        """When its outputs were last made; nothing where there are none.  ``folders``: those with what is
        remembered of outputs that have been looked at."""
        path = self.folder.top / file
        remembered = path.parent / FOLDER
        stamp = folders.get(remembered) or folders.setdefault(remembered, stamp_of(remembered))
        if file not in self.built or self.built[file][0] != stamp:
            outputs = (stamp_of(path.parent / name)[0] for name in _outputs(path)) if stamp[0] else ()
            latest = max(outputs, default=0)
            when = datetime.fromtimestamp(latest / 1e9).isoformat(timespec="seconds") if latest else ""
            self.built[file] = stamp, when
        return self.built[file][1]

    # ------------------------------------------------------------ over sessions

    def save(self) -> None:
        """Keep what is known for the next session; where that cannot be, it is worked out again."""
        with self.lock:
            known = [asdict(entry) for entry in self.entries.values() if entry.known]
        with suppress(OSError, Problem):
            kept = self.folder.beside(self.folder.top / "x", "").parent  # raises for a link that leads out
            data = json.dumps({"rules": self.rules, "entries": known}, ensure_ascii=False).encode()
            replace_file(kept / FILE, data)

    def restore(self) -> None:
        """Take up what was known, as far as files and rules are as they were."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            kept: Mapping[str, Any] = json.loads(self._file().read_bytes())
            if kept["rules"] == self.rules:
                for value in kept["entries"]:
                    entry = Entry(
                        **{**value, "stamp": tuple(value["stamp"]), "beside": tuple(value["beside"])}
                    )
                    self.entries[entry.file] = entry

    def _file(self) -> Path:
        return self.folder.top / FOLDER / FILE


def _outputs(path: Path) -> Iterable[str]:
    return read_manifest(path.parent, path.stem).outputs


def _seen(file: str, stamp: Stamp, seen: Glimpse) -> Entry:
    return Entry(file, stamp, seen.authority, seen.year, seen.form)


def _only(file: str, files: list[str]) -> str:
    """The one of some files that can be meant for a file: the one in its own folder, else the only one."""
    beside = [each for each in files if PurePath(each).parent == PurePath(file).parent]
    found = beside or files
    return found[0] if len(found) == 1 else ""
