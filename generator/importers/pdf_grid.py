"""The ruled tables of a page: the lines around cells make a grid, the letters within them its texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.findings.position import Position
from generator.importers.expand import Spanning, expand
from generator.importers.pages import Grid
from generator.importers.pdf_lines import text_of
from generator.importers.pdf_page import Letter, Line, Sheet

# Lines as near as this are one, drawn twice or with a width.
NEAR = 2.5
REACH = 3.0
WIDEST, DEEPEST = 60, 400
# Lines down that go on so far beyond the last line across belong to a row that is open.
OPEN = 6.0


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on a page and where it stands, from its bottom to its top."""

    grid: Grid
    bottom: float
    top: float
    letters: frozenset[int]


def ruled(page: Sheet, number: int) -> list[Ruled]:
    """The tables of a page, from its top down."""
    bands = sorted(_bands(page.down), key=lambda band: -band.top)
    found: list[Ruled] = []
    for band in bands:
        across = [line for line in page.across if band.bottom - REACH <= line.at <= band.top + REACH]
        at = Position(page=number, table=len(found) + 1)
        if table := _table(band, across, page.letters, at):
            found.append(table)
    return found


@dataclass
class _Band:
    """Lines down that hang together: a stretch of the page from bottom to top."""

    bottom: float
    top: float
    lines: list[Line]


def _bands(down: Sequence[Line]) -> list[_Band]:
    bands: list[_Band] = []
    for line in sorted(down, key=lambda line: -line.end):
        band = bands[-1] if bands else None
        if band and line.end >= band.bottom - REACH:
            band.bottom = min(band.bottom, line.start)
            band.lines.append(line)
        else:
            bands.append(_Band(line.start, line.end, [line]))
    return bands


def _table(band: _Band, across: list[Line], letters: Sequence[Letter], at: Position) -> Ruled | None:
    columns = _merged(line.at for line in band.lines)
    rows = _closed(_merged(line.at for line in across)[::-1], band, columns, letters)
    wide, deep = len(columns) - 1, len(rows) - 1
    if wide < 2 or deep < 1 or wide > WIDEST or deep > DEEPEST:
        return None
    owners = _owners(band.lines, across, columns, rows)
    held: dict[tuple[int, int], list[Letter]] = {}
    inside = set()
    for place, letter in enumerate(letters):
        x, y = letter.middle
        if columns[0] <= x <= columns[-1] and rows[-1] <= y <= rows[0]:
            row = next(number for number in range(deep) if number == deep - 1 or y >= rows[number + 1])
            column = min(max(bisect_right(columns, x) - 1, 0), wide - 1)
            held.setdefault(owners[row][column], []).append(letter)
            inside.add(place)
    if not held:
        return None
    cells = [
        [
            Spanning(text_of(held.get((row, column), [])), *_span(owners, row, column), column)
            for column in range(wide)
            if owners[row][column] == (row, column)
        ]
        for row in range(deep)
    ]
    return Ruled(expand(cells, at), rows[-1], rows[0], frozenset(inside))


def _closed(rows: list[float], band: _Band, columns: list[float], letters: Sequence[Letter]) -> list[float]:
    """The lines across from the top down, with those that are missing at the ends: a row that goes on over
    the end of a page is open there, and only its lines down say how far it reaches."""
    ends = [(rows[-1], band.bottom)] if rows else []
    ends += [(rows[0], band.top)] if rows else []
    added = [
        end
        for line, end in ends
        if abs(end - line) > OPEN
        and _reaching(band, end)
        and _anything(letters, columns, *sorted((line, end)))
    ]
    return sorted([*rows, *added], reverse=True)


def _reaching(band: _Band, end: float) -> bool:
    """Whether as many lines down as a table has end there."""
    ending = _merged(
        line.at for line in band.lines if min(abs(line.start - end), abs(line.end - end)) <= REACH
    )
    return len(ending) > 2


def _anything(letters: Sequence[Letter], columns: list[float], low: float, high: float) -> bool:
    middles = (letter.middle for letter in letters if not letter.text.isspace())
    return any(low < y < high and columns[0] <= x <= columns[-1] for x, y in middles)


def _span(owners: list[list[tuple[int, int]]], row: int, column: int) -> tuple[int, int]:
    own = (row, column)
    right = sum(owner == own for owner in owners[row])
    down = sum(line[column] == own for line in owners)
    return right, down


def _owners(
    down: Sequence[Line], across: Sequence[Line], columns: list[float], rows: list[float]
) -> list[list[tuple[int, int]]]:
    """For each place of the grid the place of the cell that reaches over it."""
    wide, deep = len(columns) - 1, len(rows) - 1
    walls = [
        [_covers(down, columns[c], (rows[r] + rows[r + 1]) / 2) for c in range(wide + 1)] for r in range(deep)
    ]
    floors = [
        [_covers(across, rows[r], (columns[c] + columns[c + 1]) / 2) for c in range(wide)]
        for r in range(deep + 1)
    ]
    owners: list[list[tuple[int, int] | None]] = [[None] * wide for _ in range(deep)]
    for row in range(deep):
        for column in range(wide):
            if owners[row][column] is None:
                _own(owners, walls, floors, row, column)
    return [[owner or (0, 0) for owner in line] for line in owners]


def _own(
    owners: list[list[tuple[int, int] | None]],
    walls: list[list[bool]],
    floors: list[list[bool]],
    row: int,
    column: int,
) -> None:
    """A cell reaches right and down until there is a line."""
    right, down = column, row
    while right + 1 < len(owners[row]) and not walls[row][right + 1] and owners[row][right + 1] is None:
        right += 1
    while down + 1 < len(owners) and not any(floors[down + 1][column : right + 1]):
        down += 1
    for line in range(row, down + 1):
        for place in range(column, right + 1):
            owners[line][place] = owners[line][place] or (row, column)


def _covers(lines: Sequence[Line], at: float, middle: float) -> bool:
    return any(abs(line.at - at) <= NEAR and line.start - 1 <= middle <= line.end + 1 for line in lines)


def _merged(values: Iterable[float]) -> list[float]:
    """Places as near as to be one, put together."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
