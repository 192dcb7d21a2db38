"""What the units below an authority come to together: who is part of whom, and whose filing stands for whom.

A filing that by its declared scope takes in others stands for those, so that nothing is counted twice; one
that counts only itself stands beside what is below it.  Who is below whom is what the roster says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.collect.adding import Gathered, Sum, part_of
from generator.collect.handed import Handed
from generator.collect.roster import KIND, LEVEL, Roster, Unit
from generator.collect.standing import Standing
from generator.form.authorities import authorities

EVERYBODY, SAME_LEVEL = "any level", "same level"
# So many of the units that a filing stands for are named.
NAMED = 3


def sums(roster: Roster, standings: Sequence[Standing]) -> list[Sum]:
    """The sum for every unit that has others below it, those inside a greater one before it."""
    adding = _Adding(roster, {each.unit.key: each for each in standings})
    for unit in roster.units:
        if unit.key in roster.below:
            adding.of(unit)
    return list(adding.done.values())


@dataclass
class _Adding:
    """The sums of one run, each worked out once."""

    roster: Roster
    standings: Mapping[str, Standing]
    done: dict[str, Sum] = field(default_factory=dict)

    def of(self, unit: Unit) -> Sum:
        """The sum of what is below a unit, with its own where that counts only itself."""
        if unit.key not in self.done:
            self.done[unit.key] = self._of(unit)
        return self.done[unit.key]

    def _of(self, unit: Unit) -> Sum:
        gathered = Gathered()
        speaker, own = self._speaker(unit)
        scope = own.scope if own else authorities().scope_that(EVERYBODY)
        if unit.listed and speaker is not unit:
            self._add_filing(unit, gathered)
        for child in self.roster.below[unit.key]:
            if child is speaker:
                gathered.notes.append(f"{child.authority}的填报代表{unit.authority}：用来对照，不加进合计")
            elif authorities().takes_in(scope) == EVERYBODY or self._level(child) == self._level(unit):
                self._add(child, gathered)
        return gathered.summed(unit, scope, own)

    def _speaker(self, unit: Unit) -> tuple[Unit | None, Handed | None]:
        """Whose filing takes in what is below a unit, and that filing: its own, or that of an office right
        below it."""
        for each in (unit, *self.roster.below[unit.key]):
            filing = self._filing(each)
            if filing and authorities().takes_in(filing.scope) and self._speaks(each, filing, unit):
                return each, filing
        return None, None

    def _speaks(self, each: Unit, filing: Handed, unit: Unit) -> bool:
        """Whether a filing is a unit's own, or that of an office which counts for the same place."""
        if each is unit:
            return True
        place = authorities().place_of(each.authority)
        kind = filing.head.get(KIND, each.kind)
        own = place == authorities().place_of(unit.authority)
        return each.key not in self.roster.below and authorities().speaks(kind) and bool(place) and own

    def _add(self, child: Unit, gathered: Gathered) -> None:
        """A unit and what is below it: by its own filing as far as that reaches, by its sum else."""
        if child.key not in self.roster.below:
            self._add_filing(child, gathered)
            return
        inner = self.of(child)
        if inner.own is None:
            gathered.add_sum(inner)
            return
        gathered.parts.append(part_of(child, inner.own))
        gathered.notes += _stands_for(inner, inner.own)
        if authorities().takes_in(inner.own.scope) == SAME_LEVEL:
            for deeper in self.roster.below[child.key]:
                if self._level(deeper) != self._level(child):
                    self._add(deeper, gathered)

    def _add_filing(self, unit: Unit, gathered: Gathered) -> None:
        """The filing of a unit by itself, or why there is none to add."""
        standing = self.standings[unit.key]
        filing = standing.filing
        if not standing.filings:
            gathered.missing.append(unit)
        elif filing is None:
            files = "、".join(each.file for each in standing.filings)
            why = f"{unit.authority}交了 {len(standing.filings)} 份，不知道用哪一份"
            gathered.left_out.append((files, why))
        elif not filing.counts:
            gathered.left_out.append((filing.file, f"{unit.authority}的填报读不出来，或者读不出统计范围"))
        else:
            gathered.parts.append(part_of(unit, filing))
            if authorities().takes_in(filing.scope):
                gathered.doubts.append(_reaches_further(unit, filing))

    def _filing(self, unit: Unit) -> Handed | None:
        """The filing that can be used of a unit."""
        standing = self.standings.get(unit.key)
        filing = standing.filing if standing else None
        return filing if filing and filing.counts else None

    def _level(self, unit: Unit) -> str:
        filing = self._filing(unit)
        return unit.level or (filing.head.get(LEVEL, "") if filing else "")


def _stands_for(inner: Sum, own: Handed) -> list[str]:
    """That a filing takes in others, which therefore are not added beside it."""
    names = [part.unit.authority for part in inner.parts]
    if not names:
        return []
    more = f"等 {len(names)} 个机关" if len(names) > NAMED else ""
    return [f"{own.file} 的统计范围是“{own.scope}”，已经包括{'、'.join(names[:NAMED])}{more}，这些不再加"]


def _reaches_further(unit: Unit, filing: Handed) -> str:
    why = "它的数里如果有别的机关也报了的，就重复了"
    return f"{unit.authority}的统计范围是“{filing.scope}”，名录里它下面却没有机关：{why}"
