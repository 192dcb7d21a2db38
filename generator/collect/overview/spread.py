"""How the main figures are spread among like units, and which lie far outside.

Like units are of one kind and one level.  Far outside is what lies further from the middle half of them than
three times its width (Tukey's outer fences); where that half is all of one value, the width is that of the
middle nine tenths, and never less than the least that can be told apart.  A share of few cases lies far
outside by chance: of fewer than the form says (``least``) it is not compared, and of more only where its
Wilson interval (95 %) lies wholly beyond the fence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from generator.collect.overview.reckoning import is_share, written
from generator.collect.overview.scene import Plain, Scene, kind_of, level_of
from generator.collect.standing import Standing
from generator.form.authorities import authorities
from generator.form.overview_plan import Measure

# Of fewer units nothing is said.
LEAST = 8
WIDTHS = 3
# So many of those far outside are on the page, the furthest first.
SHOWN = 100
QUARTER, TWENTIETH = Fraction(1, 4), Fraction(1, 20)
# The square of 1.96: of shares by chance alone 95 of 100 lie that near.
SCORE = Fraction("3.8416")


@dataclass(frozen=True, slots=True)
class Far:
    """A unit whose figure lies far outside, by so many widths."""

    standing: Standing
    measure: Measure
    value: Fraction
    middle: Fraction
    widths: Fraction

    @property
    def words(self) -> str:
        """How, in a few words."""
        return f"{self.measure.label}{'偏高' if self.value > self.middle else '偏低'}"


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure among like units: the quartiles, the least and the greatest."""

    kind: str
    level: str
    measure: Measure
    count: int
    marks: tuple[Fraction, ...]
    far: tuple[Far, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of a unit; of a share also what it is a share of."""

    standing: Standing
    value: Fraction
    whole: Fraction | None = None

    def is_beyond(self, low: Fraction, high: Fraction) -> bool:
        """Whether it lies outside these fences, and not by chance."""
        fence = low if self.value < low else high
        return not low <= self.value <= high and not self._may_be_chance(fence)

    def _may_be_chance(self, fence: Fraction) -> bool:
        """Whether a share lies beyond a fence for want of cases: its Wilson interval reaches the fence."""
        if self.whole is None or not 0 < fence < 1:
            return False
        return self.whole * (self.value - fence) ** 2 <= SCORE * fence * (1 - fence)


def spreads(scene: Scene) -> list[Spread]:
    """Every main figure of every group of like units that is large enough."""
    found: list[Spread] = []
    for (kind, level), members in _groups(scene).items():
        for measure in scene.measures:
            known = _known(scene, members, measure)
            if len(known) >= LEAST:
                found.append(_spread(kind, level, measure, known))
    return found


def _groups(scene: Scene) -> dict[tuple[str, str], list[Standing]]:
    """Filings that count only their own authority, by kind and level; others are as large as what they take
    in."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for standing in scene.collected.standings:
        filing = scene.years.now.filing(standing.unit.key)
        if filing and not authorities().takes_in(filing.scope):
            found.setdefault((kind_of(standing), level_of(standing)), []).append(standing)
    return found


def _known(scene: Scene, members: Sequence[Standing], measure: Measure) -> list[Known]:
    """The figures that can be compared: shares of too little cannot."""
    found = []
    for standing in members:
        own = scene.years.now.of_unit(standing.unit.key)
        if own and scene.form and own.form.version == scene.form.version:
            value, whole = own.amount(measure.value), own.whole(measure.value)
            if value is not None and (whole is None or whole >= measure.least):
                found.append(Known(standing, value, whole))
    return found


def _spread(kind: str, level: str, measure: Measure, known: Sequence[Known]) -> Spread:
    values = sorted(each.value for each in known)
    low, middle, high = (quantile(values, QUARTER * at) for at in (1, 2, 3))
    width = high - low
    if not width:
        low, high = quantile(values, TWENTIETH), quantile(values, 1 - TWENTIETH)
        width = high - low
    width = max(width, Fraction(1, 100) if is_share(measure.value) else Fraction(1))
    far = [
        Far(each.standing, measure, each.value, middle, max(low - each.value, each.value - high) / width)
        for each in known
        if each.is_beyond(low - WIDTHS * width, high + WIDTHS * width)
    ]
    marks = (values[0], *(quantile(values, QUARTER * at) for at in (1, 2, 3)), values[-1])
    return Spread(kind, level, measure, len(values), marks, tuple(far))


def quantile(values: Sequence[Fraction], part: Fraction) -> Fraction:
    """The value below which that part of sorted values lies, between two of them where it must be."""
    place = part * (len(values) - 1)
    at = int(place)
    above = values[min(at + 1, len(values) - 1)]
    return values[at] + (above - values[at]) * (place - at)


def marks(found: Sequence[Spread]) -> dict[str, list[str]]:
    """What is far outside, in words, by the keys of the units."""
    said: dict[str, list[str]] = {}
    for far in _far(found):
        said.setdefault(far.standing.unit.key, []).append(far.words)
    return said


def _far(found: Sequence[Spread]) -> Iterator[Far]:
    return (far for spread in found for far in spread.far)


def spread_table(found: Sequence[Spread]) -> list[Plain]:
    """A row for every figure of every group."""
    return [
        {
            "kind": each.kind,
            "level": each.level,
            "label": each.measure.label,
            "unit": each.measure.unit,
            "count": each.count,
            "marks": [written(mark, each.measure.value) or "" for mark in each.marks],
            "far": len(each.far),
        }
        for each in found
    ]


def outliers(scene: Scene, found: Sequence[Spread]) -> list[Plain]:
    """Those that lie furthest outside."""
    ranked = sorted(_far(found), key=lambda far: (-far.widths, far.standing.unit.line, far.measure.label))
    return [
        {
            **scene.unit(far.standing),
            "label": far.measure.label,
            "text": written(far.value, far.measure.value) or "",
            "unit": far.measure.unit,
            "middle": written(far.middle, far.measure.value) or "",
            "how": "偏高" if far.value > far.middle else "偏低",
        }
        for far in ranked[:SHOWN]
    ]


def outlier_count(found: Sequence[Spread]) -> int:
    """How many there are."""
    return sum(len(each.far) for each in found)
