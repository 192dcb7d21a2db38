"""What we remember of the files we wrote, so that we know them again untouched.

Beside the outputs, in the folder ``.nianbao``, lies a small file for each report: of every output its digest,
that of our earlier file which it replaced, and what it was made from.  It holds digests only, nothing of the
office's own.  See docs/decisions/0055-never-overwritten.md.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_IMODE
from typing import Any

from generator.common.atomic_files import is_stream

FOLDER = ".nianbao"
VERSION = 1
# The digest of no file at all, and that of one which cannot be read.
NOTHING = "nothing"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of one report as they were written, by name: ``sha256``, ``before``, ``from``."""

    path: Path
    outputs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def knows(self, file: str, found: str) -> bool:
        """Whether a file of that digest is one that we wrote there."""
        entry = self.outputs.get(file, {})
        return found in (entry.get("sha256"), entry.get("before"))

    def is_current(self, file: str, found: str, made_from: str) -> bool:
        """Whether a file of that digest is the one that we made, of just that."""
        entry = self.outputs.get(file, {})
        origin = entry.get("from")
        return isinstance(origin, dict) and origin.get("all") == made_from and entry.get("sha256") == found

    def with_files(
        self, made: Mapping[str, bytes], found: Mapping[str, str], filing: str, made_from: str = ""
    ) -> Manifest:
        """The same when ``made`` is written over what was ``found``; files not made now stay known."""
        origin = {"filing": digest(filing.encode())} if filing else {}
        origin |= {"all": made_from} if made_from else {}
        new = {
            file: {
                "sha256": digest(data),
                "before": found[file] if self.knows(file, found[file]) else NOTHING,
                "from": origin,
            }
            for file, data in made.items()
        }
        return replace(self, outputs={**self.outputs, **new})

    def written(self) -> bytes:
        """The manifest as it is kept."""
        value = {"version": VERSION, "outputs": self.outputs}
        # In ASCII, because a file's name may hold what is no character.
        return json.dumps(value, indent=1, sort_keys=True).encode() + b"\n"


def read_manifest(folder: Path, name: str) -> Manifest:
    """What is remembered of the report of that name in a folder; nothing where it cannot be understood."""
    path = folder / FOLDER / f"{name}.json"
    try:
        return understood(path, path.read_bytes())
    except OSError:
        return Manifest(path)


def understood(path: Path, data: bytes) -> Manifest:
    """A manifest as it is kept; nothing is remembered where it cannot be understood."""
    try:
        value = json.loads(data)
        entries = value["outputs"].items() if value["version"] == VERSION else ()
        return Manifest(path, {file: entry for file, entry in entries if isinstance(entry, dict)})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Manifest(path)


def make_folder(folder: Path) -> None:
    """The folder for what is remembered; whoever may write beside it may write into it."""
    remembered = folder / FOLDER
    if not remembered.exists():
        remembered.mkdir()
        remembered.chmod(S_IMODE(folder.stat().st_mode))


def digest(data: bytes) -> str:
    """A digest by which the same bytes are known again."""
    return sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of what stands there.  A device or a pipe holds nobody's work."""
    if not os.path.lexists(path) or is_stream(path) or path.is_dir():
        return NOTHING
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return UNREADABLE


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One run at a time looks at a folder's outputs and replaces them, where the system can see to it."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network drive without locks
            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)
