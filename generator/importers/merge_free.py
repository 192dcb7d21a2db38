"""Tables whose rows the office names, of the form and its own behind the report: numbers and words that are
others in a report, rows that only one has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.filing.filing import Cell, Filing, FreeRow, OwnTable, State, flat
from generator.filing.numbers import figure
from generator.filing.own_columns import in_words
from generator.findings.finding import Edit
from generator.importers.merge_figures import KNOWN, differs, number_edits, own_name, settled_cell, shown
from generator.importers.merge_lines import Match, match
from generator.importers.merge_rows import row_below
from generator.importers.merge_sides import Conflict, Merged, Sides, settled_value
from generator.importers.said import squeezed

# A unit behind the name of a column.
UNIT = re.compile(r"[（(][^（）()]+[)）]$")
ABSENT = "（没有这一行）"
EMPTY = "空"


def free_edits(sides: Sides, result: Merged) -> Iterator[Edit]:
    """An edit for each number, word and row that the report alone has otherwise; all else is told."""
    for section, table in sides.filing.format.free_tables.items():
        if section in sides.report.free:
            base, ours, theirs = (list(flat(each.printed_rows(section))) for each in _each(sides))
            yield from _Table(sides, section, result, base, ours, theirs, table.parts is None).edits()
    for title in shared_tables(sides):
        before, now, there = (_own(each)[title] for each in _each(sides))
        said = [_renamed(row, there, now) for row in there.printed]
        yield from _Table(sides, own_name(now.title), result, before.printed, now.printed, said).edits()


def shared_tables(sides: Sides) -> list[str]:
    """The titles of the office's own tables that all three have, with the same columns."""
    base, ours, theirs = map(_own, _each(sides))
    names = [title for title in ours if title in base and title in theirs]
    return [
        title for title in names if _columns(base[title]) == _columns(ours[title]) == _columns(theirs[title])
    ]


def _own(filing: Filing) -> dict[str, OwnTable]:
    return {squeezed(table.title): table for table in filing.own_tables}


def _names(table: OwnTable) -> list[str]:
    return [str(column.key) for column in table.table.columns]


def _columns(table: OwnTable) -> list[tuple[str, bool]]:
    """The columns by their names, without the units that a report prints there; whether they hold numbers."""
    held = {name for row in table.printed for name in row.cells}
    return [(UNIT.sub("", squeezed(name)), name in held) for name in _names(table)]


def _renamed(row: FreeRow, table: OwnTable, other: OwnTable) -> FreeRow:
    """A row by the names that the columns have in another table, which has the same ones."""
    names = dict(zip(_names(table), _names(other), strict=True))
    words = {names[column]: text for column, text in row.words.items()}
    return replace(row, words=words, cells={names[column]: cell for column, cell in row.cells.items()})


@dataclass
class _Table:
    """The rows of the three; ``can_grow``: a row more may be put below another."""

    sides: Sides
    name: str
    result: Merged
    base: Sequence[FreeRow]
    ours: Sequence[FreeRow]
    theirs: Sequence[FreeRow]
    can_grow: bool = True

    def edits(self) -> Iterator[Edit]:
        """Row by row as they were when the report was built."""
        mine, said = _match(self.base, self.ours), _match(self.base, self.theirs)
        places: dict[int, FreeRow] = {}
        for number, row in enumerate(self.base):
            here, there = mine.to[number], said.to[number]
            if here is not None and there is not None:
                places[there] = self.ours[here]
                yield from self._row(row, self.ours[here], self.theirs[there])
            elif here is not None:
                self._gone(row, self.ours[here])
            elif there is not None and _shown(row) != _shown(self.theirs[there]):
                self._both(row, ABSENT, _shown(self.theirs[there]))
        known = {_shown(row) for row in self.ours}
        for number in said.added:
            if _shown(self.theirs[number]) not in known:
                above = places.get(number - 1)
                yield from self._added(self.theirs[number], above)
                if above:
                    places[number] = above

    def _row(self, base: FreeRow, ours: FreeRow, theirs: FreeRow) -> Iterator[Edit]:
        """One row: its words and its numbers."""
        for column in theirs.words:
            yield from self._word(base, ours, theirs, column)
        for column, cell in theirs.cells.items():
            if column in ours.cells and column in base.cells:
                name = f"“{_name(ours)}”的{column}"
                yield from self._cell(base.cells[column], ours.cells[column], cell, name)

    def _word(self, base: FreeRow, ours: FreeRow, theirs: FreeRow, column: str) -> Iterator[Edit]:
        before, now, said = (row.words.get(column, "") for row in (base, ours, theirs))
        words, clash = settled_value(*map(squeezed, (before, now, said)))
        name = f"{self.name}“{_name(ours)}”的{column}"
        if clash:
            self._both(base, _shown(ours), _shown(theirs))
        elif words == squeezed(now):
            return
        elif column in ours.spans and said.strip():
            self.result.changes.append(f"{name}：{now or EMPTY} → {said}")
            yield Edit(ours.spans[column], in_words(said.strip()))
        else:
            self.result.unplaced.append(
                f"{name}：报告里是“{said or EMPTY}”，填报里是“{now or EMPTY}”，请自己改"
            )

    def _cell(self, base: Cell, ours: Cell, theirs: Cell, name: str) -> Iterator[Edit]:
        """One number with what is said of it.  Those that are worked out are told where all is written."""
        if theirs.state not in KNOWN or ours.state is State.COMPUTED:
            return
        cell, clash = settled_cell(base, ours, theirs)
        name = f"{self.name}{name}"
        if clash:
            wordings = (shown(base) or EMPTY, shown(ours) or EMPTY, shown(theirs) or EMPTY)
            self.result.conflicts.append(Conflict(ours.path, name, wordings))
        elif differs(ours, cell) and ours.state is State.BROKEN:
            self.result.unplaced.append(f"{name}：报告里是 {shown(cell)}，填报里的读不出来，请自己改")
        elif differs(ours, cell):
            self.result.changes.append(f"{name}：{shown(ours) or EMPTY} → {shown(cell)}")
            yield from number_edits(ours, cell, name, self.result)

    def _added(self, row: FreeRow, above: FreeRow | None) -> Iterator[Edit]:
        """A row that only the report has, below the one that it stands below there."""
        edit = row_below(self.sides.filing, above, row) if above and self.can_grow else None
        if edit:
            self.result.changes.append(f"{self.name}：加一行“{_shown(row)}”")
            yield edit
        else:
            self.result.unplaced.append(f"{self.name}：报告里有“{_shown(row)}”，填报里没有，请自己加")

    def _gone(self, base: FreeRow, ours: FreeRow) -> None:
        if _shown(base) == _shown(ours):
            self.result.unplaced.append(f"{self.name}：报告里没有“{_shown(ours)}”了，请自己删")
        else:
            self._both(base, _shown(ours), ABSENT)

    def _both(self, base: FreeRow, ours: str, theirs: str) -> None:
        name = f"{self.name}“{_name(base)}”"
        conflict = Conflict(self.name, name, (_shown(base), ours, theirs))
        if conflict not in self.result.conflicts:
            self.result.conflicts.append(conflict)


def _each(sides: Sides) -> tuple[Filing, Filing, Filing]:
    return sides.base, sides.filing, sides.report


def _match(rows: Sequence[FreeRow], others: Sequence[FreeRow]) -> Match:
    """Rows by their words."""
    keys, names = [_key(row) for row in rows], [_key(row) for row in others]
    return match(keys, names, [_shown(row) for row in rows], [_shown(row) for row in others])


def _key(row: FreeRow) -> str:
    return squeezed("".join(row.words.values()))


def _name(row: FreeRow) -> str:
    return next(iter(row.words.values()), "")


def _shown(row: FreeRow) -> str:
    return "　".join([*row.words.values(), *(figure(cell) or EMPTY for cell in row.cells.values())])
