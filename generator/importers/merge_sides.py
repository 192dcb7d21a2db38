"""What meets in a filing: how it was when the report was built of it, how it is, what the report says now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from generator.filing.filing import Filing
from generator.findings.position import Position

NOWHERE = Position()
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Places:
    """Where numbers and the lines of texts stand in a report."""

    cells: dict[str, Position] = field(default_factory=dict)
    lines: dict[str, tuple[Position, ...]] = field(default_factory=dict)

    def of_line(self, path: str, line: int) -> Position:
        """Where a line of a text stands, counted from 0."""
        lines = self.lines.get(path, ())
        return lines[line] if line < len(lines) else NOWHERE


NO_PLACES = Places()


@dataclass(frozen=True, slots=True)
class Sides:
    """``filing`` is what the office has now, ``report`` what the report says; ``base`` what both came from:
    the filing itself where nobody knows, which is what the report is then held against."""

    filing: Filing
    base: Filing
    report: Filing
    places: Places = NO_PLACES

    @property
    def is_known(self) -> bool:
        """Whether it is known what was changed in the report, and what in the filing."""
        return self.base is not self.filing


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that was changed in the filing and, otherwise, in the report: ``path`` of its number, text or
    field, what people call it, what stood there when the report was built, what the filing has now, what the
    report; ``note`` is the report's as it would be written, ``line`` the filing's as it is written; where it
    stands in the report."""

    path: str
    name: str
    wordings: tuple[str, str, str]
    note: str = ""
    line: str = ""
    at: Position = NOWHERE

    @property
    def comment(self) -> str:
        """What is set beside the place in the filing, on one line."""
        before, _, theirs = self.wordings
        words = f"{self.name}：报告里是“{self.note or theirs}”，生成报告时是“{before}”"
        return " ".join(f"# 待定：{words}，定下来以后删去这一行".split())


def settled_value(before: Value, ours: Value, theirs: Value) -> tuple[Value, bool]:
    """What a place is to hold, and whether both sides changed it, each otherwise: then it stays."""
    if theirs in (before, ours):
        return ours, False
    return (theirs, False) if ours == before else (ours, True)


@dataclass
class Merged:
    """``text`` is the filing with what was changed; ``changes`` say each change, ``unplaced`` what was
    changed and has to be put there by hand, ``notes`` what follows of itself, ``conflicts`` what both sides
    changed."""

    text: str
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
