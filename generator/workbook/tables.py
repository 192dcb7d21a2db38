"""A table of the form as a sheet: as it is printed, each number a place to fill, its balances below it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from generator.filing.filing import Cell, Filing, State
from generator.filing.numbers import figure
from generator.form.format import Section, Table
from generator.form.reserved import BEFORE, BELOW, REMARK, UNIT
from generator.form.rule import Bound
from generator.form.table_grid import Grid, Place, Role, lay_out
from generator.form.values import allowed
from generator.report.sheet_names import sheet_names
from generator.report.sheets import ABOVE_TABLE, LAST_YEAR, ZERO, Box, Difference, Look, Share, Sheet
from generator.workbook.checks import Balance

# A field of the head in a heading.
HOLE = re.compile(r"\{[\w.]+\}")
HOW = "白格填数，没有发生的填 0；灰格自动计算，不用填。数字旁边要印的话，写在右边“备注”一列。"
STUB_WIDTH, FIGURE_WIDTH, REMARK_WIDTH = 18.0, 9.5, 24.0
_LOOKS = {Role.NUMBER: Look.FIGURE, Role.ROW: Look.LABEL, Role.ROW_GROUP: Look.LABEL}


@dataclass(frozen=True, slots=True)
class Facts:
    """What table sheets are made of: the filing, what its totals are, what must balance, last year's numbers
    and what numbers of a kind must be."""

    filing: Filing
    totals: Mapping[str, Difference | Share]
    balances: tuple[Balance, ...]
    last: Mapping[str, str]
    bounds: Mapping[str, Bound]


def table_sheet(facts: Facts, section: Section, table: Table) -> Sheet:
    """The sheet of a section that is a table."""
    grid = _laid_out(facts.filing, section.key, table)
    held = [place for place in grid.places if place.role is Role.NUMBER or _is_word(facts.filing, place)]
    first = min(place.column for place in held)
    widths = _widths(table, grid, first, last=bool(facts.last))
    below = ABOVE_TABLE + grid.rows
    checks = _checks(facts, section.key, grid, first, below)
    boxes = [
        *around(facts.filing, section, grid.columns, below + len({check.row for check in checks})),
        *(_high(_box(facts, place), widths) for place in grid.places),
        *_remarks(facts.filing, section.key, grid),
        *checks,
        *_last_year(facts.last, grid, first),
    ]
    frozen = (ABOVE_TABLE + grid.head_rows, first)
    name = sheet_names(facts.filing.format)[section.key]
    return Sheet(name, tuple(boxes), widths, frozen, red=_red(facts, section.key), landscape=True)


def _laid_out(filing: Filing, section: str, table: Table) -> Grid:
    """The grid of a table, in which only what holds a number is one."""
    grid = lay_out(section, table)
    places = (replace(place, role=Role.UNIT) if _is_word(filing, place) else place for place in grid.places)
    return replace(grid, places=tuple(places))


def _is_word(filing: Filing, place: Place) -> bool:
    return place.path in filing.words


def around(filing: Filing, section: Section, columns: int, below: int) -> Iterator[Box]:
    """The heading, how to fill, and what may stand before and below a table."""
    yield Box(0, 0, Look.TITLE, HOLE.sub("…", section.heading or section.name), columns=columns)
    yield Box(1, 0, Look.NOTE, HOW, columns=columns, lines=2)
    for row, key in ((2, BEFORE), (3, UNIT), (below, BELOW)):
        path = f"{section.key}.{key}"
        written = filing.units.get(section.key) if key == UNIT else None
        text = filing.texts[path].scalar if path in filing.texts else written
        yield Box(row, 0, Look.LABEL, key)
        words = text.text.strip() if text else None
        yield Box(row, 1, Look.WORDS, words, columns=max(1, columns - 1), path=path)


def _box(facts: Facts, place: Place) -> Box:
    """A place of the grid as a box."""
    box = Box(
        place.row + ABOVE_TABLE,
        place.column,
        _LOOKS.get(place.role, Look.HEAD),
        None,
        place.rowspan,
        place.colspan,
    )
    if place.path in facts.filing.format.words:
        return _words(facts.filing, place.path, box)
    if place.role is Role.NUMBER:
        return _figure(facts, place.path, replace(box, path=place.path))
    text = place.text if place.text or not place.path else _unit(facts.filing, place.path)
    return replace(box, value=text or None)


def _words(filing: Filing, path: str, box: Box) -> Box:
    """A cell that holds no number: words, a date, yes or no."""
    kind = filing.format.kinds[filing.format.words[path].kind]
    scalar = filing.words[path].scalar if path in filing.words else None
    text = scalar.text.strip() if scalar else None
    return replace(box, look=Look.WORDS, value=text, path=path, choices=allowed(kind.holds, kind.choices))


def _high(box: Box, widths: tuple[float, ...]) -> Box:
    """A head as high as its words need; a Chinese character is two wide."""
    room = sum(widths[box.column : box.column + box.columns])
    lines = ceil(2 * len(str(box.value or "")) / (room * box.rows))
    return replace(box, lines=max(1, lines))


def _figure(facts: Facts, path: str, box: Box) -> Box:
    """A number with what it is now and what it may be, or what it is the sum of."""
    cell, total = facts.filing.cells[path], facts.totals.get(path)
    if total and cell.state is not State.GIVEN:
        return replace(box, look=Look.TOTAL, formula=total)
    kind = facts.filing.format.addresses[path].kind
    of_kind = facts.filing.format.kinds[kind]
    bound = None if of_kind.units else facts.bounds.get(kind, Bound())
    look = Look.TOTAL if total else Look.FIGURE
    return replace(box, look=look, value=number(cell), signed=of_kind.signed, bound=bound)


def _unit(filing: Filing, row: str) -> str:
    units = (filing.format.kinds[cell.kind].unit for cell in filing.format.rows.get(row, ()))
    return "、".join(dict.fromkeys(units))


def number(cell: Cell) -> int | Decimal | str | None:
    """What is written into a spreadsheet for a number: itself, or with a unit of its own as printed."""
    if cell.value is None or cell.state not in (State.GIVEN, State.COMPUTED):
        return None
    bare = cell.written.lstrip("+-").replace(".", "", 1).isdigit() or not cell.written
    return cell.value if bare else figure(cell)


def _remarks(filing: Filing, section: str, grid: Grid) -> Iterator[Box]:
    """A column beside the table for what is said of numbers."""
    rows: dict[int, list[str]] = defaultdict(list)
    for place in grid.places:
        if place.path in filing.cells:
            rows[place.row].append(place.path)
    yield Box(ABOVE_TABLE, grid.columns, Look.HEAD, REMARK, rows=max(1, grid.head_rows))
    for row, paths in rows.items():
        named = "\n".join(_named(filing, section, paths))
        yield Box(row + ABOVE_TABLE, grid.columns, Look.WORDS, named or None, path=f"{paths[0]} {REMARK}")


def _named(filing: Filing, section: str, paths: list[str]) -> Iterator[str]:
    """The remarks of a row, each after the number's address where there are several numbers."""
    for path in paths:
        if remark := filing.cells[path].remark:
            text = remark.text.strip()
            yield text if len(paths) == 1 else f"{path.removeprefix(f'{section}.')}：{text}"


def _checks(facts: Facts, section: str, grid: Grid, first: int, below: int) -> list[Box]:
    """A line for each rule whose lanes are columns, with each difference in its column."""
    columns = {place.path: place.column for place in grid.places if place.role is Role.NUMBER}
    rows: dict[str, int] = {}
    boxes = []
    for balance in facts.balances if first else ():
        where = {columns.get(path) for path in balance.paths}
        column = where.pop() if len(where) == 1 else None
        if balance.table == section and balance.total is None and column is not None:
            if balance.rule.code not in rows:
                words = f"{balance.rule.message}{ZERO}"
                rows[balance.rule.code] = row = below + len(rows)
                boxes.append(Box(row, 0, Look.CHECK, words, columns=first, lines=2))
            boxes.append(Box(rows[balance.rule.code], column, Look.CHECK, formula=balance.difference))
    return boxes


def _last_year(last: Mapping[str, str], grid: Grid, first: int) -> Iterator[Box]:
    """Last year's numbers right of the table, under heads of their own."""
    over = grid.columns + 2 - first
    for place in grid.places if last else ():
        value: str | int | Decimal | None
        if place.role is Role.NUMBER and place.path:
            value = _digits(last.get(place.path))
        elif place.role is Role.COLUMN and place.column >= first:
            value = f"{LAST_YEAR}{place.text}"
        else:
            continue
        where = (place.row + ABOVE_TABLE, place.column + over)
        yield Box(*where, Look.LAST, value, place.rowspan, place.colspan)


def _digits(text: str | None) -> str | int | Decimal | None:
    if text is None or not text.lstrip("+-").replace(".", "", 1).isdigit():
        return text
    return Decimal(text) if "." in text else int(text)


def _widths(table: Table, grid: Grid, first: int, *, last: bool) -> tuple[float, ...]:
    """Columns before the numbers in the proportions of the form, those of numbers alike."""
    stubs = table.widths[:first]
    shares = [STUB_WIDTH * max(1, first) * width / sum(stubs) for width in stubs]
    figures = [FIGURE_WIDTH if grid.columns - first > 4 else STUB_WIDTH] * (grid.columns - first)
    beside = [3.0, *figures] if last else []
    return (*shares, *figures, REMARK_WIDTH, *beside)


def _red(facts: Facts, section: str) -> dict[Difference, tuple[str, ...]]:
    """What turns red: a total that is not its sum, and all that a balance names."""
    red: dict[Difference, tuple[str, ...]] = {}
    for balance in facts.balances:
        difference = balance.difference
        if balance.table == section:
            paths = (balance.total,) if balance.total else (*difference.plus, *difference.minus)
            red[difference] = _own(paths, section)
    return red


def _own(paths: Iterable[str], section: str) -> tuple[str, ...]:
    return tuple(path for path in paths if path.startswith(f"{section}."))
