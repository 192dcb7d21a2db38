"""What a rule sees of a filing while it is asked: whether it met numbers from which nothing can be concluded.

A kind of rule is silent where a number is missing, and a rule that was silent for that has not been kept.
So every rule is given the filing with eyes in it, and no kind needs to say what it left undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from generator.filing.filing import Cell, Filing, FreeRow, State

# From what stands in such a cell nothing is concluded.
DOUBTFUL = frozenset({State.BLANK, State.BROKEN, State.LEFT_OUT})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful cell of a filing; ``whose`` says which filing, where it is not the one that is judged."""

    cell: Cell
    filing: Filing
    whose: str = ""

    @property
    def label(self) -> str:
        """What people know it by; to find that takes time, so it is done for the few that are told."""
        return self.whose + self.filing.label(self.cell.path)


@dataclass
class Sight:
    """What was seen: doubtful cells by their addresses; whether any number was looked up in the filings
    beside this one; and whether any that is in no doubt was, here and beside."""

    cells: dict[str, Doubt] = field(default_factory=dict)
    beside: bool = False
    sound_here: bool = False
    sound_beside: bool = False


class _Watched(dict[str, Cell]):
    """The cells of a filing, with somebody who notes which were asked for."""

    def __init__(self, cells: Mapping[str, Cell], note: Callable[[Cell], None]) -> None:
        super().__init__(cells)
        self._note = note

    def __getitem__(self, path: str) -> Cell:
        cell = super().__getitem__(path)
        self._note(cell)
        return cell


class Watch:
    """A filing with eyes in it, and what they see."""

    def __init__(self, filing: Filing) -> None:
        self._seen = Sight()
        self.filing = self._watched(filing)

    def look(self) -> Sight:
        """What is seen from here on, until one looks again."""
        self._seen = Sight()
        return self._seen

    def _watched(self, filing: Filing) -> Filing:
        previous = filing.previous and self._beside(filing.previous, "上年填报的")
        below = tuple(self._beside(part, "所含机关的") for part in filing.below)
        watched = replace(filing, previous=previous, below=below)

        def note(cell: Cell) -> None:
            self._seen.sound_here |= not self._doubt(cell, filing, "")

        # To look at every number costs time, and nearly all filings have none that is in doubt.
        return _with_cells(watched, note) if _in_doubt(filing) else watched

    def _beside(self, filing: Filing, whose: str) -> Filing:
        def note(cell: Cell) -> None:
            self._seen.beside = True
            self._seen.sound_beside |= not self._doubt(cell, filing, whose)

        return _with_cells(filing, note)

    def _doubt(self, cell: Cell, filing: Filing, whose: str) -> bool:
        """Whether a cell is doubtful, which is noted."""
        doubtful = cell.state in DOUBTFUL
        if doubtful and whose + cell.path not in self._seen.cells:
            self._seen.cells[whose + cell.path] = Doubt(cell, filing, whose)
        return doubtful


def _in_doubt(filing: Filing) -> bool:
    return any(cell.state in DOUBTFUL for cell in (*filing.cells.values(), *filing.free_cells.values()))


def _with_cells(filing: Filing, note: Callable[[Cell], None]) -> Filing:
    """A filing in which every number that is asked for is noted."""
    return replace(
        filing,
        cells=_Watched(filing.cells, note),
        free={key: _rows(rows, note) for key, rows in filing.free.items()},
        free_cells=_Watched(filing.free_cells, note),
    )


def _rows(rows: tuple[FreeRow, ...], note: Callable[[Cell], None]) -> tuple[FreeRow, ...]:
    return tuple(replace(row, cells=_Watched(row.cells, note), parts=_rows(row.parts, note)) for row in rows)
