"""How every unit of a roster stands: handed in or not, in time or late, right or wrong."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from generator.collect.handed import Handed
from generator.collect.roster import CHOICES, Roster, Unit
from generator.common.did_you_mean import closest
from generator.form.format import Format
from generator.form.library import Library
from generator.rules.kinds import options_of
from generator.rules.unjudged import is_for

# A year in the name of a file or of a folder above it.
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class State(StrEnum):
    """What a unit's standing comes to, the gravest first."""

    MISSING = "缺报"
    WRONG = "有错误"
    LATE = "逾期"
    TWICE = "重复"
    GOOD = "已报"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which a unit is in time, and the rule that says so."""

    day: datetime.date
    code: str
    message: str
    basis: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit and what it handed in for the year: nothing, one filing, or several, of which none can be
    taken.  ``hints`` are filings that may be meant for it and are not; ``differences`` what its head says
    otherwise than the roster."""

    unit: Unit
    filings: tuple[Handed, ...]
    due: Due | None
    days_late: int = 0
    hints: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()

    @property
    def filing(self) -> Handed | None:
        """The filing that stands for it."""
        return self.filings[0] if len(self.filings) == 1 else None

    @property
    def state(self) -> State:
        """What it comes to."""
        if not self.filings:
            return State.MISSING
        if self.filing is None:
            return State.TWICE
        if self.filing.may_be_wrong:
            return State.WRONG
        return State.LATE if self.days_late else State.GOOD

    @property
    def is_clean(self) -> bool:
        """Whether it has handed in one filing without an error, in time or late."""
        return self.state in (State.LATE, State.GOOD)


def standings(
    roster: Roster, filings: Sequence[Handed], year: int, on: datetime.date | None, library: Library
) -> list[Standing]:
    """Every unit that must file, with what it handed in for the year; lateness of what is missing is judged
    on the day given, and on no other."""
    of_year, others = _shared_out(roster, filings, year)
    forms = [library.find(version) for version in library.serving(year)]
    hints = _Hints(roster, others)
    return [
        _standing(unit, tuple(of_year.get(unit.key, ())), forms, year, on, hints) for unit in roster.listed
    ]


def _shared_out(
    roster: Roster, filings: Iterable[Handed], year: int
) -> tuple[dict[str, list[Handed]], list[Handed]]:
    """The filings of the year by the units they are of, and all others.  What cannot be read is the unit's
    by whose name its file goes, where there is no other."""
    of_year: dict[str, list[Handed]] = {}
    others, unread = list[Handed](), list[Handed]()
    for filing in filings:
        unit = roster.find(filing.authority)
        if unit and filing.year == year:
            of_year.setdefault(unit.key, []).append(filing)
        else:
            (others if filing.year and filing.authority else unread).append(filing)
    for filing in unread:
        unit = roster.find(filing.authority) or roster.find(PurePath(filing.file).stem)
        if unit and unit.key not in of_year and may_be_of(filing, year):
            of_year[unit.key] = [filing]
        else:
            others.append(filing)
    return of_year, others


def may_be_of(filing: Handed, year: int) -> bool:
    """Whether a filing is for a year, as far as can be told: by itself, or else by where it lies."""
    years = [filing.year] if filing.year else list(map(int, YEAR.findall(filing.file)))
    return not years or year in years


class _Hints:
    """Filings that may be meant for a unit that handed in nothing: of another year, or of a like name."""

    def __init__(self, roster: Roster, others: Sequence[Handed]) -> None:
        self.own: dict[str, list[Handed]] = {}
        for filing in others:
            self.own.setdefault(filing.key, []).append(filing)
        self.strangers = [key for key in self.own if key and key not in roster.by_name]

    def of(self, unit: Unit) -> tuple[str, ...]:
        """What is said of them."""
        own = self.own.get(unit.key, [])
        if own:
            return tuple(f"{each.file} 的年度写的是 {each.year or '？'}" for each in own)
        like = closest(unit.key, self.strangers)
        if not like:
            return ()
        stranger = self.own[like][0]
        return (f"{stranger.file} 的机关写的是“{stranger.authority}”，名录里没有，是不是它",)


def _standing(
    unit: Unit,
    filings: tuple[Handed, ...],
    forms: Sequence[Format],
    year: int,
    on: datetime.date | None,
    hints: _Hints,
) -> Standing:
    head = {**unit.head, **filings[0].head} if filings else unit.head
    due = _due(forms, head, year)
    late = _days_late(filings, due, on)
    differences = tuple(_differences(unit, filings[0])) if filings else ()
    return Standing(unit, filings, due, late, () if filings else hints.of(unit), differences)


def _due(forms: Sequence[Format], head: Mapping[str, str], year: int) -> Due | None:
    """The earliest of the days that the rules of the year's form set for such an authority."""
    found = [
        Due(day, rule.code, rule.message, rule.basis)
        for form in forms[-1:]
        for rule in form.rules
        if (day := options_of(rule).due(datetime.date(year, 12, 31))) and is_for(rule, head)
    ]
    return min(found, key=lambda due: due.day, default=None)


def _days_late(filings: Sequence[Handed], due: Due | None, on: datetime.date | None) -> int:
    if due is None:
        return 0
    if filings:
        days = [(each.published - due.day).days for each in filings if each.late and each.published]
        return max([0, *days])
    return max(0, (on - due.day).days) if on else 0


def _differences(unit: Unit, filing: Handed) -> Iterator[str]:
    for key in CHOICES:
        ours, theirs = unit.head.get(key, ""), filing.head.get(key, "")
        if ours and theirs and ours != theirs:
            yield f"{key}：名录写“{ours}”，填报写“{theirs}”"
