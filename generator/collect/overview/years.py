"""The years there are filings of, each as far as it is known: who filed, what regions came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.collect.adding import Sum
from generator.collect.collected import Collected
from generator.collect.handed import Handed
from generator.collect.overview.reckoning import Reckoned, rests_on
from generator.collect.standing import Standing, standings
from generator.collect.sums import sums
from generator.form.format import Format
from generator.form.history import history
from generator.form.library import Library


@dataclass(frozen=True)
class Year:
    """One year: how every unit stood, and the sums of regions, by the keys of their units."""

    year: int
    standings: Mapping[str, Standing]
    sums: Mapping[str, Sum]
    forms: Mapping[str, Format]

    def filing(self, key: str) -> Handed | None:
        """The filing of a unit that can be used."""
        standing = self.standings.get(key)
        filing = standing.filing if standing else None
        return filing if filing and filing.counts else None

    def of_unit(self, key: str) -> Reckoned | None:
        """The numbers of a unit's filing that are shown anywhere."""
        return self._units.get(key)

    def of_sum(self, key: str) -> Reckoned | None:
        """The numbers of a region."""
        each = self.sums.get(key)
        if each is None or not each.form:
            return None
        return Reckoned(self.forms[each.form], self.year, each.numbers)

    @cached_property
    def _units(self) -> dict[str, Reckoned]:
        """What is shown is a few numbers of hundreds: only those are kept."""
        shown = {version: _shown(form) for version, form in self.forms.items()}
        found = {}
        for key in self.standings:
            if filing := self.filing(key):
                numbers = filing.numbers
                few = {path: numbers[path] for path in shown[filing.form] if path in numbers}
                found[key] = Reckoned(self.forms[filing.form], self.year, few)
        return found

    def added(self, key: str) -> int:
        """How many filings a sum is made of, those in smaller sums inside it too."""
        return self.sums[key].filings if key in self.sums else 0


@dataclass(frozen=True)
class Years:
    """The year that is collected, and those before it of which there are filings, oldest first."""

    now: Year
    before: tuple[Year, ...]

    def form(self, version: str) -> Format:
        """A form that some of the filings are in."""
        return self.now.forms[version]

    @property
    def last(self) -> Year | None:
        """The year before, where there are filings of it."""
        found = self.before[-1] if self.before else None
        return found if found and found.year == self.now.year - 1 else None

    @property
    def all(self) -> tuple[Year, ...]:
        """Oldest first."""
        return (*self.before, self.now)


def years(collected: Collected, library: Library) -> Years:
    """Every year up to the one collected, held against the same roster."""
    forms = {version: library.find(version) for version in {each.form for each in collected.handed} - {""}}
    of_years: dict[int, list[Handed]] = {}
    for filing in collected.handed:
        if filing.year and filing.year < collected.year and not filing.period and filing.counts:
            of_years.setdefault(filing.year, []).append(filing)
    before = []
    for year in sorted(of_years):
        stand = standings(collected.roster, of_years[year], year, None, library)
        if any(each.filings for each in stand):
            keyed = {each.unit.key: each for each in stand}
            before.append(Year(year, keyed, _keyed(sums(collected.roster, stand)), forms))
    now = Year(
        collected.year,
        {each.unit.key: each for each in collected.standings},
        _keyed(collected.sums),
        forms,
    )
    return Years(now, tuple(before))


def _shown(form: Format) -> list[str]:
    """The addresses of all numbers that main figures and the history rest on."""
    sources = [measure.value for measure in form.overview.figures]
    sources += [line.values[form.version] for line in history().lines if form.version in line.values]
    return list(dict.fromkeys(path for source in sources for path in rests_on(form, source)))


def _keyed(found: tuple[Sum, ...] | list[Sum]) -> dict[str, Sum]:
    return {each.unit.key: each for each in found}
