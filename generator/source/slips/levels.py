"""The groups that are open at a line, found by how far it is set in, or by its key where that cannot tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.source.slips.characters import BLANKS, UNSEEN, seen
from generator.source.slips.shape import Holds, Shape

STEP = 2
ITEM = "-"
_WIDTHS = ((1, 1), (2, 2), (2, 4), (2, 8))  # of a full-width blank and of a tab


@dataclass(frozen=True, slots=True)
class Level:
    """A group that is open: how far its keys are set in, what they are, and the keys above them."""

    indent: int
    shape: Shape
    path: tuple[str, ...] = ()

    def knows(self, key: str) -> bool:
        """Whether that key belongs there."""
        return key in self.shape.below


@dataclass
class Block:
    """A text that goes on while lines are set in further than its key; ``content``: how far they are."""

    indent: int
    content: int | None


@dataclass
class Levels:
    """All groups that are open, outermost first, and the one whose first key is still to come."""

    open: list[Level] = field(default_factory=list)
    coming: Level | None = None

    def at(self, indent: int) -> Level | None:
        """The group whose keys are set in so far; closes those set in further."""
        if self.coming and indent > self.coming.indent:
            self.open.append(Level(indent, self.coming.shape, self.coming.path))
        self.coming = None
        self._close(indent + 1)
        return self.open[-1] if self.open and self.open[-1].indent == indent else None

    def knowing(self, key: str) -> list[Level]:
        """The groups that a key could belong to."""
        coming = [self.coming] if self.coming and self.coming.shape.holds is not Holds.ITEMS else []
        return [level for level in (*self.open, *coming) if level.knows(key)]

    def by_key(self, leading: str, key: str, below: Sequence[str]) -> tuple[Level | None, bool]:
        """The group of a key whose white space tells nothing, and whether it can be no other.

        ``below`` are the lines that follow: its neighbours show how far the keys of a new group are set in.
        """
        found = [self._set_in(level, below) for level in self.knowing(key)]
        fitting = [level for level in found if level.indent in set(_widths(leading))]
        if len(found) == 1 or len(fitting) == 1:
            level = found[0] if len(found) == 1 else fitting[0]
            return self.at(level.indent), True
        if found:
            return self.at(found[-1].indent), False
        by_width = [level for level in self.open if level.indent in set(_widths(leading))]
        return (self.at(by_width[-1].indent) if by_width else None), False

    def _set_in(self, level: Level, below: Sequence[str]) -> Level:
        """A group with the place of its keys; that of a new one is where its next key is, or a step in."""
        if level is not self.coming:
            return level
        indent = next(_neighbours(level, below), level.indent + STEP)
        return Level(indent, level.shape, level.path)

    def item(self, dash: int, start: int) -> Level | None:
        """The group that a dash begins, where a list of groups is open; its keys are set in to ``start``."""
        if self.coming and self.coming.shape.holds is Holds.ITEMS and dash >= self.coming.indent:
            shape, path = self.coming.shape, (*self.coming.path, ITEM)
        else:
            self._close(start + 1)
            if not self.open or self.open[-1].path[-1:] != (ITEM,):
                return None
            shape, path = self.open[-1].shape, self.open[-1].path
        self.coming = None
        self._close(dash + 1)
        self.open.append(Level(start, shape, path))
        return self.open[-1]

    def _close(self, indent: int) -> None:
        while self.open and self.open[-1].indent >= indent:
            self.open.pop()


def _neighbours(level: Level, below: Sequence[str]) -> Iterator[int]:
    """How far the keys of a group are set in that stand on the lines below, in plain spaces."""
    for line in below:
        key = re.match(rf"( *)([^\s:：#|{BLANKS}]+)", line)
        if key and len(key.group(1)) <= level.indent:
            return
        if key and level.knows(seen(key.group(2)).strip("\"'")):
            yield len(key.group(1))


def _widths(leading: str) -> Iterator[int]:
    """How wide white space may have looked to who typed it."""
    shown = re.sub(f"[{UNSEEN}]", "", leading)
    for full, tab in _WIDTHS:
        yield sum(tab if character == "\t" else full if character == "\u3000" else 1 for character in shown)
