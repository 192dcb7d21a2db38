"""One collecting: every filing of a folder, small, held against the roster."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.batch.inputs import Misuse
from generator.collect.adding import Sum
from generator.collect.handed import Handed
from generator.collect.likeness import Copy, copies
from generator.collect.roster import Roster
from generator.collect.standing import Standing, State, may_be_of, standings
from generator.collect.sums import sums
from generator.form.library import Library


@dataclass(frozen=True)
class Collected:
    """What came of it: how every unit of the ``roster`` stands for the ``year``, the ``sums`` of regions,
    the ``copies``; ``handed`` are all filings there were, of every year, ``outside`` those of the year that
    are nobody's of the roster.  ``on`` is the day on which what is missing is late."""

    year: int
    on: datetime.date | None
    roster: Roster
    standings: tuple[Standing, ...]
    sums: tuple[Sum, ...]
    copies: tuple[Copy, ...]
    handed: tuple[Handed, ...]
    outside: tuple[Handed, ...]

    @cached_property
    def states(self) -> Counter[State]:
        """How many units stand in each way."""
        return Counter(standing.state for standing in self.standings)

    @cached_property
    def late(self) -> tuple[Standing, ...]:
        """The units that are late, handed in or not."""
        return tuple(standing for standing in self.standings if standing.days_late)

    @property
    def is_clean(self) -> bool:
        """Whether everybody has handed in, without an error, and nobody else."""
        return all(standing.is_clean for standing in self.standings) and not self.outside


def collect(
    filings: Iterable[Handed], roster: Roster, year: int | None, on: datetime.date | None, library: Library
) -> Collected:
    """Hold filings against a roster, for the year given or the latest there is."""
    handed = tuple(filings)
    wanted = year or latest(handed)
    stand = standings(roster, handed, wanted, on, library)
    taken = {filing.file for standing in stand for filing in standing.filings}
    of_year = [filing for filing in handed if filing.year == wanted and not filing.period]
    before = [filing for filing in handed if filing.year == wanted - 1 and not filing.period]
    outside = tuple(each for each in handed if each.file not in taken and may_be_of(each, wanted))
    found = tuple(copies(of_year, before))
    return Collected(wanted, on, roster, tuple(stand), tuple(sums(roster, stand)), found, handed, outside)


def latest(filings: Sequence[Handed]) -> int:
    """The latest year of a filing without errors, or of any: a year that was mistyped is an error."""
    sound = [filing.year for filing in filings if filing.year and not filing.may_be_wrong]
    years = sound or [filing.year for filing in filings if filing.year]
    if not years:
        raise Misuse("这个文件夹里没有一份填报读得出年度，请用 --year 写明年度")
    return max(years)
