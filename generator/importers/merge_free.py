"""Tables whose rows the office names: numbers that are others in a report, and rows that only one has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.filing.filing import Cell, Filing, FreeRow, State, flat
from generator.filing.numbers import figure
from generator.findings.finding import Edit
from generator.importers.merge_lines import Match, match
from generator.importers.merge_sides import Conflict, Merged, Sides, settled_value
from generator.importers.said import squeezed

ABSENT = "（没有这一行）"
EMPTY = "空"


def free_edits(sides: Sides, result: Merged) -> Iterator[Edit]:
    """An edit for each number that the report alone has otherwise; all else is told."""
    for section in sides.filing.format.free_tables:
        if section in sides.report.free:
            yield from _Table(sides, section, result).edits()


@dataclass
class _Table:
    sides: Sides
    section: str
    result: Merged

    def edits(self) -> Iterator[Edit]:
        """Row by row as they were when the report was built."""
        base, ours, theirs = (_rows(each, self.section) for each in _each(self.sides))
        mine, said = _match(base, ours), _match(base, theirs)
        for number, row in enumerate(base):
            here, there = mine.to[number], said.to[number]
            if here is not None and there is not None:
                yield from self._row(row, ours[here], theirs[there])
            elif here is not None:
                self._gone(row, ours[here])
            elif there is not None and _shown(row) != _shown(theirs[there]):
                self._both(row, ABSENT, _shown(theirs[there]))
        known = {_shown(row) for row in ours}
        for row in (theirs[place] for place in said.added):
            if _shown(row) not in known:
                self.result.unplaced.append(f"{self.section}：报告里有“{_shown(row)}”，填报里没有，请自己加")

    def _row(self, base: FreeRow, ours: FreeRow, theirs: FreeRow) -> Iterator[Edit]:
        """One row: its words, which are told, and its numbers."""
        for column, words in theirs.words.items():
            before, now = base.words.get(column, ""), ours.words.get(column, "")
            same = squeezed(words) in (squeezed(before), squeezed(now))
            if not same and squeezed(before) == squeezed(now):
                self.result.unplaced.append(
                    f"{self.section}“{_name(ours)}”的{column}：报告里是“{words}”，填报里是“{now}”，请自己改"
                )
            elif not same:
                self._both(base, _shown(ours), _shown(theirs))
        for column, cell in theirs.cells.items():
            if column in ours.cells and column in base.cells:
                yield from self._cell(
                    base.cells[column], ours.cells[column], cell, f"“{_name(ours)}”的{column}"
                )

    def _cell(self, base: Cell, ours: Cell, theirs: Cell, name: str) -> Iterator[Edit]:
        if theirs.state not in (State.GIVEN, State.COMPUTED):
            return
        value, clash = settled_value(base.value, ours.value, theirs.value)
        name = f"{self.section}{name}"
        if clash:
            wordings = (_figure(base), _figure(ours), _figure(theirs))
            self.result.conflicts.append(Conflict(ours.path, name, wordings))
        elif value != ours.value and ours.state is State.COMPUTED:
            self.result.unplaced.append(
                f"{name}：报告里是 {figure(theirs)}，各项之和是 {figure(ours)}，填报里由程序计算"
            )
        elif value != ours.value:
            self.result.changes.append(f"{name}：{_figure(ours)} → {_figure(theirs)}")
            yield Edit(ours.span, figure(replace(theirs, remark=None)))

    def _gone(self, base: FreeRow, ours: FreeRow) -> None:
        if _shown(base) == _shown(ours):
            self.result.unplaced.append(f"{self.section}：报告里没有“{_shown(ours)}”了，请自己删")
        else:
            self._both(base, _shown(ours), ABSENT)

    def _both(self, base: FreeRow, ours: str, theirs: str) -> None:
        name = f"{self.section}“{_name(base)}”"
        self.result.conflicts.append(Conflict(self.section, name, (_shown(base), ours, theirs)))


def _each(sides: Sides) -> tuple[Filing, Filing, Filing]:
    return sides.base, sides.filing, sides.report


def _rows(filing: Filing, section: str) -> list[FreeRow]:
    return list(flat(filing.printed_rows(section)))


def _match(rows: Sequence[FreeRow], others: Sequence[FreeRow]) -> Match:
    """Rows by their words."""
    keys, names = [_key(row) for row in rows], [_key(row) for row in others]
    return match(keys, names, [_shown(row) for row in rows], [_shown(row) for row in others])


def _key(row: FreeRow) -> str:
    return squeezed("".join(row.words.values()))


def _name(row: FreeRow) -> str:
    return next(iter(row.words.values()), "")


def _shown(row: FreeRow) -> str:
    return "　".join([*row.words.values(), *(_figure(cell) for cell in row.cells.values())])


def _figure(cell: Cell) -> str:
    return figure(cell) or EMPTY
