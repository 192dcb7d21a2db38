"""A roster (名录): who must file, of what kind, below whom; read from a table, every row with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.batch.inputs import Misuse
from generator.common.atomic_files import reason
from generator.common.did_you_mean import nearest
from generator.filing.key import plain_name
from generator.form.authorities import authorities
from generator.form.header import key_for
from generator.importers.pages import Unreadable
from generator.importers.readers import csv, workbook

# The columns that mean something to us; others are kept beside the unit as they are written.
AUTHORITY, KIND, LEVEL = (key_for(name) for name in ("authority", "authority_kind", "level"))
SCOPE, CONTACT = key_for("scope"), key_for("contact")
PARENT, FORMER = "上级", "曾用名"
COLUMNS = (AUTHORITY, KIND, LEVEL, PARENT, CONTACT)
KNOWN = (*COLUMNS, SCOPE, FORMER)
CHOICES = {KIND: "authority_kind", LEVEL: "level", SCOPE: "scope"}
SHEETS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb")
LISTS = (".csv", ".tsv", ".txt")
# The units of a whole province; what is longer is no roster, and what has no head by then has none.
MOST, HEAD_WITHIN = 100_000, 20
# More levels than any country has: a slip, and more than is walked down.
LEVELS = 200
LARGEST = 2**27
# So many of its faults are named at once.
NAMED = 20
# What separates the names that a unit had before.
APART = "[、，,；;]"

Line = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Unit:
    """Who must file: ``parent`` is the name of who it is below, empty for nobody; ``line`` its row in the
    roster; ``more`` what the roster says besides.  Who is only named as a parent is not ``listed``: it need
    not file, but what is below it has a sum."""

    authority: str
    kind: str = ""
    level: str = ""
    parent: str = ""
    contact: str = ""
    scope: str = ""
    former: tuple[str, ...] = ()
    line: int = 0
    more: Mapping[str, str] = field(default_factory=dict)
    listed: bool = True

    @property
    def key(self) -> str:
        """Its name as names are compared."""
        return plain_name(self.authority)

    @property
    def head(self) -> dict[str, str]:
        """What is known of the head of its filing before there is one."""
        return {AUTHORITY: self.authority, KIND: self.kind, LEVEL: self.level, SCOPE: self.scope}


@dataclass(frozen=True)
class Roster:
    """All units in their order, those that are only named as parents last."""

    file: str
    units: tuple[Unit, ...]

    @cached_property
    def by_name(self) -> dict[str, Unit]:
        """The units by their names, those that they had before too."""
        former = {plain_name(name): unit for unit in self.units for name in unit.former}
        return {**former, **{unit.key: unit for unit in self.units}}

    @cached_property
    def below(self) -> dict[str, tuple[Unit, ...]]:
        """The units right below each that has any, by its key."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.parent:
                found.setdefault(self.by_name[plain_name(unit.parent)].key, []).append(unit)
        return {key: tuple(units) for key, units in found.items()}

    @property
    def listed(self) -> tuple[Unit, ...]:
        """Those that must file."""
        return tuple(unit for unit in self.units if unit.listed)

    def find(self, authority: str | None) -> Unit | None:
        """The unit of that name, or that once had it."""
        return self.by_name.get(plain_name(authority)) if authority else None

    def descendants(self, unit: Unit) -> Iterator[Unit]:
        """All below a unit."""
        for child in self.below.get(unit.key, ()):
            yield child
            yield from self.descendants(child)


def read_roster(path: Path) -> Roster:
    """The roster in a CSV file or a workbook; raises Misuse, which names every fault by file, row and
    column."""
    for sheet, lines in _tables(path):
        head = next(
            (at for at, (_, cells) in enumerate(lines[:HEAD_WITHIN]) if AUTHORITY in _plain(cells)), None
        )
        if head is not None:
            return _roster(f"{path}（{sheet}）" if sheet else str(path), lines[head], lines[head + 1 :])
    wanted = "、".join(COLUMNS)
    raise Misuse(f"{path}：没有找到“{AUTHORITY}”这一列；名录的第一行写各列的名称：{wanted}，也可以另有别的列")


def _tables(path: Path) -> Iterator[tuple[str, list[Line]]]:
    """The sheets of a file with their names, or its lines."""
    data = _bytes(path)
    try:
        if path.suffix.lower() in SHEETS:
            for grid in workbook.sheets(data, MOST):
                rows = [(row[0].at.row or 0, [cell.text for cell in row]) for row in grid.rows if row]
                yield grid.at.sheet or "", list(rows)
        else:
            yield "", list(enumerate(csv.written_lines(data), start=1))
    except Unreadable as error:
        raise Misuse(f"{path}：{error}") from error


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() not in (*SHEETS, *LISTS):
        raise Misuse(f"名录应当是 .csv 或 .xlsx 文件：{path}")
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise Misuse(f"打不开名录 {path}：{reason(error)}") from error
    if len(data) > LARGEST:
        raise Misuse(f"{path} 超过 {LARGEST // 2**20} MiB，不像名录，没有读")
    return data


def _plain(cells: Iterable[str]) -> list[str]:
    return ["".join(cell.split()) for cell in cells]


def _roster(file: str, head: Line, lines: Iterable[Line]) -> Roster:
    columns = _columns(file, head)
    units = [_unit(row, columns, cells) for row, cells in lines if any(cell.strip() for cell in cells)]
    faults = [*_faults(units, columns), *_circles(units)]
    if faults:
        more = [f"另有 {len(faults) - NAMED} 处"] if len(faults) > NAMED else []
        raise Misuse("\n".join(["名录有误：", *(f"{file}:{line}" for line in faults[:NAMED]), *more]))
    if not units:
        raise Misuse(f"{file}：名录里一个机关也没有")
    return Roster(file, (*units, *_only_named(units)))


def _columns(file: str, head: Line) -> dict[str, int]:
    """Where each column is; of two with one name, which is meant cannot be told."""
    names = _plain(head[1])
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        raise Misuse(f"{file}:{head[0]}：有两列都叫“{twice}”")
    return {name: at for at, name in enumerate(names) if name}


def _unit(row: int, columns: Mapping[str, int], cells: Sequence[str]) -> Unit:
    said = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
    former = re.split(APART, said.get(FORMER, ""))
    return Unit(
        authority=said.get(AUTHORITY, ""),
        kind=said.get(KIND, ""),
        level=said.get(LEVEL, ""),
        parent=said.get(PARENT, ""),
        contact=said.get(CONTACT, ""),
        scope=said.get(SCOPE, ""),
        former=tuple(name.strip() for name in former if name.strip()),
        line=row,
        more={name: text for name, text in said.items() if name not in KNOWN},
    )


def _faults(units: Sequence[Unit], columns: Mapping[str, int]) -> Iterator[str]:
    """What is wrong in single rows, each with row and column."""
    seen: dict[str, Unit] = {}
    for unit in units:
        if not unit.key:
            yield f"{unit.line}:{columns[AUTHORITY] + 1}：没有写机关"
        for name in (unit.authority, *unit.former):
            first = seen.setdefault(plain_name(name), unit)
            if unit.key and first is not unit:
                yield f"{unit.line}:{columns[AUTHORITY] + 1}：“{name}”在第 {first.line} 行已经有了"
        yield from _odd_values(unit, columns)


def _odd_values(unit: Unit, columns: Mapping[str, int]) -> Iterator[str]:
    """What stands where only certain words may stand."""
    for key, value in unit.head.items():
        names = authorities().names(CHOICES.get(key, ""))
        if value and names and value not in names:
            wrong = f"{key}不能是“{value}”，只能是 {'、'.join(names)}{nearest(value, names)}"
            yield f"{unit.line}:{columns[key] + 1}：{wrong}"


def _circles(units: Sequence[Unit]) -> Iterator[str]:
    """Units that are below themselves, by whichever of their names, or below too many."""
    names = {plain_name(name): unit.key for unit in units for name in (unit.authority, *unit.former)}
    parents = {unit.key: names.get(plain_name(unit.parent), plain_name(unit.parent)) for unit in units}
    levels: dict[str, int] = {}
    for unit in units:
        chain: dict[str, None] = {}
        key = unit.key
        while key in parents and key not in levels and key not in chain:
            chain[key] = None
            key = parents[key]
        if key and key in chain:
            yield f"{unit.line}：“{unit.authority}”的上级转了一圈又是它自己：{' → '.join([*chain, key])}"
        for above, each in enumerate(reversed(chain), start=levels.get(key, 0) + 1):
            levels[each] = above
    deepest = max(units, key=lambda unit: levels[unit.key], default=None)
    if deepest and levels[deepest.key] > LEVELS:
        high = levels[deepest.key]
        yield f"{deepest.line}：“{deepest.authority}”上面有 {high - 1} 层上级，多半写错了（最多 {LEVELS} 层）"


def _only_named(units: Iterable[Unit]) -> Iterator[Unit]:
    """Parents that have no row of their own."""
    known = {plain_name(name) for unit in units for name in (unit.authority, *unit.former)}
    missing = {plain_name(unit.parent): unit.parent for unit in units if unit.parent}
    yield from (Unit(name, listed=False) for key, name in missing.items() if key not in known)
