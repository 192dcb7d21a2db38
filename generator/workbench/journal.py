"""What was changed in a filing, step by step, kept beside it: for undoing over sessions.

A step is written before the file is changed.  So whatever is interrupted: the last step either was made, or
the file is still as it was before it, and the step is forgotten.  A line that was cut off is none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.common.atomic_files import replace_file

VERSION = 1
LONGEST = 4 * 1024 * 1024
# So many steps are kept when a journal has grown too long.
KEPT = 500
UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class Hunk:
    """Where a text was changed: what stood there, and what stands there now."""

    at: int
    old: str
    new: str

    @property
    def back(self) -> Hunk:
        """The way back."""
        return Hunk(self.at, self.new, self.old)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a file from the text of one digest to that of another; ``joins``: it goes on with the
    step before, and is undone together with it.  ``changes`` say what it did to which places;
    ``count``: so many steps were undone, or made again."""

    what: str
    before: str
    after: str
    hunk: Hunk
    time: str
    by: str = ""
    joins: bool = False
    changes: tuple[dict[str, str], ...] = field(default=())
    count: int = 0


def hunk_of(old: str, new: str) -> Hunk:
    """The one stretch in which two texts differ."""
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Hunk(start, old[start : len(old) - end], new[start : len(new) - end])


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps of a filing, those that can be undone and those that can be made again, the next one last."""

    path: Path
    steps: tuple[Step, ...] = ()

    @property
    def stacks(self) -> tuple[list[Step], list[Step]]:
        """What can be undone and what can be made again."""
        done: list[Step] = []
        undone: list[Step] = []
        for step in self.steps:
            if step.what == UNDO:
                undone += [done.pop() for _ in range(min(step.count, len(done)))]
            elif step.what == REDO:
                done += [undone.pop() for _ in range(min(step.count, len(undone)))]
            else:
                done.append(step)
                undone.clear()
        return done, undone

    def counts(self) -> tuple[int, int]:
        """How many times one can go back, and forth."""
        done, undone = self.stacks
        return len(groups(done)), len(groups(undone[::-1]))

    def appended(self, step: Step) -> Journal:
        """The same with one more step, on the disk before anything else happens."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.write(_line(step))
            file.flush()
            os.fsync(file.fileno())
        return replace(self, steps=(*self.steps, step))

    def without_last(self) -> Journal:
        """The same without its last step, which was not made."""
        shorter = replace(self, steps=self.steps[:-1])
        replace_file(self.path, b"".join(map(_line, shorter.steps)))
        return shorter


def groups(steps: Sequence[Step]) -> list[list[Step]]:
    """Steps that belong together."""
    found: list[list[Step]] = []
    for step in steps:
        if step.joins and found:
            found[-1].append(step)
        else:
            found.append([step])
    return found


def read_journal(path: Path, digest: str) -> Journal:
    """The journal of a filing whose text has that digest now; empty where there is none.

    A last step that was not made is taken off, and so is a line that was cut off.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return Journal(path)
    lines = data.split(b"\n")
    steps = [step for line in lines if (step := _step(line)) is not None]
    journal = Journal(path, tuple(steps))
    whole = b"".join(map(_line, steps)) == data
    if steps and steps[-1].before == digest != steps[-1].after:
        return journal.without_last()
    if not whole or len(data) > LONGEST:
        journal = replace(journal, steps=_shortened(journal) if len(data) > LONGEST else journal.steps)
        replace_file(path, b"".join(map(_line, journal.steps)))
    return journal


def _shortened(journal: Journal) -> tuple[Step, ...]:
    """The last steps that can be undone; what was undone is forgotten."""
    done, _ = journal.stacks
    return tuple(done[-KEPT:])


def _line(step: Step) -> bytes:
    value = {"version": VERSION, **asdict(step)}
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _step(line: bytes) -> Step | None:
    try:
        value: dict[str, Any] = json.loads(line)
        if value.pop("version") != VERSION:
            return None
        hunk = Hunk(**value.pop("hunk"))
        changes = tuple(value.pop("changes"))
        return Step(hunk=hunk, changes=changes, **value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
