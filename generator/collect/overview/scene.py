"""What every part of the page is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.collect.adding import Sum
from generator.collect.collected import Collected
from generator.collect.handed import Handed
from generator.collect.overview.links import Links, escaped
from generator.collect.overview.years import Years
from generator.collect.roster import KIND, LEVEL, Unit
from generator.collect.standing import Standing
from generator.form.format import Format
from generator.form.overview_plan import Measure

Plain = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """The collecting, its years, where things lie; ``sum_files`` are the names of the sums' files, from the
    first page on and without their endings, by the keys of their units.  ``pages`` are the addresses of other
    pages by the keys of the upper units that they are of; ``root`` leads from this page to the first one's
    folder."""

    collected: Collected
    years: Years
    links: Links
    sum_files: dict[str, str]
    pages: Mapping[str, str] = field(default_factory=dict)
    root: str = ""

    @cached_property
    def form(self) -> Format | None:
        """The form that most filings of the year are in: its main figures are the page's."""
        versions = Counter(
            each.filing.form for each in self.collected.standings if each.filing and each.filing.form
        )
        return self.years.form(versions.most_common(1)[0][0]) if versions else None

    @cached_property
    def measures(self) -> Sequence[Measure]:
        """The main figures that every unit has: those that only stand in for others are left out."""
        figures = self.form.overview.figures if self.form else ()
        return [measure for measure in figures if not measure.unless]

    @cached_property
    def tops(self) -> Sequence[Sum]:
        """The sums that are in no other."""
        return [each for each in self.collected.sums if not each.unit.parent and each.form]

    def branch_of(self, head: Unit) -> frozenset[str]:
        """The keys of a unit and of all below it."""
        return frozenset({head.key, *(unit.key for unit in self.collected.roster.descendants(head))})

    @cached_property
    def elsewhere(self) -> Mapping[str, str]:
        """The address of the page that each unit stands on which stands on another."""
        roster = self.collected.roster
        return {
            key: page for head, page in self.pages.items() for key in self.branch_of(roster.by_name[head])
        }

    @cached_property
    def sums(self) -> Sequence[Sum]:
        """The sums that are told here: of upper units with pages of their own, not of those below them."""
        there = self.elsewhere.keys() - self.pages.keys()
        return [each for each in self.collected.sums if each.unit.key not in there]

    def file(self, filing: Handed) -> Plain:
        """The name of a filing and where it is."""
        return {"file": filing.file, "address": self.links.of(filing.file)}

    def sum_address(self, each: Sum, ending: str) -> str:
        """The address of one of a sum's files; nothing for one that has none."""
        name = self.sum_files.get(each.unit.key, "") if each.form else ""
        return escaped(f"{self.root}{name}{ending}") if name else ""

    def unit(self, standing: Standing) -> Plain:
        """A unit, and the address of the filing it handed in."""
        unit, filings = standing.unit, standing.filings
        return {
            "name": unit.authority,
            "kind": kind_of(standing),
            "level": level_of(standing),
            "parent": unit.parent,
            "contact": unit.contact,
            "state": standing.state.value,
            "files": [self.file(filing) for filing in filings],
            "address": self.links.of(filings[0].file) if filings else "",
        }


def kind_of(standing: Standing) -> str:
    """What kind of authority a unit is by the roster, or by its filing where that does not say."""
    return standing.unit.kind or _head(standing, KIND)


def level_of(standing: Standing) -> str:
    """Of what level it is."""
    return standing.unit.level or _head(standing, LEVEL)


def _head(standing: Standing, key: str) -> str:
    return standing.filings[0].head.get(key, "") if standing.filings else ""
