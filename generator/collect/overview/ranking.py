"""Who has most of each main figure."""

from __future__ import annotations

from fractions import Fraction

from generator.collect.overview.reckoning import is_share
from generator.collect.overview.regions import change
from generator.collect.overview.scene import Plain, Scene
from generator.collect.overview.years import Year
from generator.collect.standing import Standing
from generator.form.authorities import authorities
from generator.form.overview_plan import Measure

# So many stand in each ranking.
PLACES = 10


def rankings(scene: Scene) -> list[Plain]:
    """For every main figure that counts something the units with most of it; filings that take in others are
    left out, for they are as large as what they take in."""
    found = [_ranking(scene, measure) for measure in scene.measures if not is_share(measure.value)]
    return [each for each in found if each["rows"]]


def _ranking(scene: Scene, measure: Measure) -> Plain:
    known = [
        (value, standing)
        for standing in scene.collected.standings
        if (value := _value(scene, standing, measure)) is not None and value > 0
    ]
    ranked = sorted(known, key=lambda pair: (-pair[0], pair[1].unit.line))[:PLACES]
    most = ranked[0][0] if ranked else Fraction(1)
    rows = [_row(scene, standing, measure, value / most) for value, standing in ranked]
    return {"label": measure.label, "unit": measure.unit, "rows": rows}


def _value(scene: Scene, standing: Standing, measure: Measure) -> Fraction | None:
    filing, own = scene.years.now.filing(standing.unit.key), scene.years.now.of_unit(standing.unit.key)
    if filing is None or own is None or scene.form is None or authorities().takes_in(filing.scope):
        return None
    return own.amount(measure.value) if own.form.version == scene.form.version else None


def _row(scene: Scene, standing: Standing, measure: Measure, share: Fraction) -> Plain:
    now = scene.years.now.of_unit(standing.unit.key)
    last = scene.years.last.of_unit(standing.unit.key) if scene.years.last else None
    assert now is not None  # it has a value
    return {
        **scene.unit(standing),
        "text": now.text(measure.value) or "",
        "change": change(measure, now, last),
        "share": f"{float(share) * 100:.1f}",
    }


def movers(scene: Scene) -> list[Plain]:
    """For every such figure the units in which it has changed most since last year."""
    last = scene.years.last
    if last is None:
        return []
    found = [_movers(scene, last, measure) for measure in scene.measures if not is_share(measure.value)]
    return [each for each in found if each["rows"]]


def _movers(scene: Scene, last: Year, measure: Measure) -> Plain:
    known = [
        (value - before, standing)
        for standing in scene.collected.standings
        if (value := _value(scene, standing, measure)) is not None
        and (before := _before(scene, last, standing, measure)) is not None
        and value != before
    ]
    ranked = sorted(known, key=lambda pair: (-abs(pair[0]), pair[1].unit.line))[:PLACES]
    most = abs(ranked[0][0]) if ranked else Fraction(1)
    rows = [_row(scene, standing, measure, abs(moved) / most) for moved, standing in ranked]
    return {"label": measure.label, "unit": measure.unit, "rows": rows}


def _before(scene: Scene, last: Year, standing: Standing, measure: Measure) -> Fraction | None:
    own = last.of_unit(standing.unit.key)
    same = own and scene.form and own.form.version == scene.form.version
    return own.amount(measure.value) if own and same else None
