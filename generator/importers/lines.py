"""The rows of all grids, one after the other: the words before the figures, the figures, what is above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.findings.position import Position
from generator.importers.figures import looks_like_number
from generator.importers.pages import Cell, Grid
from generator.importers.wild import is_blank

Rows = Sequence[tuple[Cell, ...]]
PAGE_NUMBER = re.compile(r"[-—–－·\s第]*[0-9]{1,3}[-—–－·\s页]*")
# A label that is broken over rows is made of so many pieces at most.
PIECES = 3
HAN_NUMBER = re.compile("[〇零一二三四五六七八九十百千万两]+")
# A number is no longer.
SPOILT = 10
# So many rows before the figures are looked at where only the order is known.
SEEN = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of a source.

    ``labels``: its words, the nearest to the figures last; ``values``: the figures and empty cells behind
    them, ``columns`` where they stand; ``above``: the heads before it, the nearest last;
    ``before``: words of rows without figures right before it; ``sides``: of cells that reach over it;
    ``spare``: so many of the last places are empty in every row, as sheets are wider than their tables."""

    labels: tuple[str, ...]
    values: tuple[Cell, ...]
    columns: tuple[int, ...]
    at: Position
    grid: int
    loose: bool
    above: Rows = ()
    before: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    spare: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The figures as they stand there."""
        return tuple(cell.text.strip() for cell in self.values)

    @property
    def has_figures(self) -> bool:
        """Whether anything stands there."""
        return any(not is_blank(cell.text) for cell in self.values)


def printed(grids: Sequence[Grid]) -> list[Printed]:
    """The rows with figures, or with empty places for them, of all grids."""
    reading = _Reading()
    for number, grid in enumerate(grids):
        if grid.loose:
            reading.lines += list(_loose(grid, number))
        else:
            reading.take(grid, number)
    return reading.lines


@dataclass
class _Reading:
    lines: list[Printed] = field(default_factory=list)
    above: list[tuple[Cell, ...]] = field(default_factory=list)
    width: int = 0
    before: tuple[str, ...] = ()
    filled: int = 0

    def take(self, grid: Grid, number: int) -> None:
        """The rows of a grid; one as wide as the grid before may go on with it."""
        if grid.columns != self.width:
            self.above, self.width = [], grid.columns
        self.before = self.before[-1:]
        self.filled = max(
            (place + 1 for row in grid.rows for place, c in enumerate(row) if c.text.strip()), default=0
        )
        for row in grid.rows:
            line = self._line(row, number)
            if line is None:
                words = [cell.text for cell in row if cell.text.strip() and not cell.covered]
                self.before = tuple([*self.before, *words][-PIECES:]) if len(words) < PIECES else ()
            else:
                self.lines.append(line)
                self.before = ()
            if line is None or not line.has_figures:
                self.above.append(row)

    def _line(self, row: tuple[Cell, ...], number: int) -> Printed | None:
        main = [(column, cell) for column, cell in enumerate(row) if not cell.covered]
        last = max((place for place, (_, cell) in enumerate(main) if is_label(cell.text)), default=-1)
        values = main[last + 1 :]
        if not values or (last < 0 and _is_page_number(values)):
            return None
        return Printed(
            tuple(cell.text for _, cell in main[: last + 1] if cell.text.strip()),
            tuple(cell for _, cell in values),
            tuple(column for column, _ in values),
            main[0][1].at,
            number,
            False,
            tuple(self.above),
            self.before,
            tuple(cell.text for cell in row if cell.covered and cell.text.strip()),
            sum(column >= self.filled for column, _ in values),
        )


def is_label(text: str) -> bool:
    """Whether a cell holds words, and no figures with a unit or a remark."""
    says = re.search("[一-鿿A-Za-z]", text) is not None and not looks_like_number(text)
    return says and not _is_spoilt(text.strip())


def _is_spoilt(text: str) -> bool:
    """Whether words are a spoilt number, 「约125」 or 「12O」: half of it figures, or all in Chinese."""
    figures = sum(letter.isdecimal() for letter in text)
    return len(text) <= SPOILT and (figures * 2 >= len(text) or HAN_NUMBER.fullmatch(text) is not None)


def _is_page_number(values: Sequence[tuple[int, Cell]]) -> bool:
    said = [cell.text for _, cell in values if cell.text.strip()]
    return len(said) == 1 and PAGE_NUMBER.fullmatch(said[0].strip()) is not None


def _loose(grid: Grid, number: int) -> Iterator[Printed]:
    """The rows of a grid of which only the order is known: words, then figures until the next words."""
    words: list[str] = []
    values: list[Cell] = []
    begun = False
    for place, row in enumerate(grid.rows):
        above = grid.rows[max(0, place - SEEN) : place]
        if begun and not any(is_label(cell.text) for cell in row) and not _has_figures(values):
            values = []  # what is empty behind a label is the end of its line: its figures stand below
        begun = False
        for cell in row:
            if not is_label(cell.text):
                values.append(cell)
                continue
            if _has_figures(values) or (words and len(values) > 1):
                yield _ordered(words, values, number, above)
                words = []
            values, begun = [], True
            words.append(cell.text)
    if values:
        yield _ordered(words, values, number, above)


def _has_figures(values: Sequence[Cell]) -> bool:
    return any(not is_blank(value.text) for value in values)


def _ordered(words: list[str], values: list[Cell], number: int, above: Rows) -> Printed:
    return Printed(
        tuple(words[-PIECES:]), tuple(values), tuple(range(len(values))), values[0].at, number, True, above
    )
