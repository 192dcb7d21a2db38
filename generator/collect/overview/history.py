"""The main figures over the years, of a region and of every unit, from filings of all forms."""

from __future__ import annotations

from dataclasses import asdict

from generator.collect.overview.scene import Plain, Scene
from generator.collect.roster import Unit
from generator.report.history import Known, Years, years_of
from generator.writers.html.drawing import drawing


def of_region(scene: Scene) -> Plain | None:
    """The history of the greatest region, with charts; nothing where there is one year alone."""
    if not scene.tops or not scene.years.before:
        return None
    unit = scene.tops[0].unit
    known = [
        Known(year.year, own.form.version, own, str(year.added(unit.key)))
        for year in scene.years.all
        if (own := year.of_sum(unit.key))
    ]
    found = years_of(known)
    return {**_plain(found), "name": unit.authority, "charts": [drawing(chart) for chart in found.charts]}


def of_unit(scene: Scene, unit: Unit) -> Plain | None:
    """The history of a unit; nothing for one of which filings of two years are not there."""
    known = [
        Known(year.year, own.form.version, own, filing.file)
        for year in scene.years.all
        if (filing := year.filing(unit.key)) and (own := year.of_unit(unit.key))
    ]
    return {**_plain(years_of(known)), "name": unit.authority} if len(known) > 1 else None


def _plain(found: Years) -> Plain:
    """The table as a template takes it."""
    lines = [{"label": line.label, "unit": line.unit} for line in found.lines]
    return {"lines": lines, "rows": [asdict(row) for row in found.rows], "notes": list(found.notes)}
