"""How the filings of a folder stand, on one screen: by state, by kind of authority, by rule, the worst."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.collect.collected import Collected
from generator.collect.handed import Handed, Told
from generator.collect.roster import KIND, LEVEL, Roster, Unit
from generator.collect.standing import Standing, State
from generator.findings.finding import Level
from generator.findings.statistics import NAMES

# So many rules, and so many units, have a line.
RULES, UNITS = 8, 8
GRAVEST = tuple(NAMES)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be seen: findings from a level on, of certain rules (all where none is named), of units in
    whose names these words are."""

    level: Level = Level.INFO
    rules: frozenset[str] = frozenset()
    unit: str = ""

    def findings(self, filing: Handed) -> list[Told]:
        """Those of a filing that are wanted; what was accepted is not."""
        return [told for told in filing.findings if not told.accepted and self._wants(told)]

    def _wants(self, told: Told) -> bool:
        grave = GRAVEST.index(told.level) <= GRAVEST.index(self.level)
        return grave and (not self.rules or told.code in self.rules)

    def is_about(self, standing: Standing) -> bool:
        """Whether a unit is wanted: by its name, and where rules are named by what its filing breaks."""
        named = self.unit in standing.unit.authority
        return named and (not self.rules or any(map(self.findings, standing.filings)))


def roster_of(filings: Iterable[Handed]) -> Roster:
    """The authorities that filed, where there is no roster: none of them is missing, none below another."""
    units = {filing.key: Unit(filing.authority) for filing in filings if filing.key}
    return Roster("", tuple(units.values()))


def is_clean(collected: Collected, asked: Asked) -> bool:
    """Whether those that were asked for have handed in, without an error; where no unit and no rule was
    named, whether that is all there is."""
    if not asked.unit and not asked.rules:
        return collected.is_clean
    return all(standing.is_clean for standing in collected.standings if asked.is_about(standing))


def overall(collected: Collected, asked: Asked) -> Iterator[str]:
    """The lines of the screen."""
    wanted = [standing for standing in collected.standings if asked.is_about(standing)]
    yield _first(collected, wanted)
    states = Counter(standing.state for standing in wanted)
    yield "　".join(f"{state} {states[state]}" for state in State if states[state]) or "没有这样的单位"
    late = sum(1 for standing in wanted if standing.days_late)
    if late:
        yield f"其中逾期 {late}"
    yield from _by_kind(wanted)
    yield from _by_rule(wanted, asked)
    yield from _worst(wanted, asked)


def _first(collected: Collected, wanted: Sequence[Standing]) -> str:
    others = Counter(filing.year for filing in collected.handed if filing.year != collected.year)
    more = "，".join(
        f"{year or '年度不明'}{'年度' if year else ''} {count} 份" for year, count in others.items()
    )
    listed = f"，名录 {len(collected.standings)} 家" if collected.roster.file else ""
    filings = sum(len(standing.filings) for standing in wanted)
    return f"{collected.year} 年度 {filings} 份{listed}" + (f"（另有 {more}）" if more else "")


def _by_kind(standings: Iterable[Standing]) -> Iterator[str]:
    """A line for each kind and level of authority, the most frequent first."""
    groups: defaultdict[tuple[str, str], Counter[State]] = defaultdict(Counter)
    for standing in standings:
        head = standing.filing.head if standing.filing else {}
        unit = standing.unit
        groups[unit.kind or head.get(KIND, ""), unit.level or head.get(LEVEL, "")][standing.state] += 1
    for (kind, level), states in sorted(groups.items(), key=lambda pair: -pair[1].total()):
        counts = "，".join(f"{state} {states[state]}" for state in State if states[state])
        yield f"  {level}{kind or '类型不明'} {states.total()}：{counts}"


def _by_rule(standings: Iterable[Standing], asked: Asked) -> Iterator[str]:
    """A line for each of the rules that are broken most, errors first."""
    found: defaultdict[tuple[int, str], list[tuple[Handed, Told]]] = defaultdict(list)
    for standing in standings:
        for filing in standing.filings:
            for told in asked.findings(filing):
                found[GRAVEST.index(told.level), told.code].append((filing, told))
    ranked = sorted(found.items(), key=lambda pair: (pair[0][0], -len(pair[1]), pair[0][1]))
    if ranked:
        yield "按规则："
    for (level, code), pairs in ranked[:RULES]:
        filing, told = pairs[0]
        files = len({id(filing) for filing, _ in pairs})
        name = " ".join(filter(None, (NAMES[GRAVEST[level]], code, told.message)))
        yield f"  {name}：{len(pairs)} 处，{files} 份，如 {filing.file}:{told.line}"
    if len(ranked) > RULES:
        yield f"  另有 {len(ranked) - RULES} 条规则"


def _worst(standings: Iterable[Standing], asked: Asked) -> Iterator[str]:
    """The units that need somebody most: missing, then by the errors in what they handed in."""
    ranked = sorted(
        (standing for standing in standings if standing.state is not State.GOOD),
        key=lambda standing: (list(State).index(standing.state), -_weight(standing, asked)),
    )
    if ranked:
        yield "先看这些单位："
    for standing in ranked[:UNITS]:
        yield f"  {standing.state} {standing.unit.authority}{_detail(standing, asked)}"
    if len(ranked) > UNITS:
        yield f"  另有 {len(ranked) - UNITS} 家"


def _weight(standing: Standing, asked: Asked) -> int:
    return sum(len(asked.findings(filing)) for filing in standing.filings)


def _detail(standing: Standing, asked: Asked) -> str:
    if standing.state is State.MISSING:
        return f"（{standing.hints[0]}）" if standing.hints else ""
    late = f"，晚 {standing.days_late} 天" if standing.days_late else ""
    files = "、".join(filing.file for filing in standing.filings)
    return f"：{_weight(standing, asked)} 处{late}，{files}"
