"""Who is part of whom: the roster as a tree, every unit with how those below it stand."""

from __future__ import annotations

from collections import Counter

from generator.collect.overview.gist import ORDER
from generator.collect.overview.scene import Plain, Scene
from generator.collect.roster import Unit
from generator.collect.standing import State

# No roster is so deep; what is deeper stands in the table of all units.
DEEPEST = 40


def tree(scene: Scene) -> list[Plain]:
    """The units that are below nobody, with all that is below them."""
    below = counts_below(scene)
    return [_node(scene, unit, below, 1) for unit in scene.collected.roster.units if not unit.parent]


def counts_below(scene: Scene) -> dict[str, Counter[State]]:
    """How the units stand that are below each, itself among them; a unit counts for all it is below."""
    roster, found = scene.collected.roster, dict[str, Counter[State]]()
    for standing in scene.collected.standings:
        unit: Unit | None = standing.unit
        while unit is not None:
            found.setdefault(unit.key, Counter())[standing.state] += 1
            unit = roster.find(unit.parent)
    return found


def _node(scene: Scene, unit: Unit, counts: dict[str, Counter[State]], depth: int) -> Plain:
    standing = scene.years.now.standings.get(unit.key)
    children = scene.collected.roster.below.get(unit.key, ())
    page = scene.pages.get(unit.key, "")
    return {
        "name": unit.authority,
        "state": standing.state.value if standing else "",
        "address": scene.links.of(standing.filings[0].file) if standing and standing.filings else "",
        "states": _words(counts.get(unit.key, Counter())) if children else "",
        "sum": _sum(scene, unit) if children else "",
        "page": page,
        "below": []
        if page
        else [_node(scene, child, counts, depth + 1) for child in children if depth < DEEPEST],
    }


def _words(counts: Counter[State]) -> str:
    said = [f"{state.value} {counts[state]}" for state in ORDER if counts[state]]
    return f"{counts.total()} 家：{'，'.join(said)}"


def _sum(scene: Scene, unit: Unit) -> str:
    """The first main figure of a region."""
    own = scene.years.now.of_sum(unit.key)
    if own is None or not scene.measures or scene.form is None or own.form.version != scene.form.version:
        return ""
    measure = scene.measures[0]
    text = own.text(measure.value)
    return f"{measure.label} {text} {measure.unit}" if text else ""
