"""A roster too large for one page: every upper unit has a page of its own, to which the first page leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.collect.collected import Collected
from generator.collect.overview.gist import ORDER, rate
from generator.collect.overview.regions import cell, last_of
from generator.collect.overview.scene import Plain, Scene
from generator.collect.overview.spread import Spread
from generator.collect.overview.tree import counts_below
from generator.collect.roster import Roster, Unit

# So many units have room on one page; each takes about 1 KB there.
WHOLE = 3000
# Where they have not, so many of those that want somebody are named on the first page.
NAMED = 300


def heads(collected: Collected, whole: int) -> list[Unit]:
    """The units that have a page of their own: of a roster that is too large those of the first level on
    which there are several, so far as others are below them."""
    if len(collected.standings) <= whole:
        return []
    roster = collected.roster
    level: Sequence[Unit] = [unit for unit in roster.units if not unit.parent]
    while len(level) == 1 and level[0].key in roster.below:
        level = roster.below[level[0].key]
    return [unit for unit in level if unit.key in roster.below]


def branch(scene: Scene, head: Unit, root: str) -> Scene:
    """What the page of an upper unit is made from: the unit and all below it; ``root`` leads from there to
    the folder of the first page."""
    whole, keys = scene.collected, scene.branch_of(head)
    units = {unit.key: unit for unit in whole.roster.units if unit.key in keys}
    units[head.key] = replace(head, parent="")
    standings = [
        replace(each, unit=units[each.unit.key]) for each in whole.standings if each.unit.key in keys
    ]
    sums = [replace(each, unit=units[each.unit.key]) for each in whole.sums if each.unit.key in keys]
    files = {filing.file for each in standings for filing in each.filings}
    part = replace(
        whole,
        roster=Roster(whole.roster.file, tuple(units.values())),
        standings=tuple(standings),
        sums=tuple(sums),
        copies=tuple(copy for copy in whole.copies if copy.filing.file in files),
        handed=(),
        outside=(),
    )
    return replace(scene, collected=part, links=scene.links.under(root), root=root, pages={})


def of_branch(found: Sequence[Spread], keys: frozenset[str]) -> list[Spread]:
    """How figures are spread among all like units, with those far outside that are of these."""
    return [
        replace(each, far=tuple(far for far in each.far if far.standing.unit.key in keys)) for each in found
    ]


def branches(scene: Scene, pages: Mapping[str, str]) -> list[Plain]:
    """A row for every upper unit that has a page: how those below it stand, what they come to."""
    counts = counts_below(scene) if pages else {}
    rows = []
    for key, address in pages.items():
        unit, below = scene.collected.roster.by_name[key], counts[key]
        now = scene.years.now.of_sum(key)
        known = next((each for each in scene.collected.sums if each.unit.key == key), None)
        last = last_of(scene, known) if known else None
        handed = below.total() - below[ORDER[1]]
        rows.append(
            {
                "name": unit.authority,
                "page": address,
                "units": below.total(),
                "states": [below[state] or "" for state in ORDER],
                "rate": rate(handed, below.total()),
                "cells": [cell(scene, measure, now, last) for measure in scene.measures],
            }
        )
    return rows
