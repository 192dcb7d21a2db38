"""What regions come to: main figures, charts, a table of all sums, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.collect.adding import Sum
from generator.collect.overview.reckoning import Reckoned, is_share, rests_on, signed
from generator.collect.overview.scene import Plain, Scene
from generator.form.overview_plan import Measure
from generator.report.overview import KeyFigure, planned
from generator.reporters.json import number
from generator.writers.html.drawing import drawing

# So many greatest regions are shown with figures and charts; where there are more, they are in the table.
TOPS = 3
# So many conflicts of one authority are on the page; its workbook has all.
CONFLICTS = 30


def regions(scene: Scene) -> list[Plain]:
    """The figures and charts of the greatest regions; those with pages of their own have them there."""
    tops = [each for each in scene.tops if each.unit.key not in scene.elsewhere]
    return [_region(scene, each) for each in tops[:TOPS]]


def _region(scene: Scene, each: Sum) -> Plain:
    key = each.unit.key
    now, last = scene.years.now.of_sum(key), last_of(scene, each)
    plan = scene.years.form(each.form).overview
    assert now is not None  # a sum among the greatest has a form
    shown = planned(plan, now, last)
    before = scene.years.last
    return {
        "name": each.unit.authority,
        "title": shown.title,
        "figures": [_figure(each, scene, plan.figures, figure) for figure in shown.figures],
        "charts": [{**drawing(chart), "key": f"{at}-{chart.key}"} for at, chart in enumerate(shown.charts)],
        "filings": scene.years.now.added(key),
        "before": before.added(key) if before and last else 0,
        "missing": len(each.missing),
        "files": _files(scene, each),
    }


def _figure(each: Sum, scene: Scene, plan: Sequence[Measure], figure: KeyFigure) -> Plain:
    """One figure; ``unknown`` is how many parts say nothing of it."""
    form = scene.years.form(each.form)
    source = next(measure.value for measure in plan if measure.label == figure.label)
    unknown = {part.unit.key for path in rests_on(form, source) for part in each.unknown.get(path, ())}
    words = {"label": figure.label, "text": figure.text, "unit": figure.unit, "change": figure.change}
    return {**words, "unknown": len(unknown)}


def last_of(scene: Scene, each: Sum) -> Reckoned | None:
    """Last year's sum, where it is of the same form."""
    last = scene.years.last
    found = last.of_sum(each.unit.key) if last else None
    return found if found and found.form.version == each.form else None


def _files(scene: Scene, each: Sum) -> Plain:
    return {ending: scene.sum_address(each, f".{ending}") for ending in ("yaml", "xlsx", "json")}


def sum_table(scene: Scene) -> list[Plain]:
    """All sums, the greatest first, with the main figures of the page's form."""
    depth = _depths(scene)
    ordered = sorted(scene.sums, key=lambda each: depth[each.unit.key])
    return [_sum_row(scene, each, depth[each.unit.key]) for each in ordered]


def _depths(scene: Scene) -> dict[str, int]:
    """How deep each unit with others below it stands."""
    roster = scene.collected.roster
    found: dict[str, int] = {}
    for each in reversed(scene.collected.sums):
        parent = roster.find(each.unit.parent)
        found[each.unit.key] = found.get(parent.key, 0) + 1 if parent else 0
    return found


def _sum_row(scene: Scene, each: Sum, depth: int) -> Plain:
    now, last = scene.years.now.of_sum(each.unit.key), last_of(scene, each)
    return {
        "name": each.unit.authority,
        "depth": depth,
        "scope": each.scope,
        "filings": scene.years.now.added(each.unit.key),
        "missing": len(each.missing),
        "wrong": len(each.wrong),
        "left_out": len(each.left_out),
        "conflicts": len(each.conflicts) if each.own else None,
        "whole": each.is_whole,
        "cells": [cell(scene, measure, now, last) for measure in scene.measures],
        "files": _files(scene, each),
    }


def cell(scene: Scene, measure: Measure, now: Reckoned | None, last: Reckoned | None) -> Plain:
    """A main figure and by how much it has changed; blank where it is not known or of another form."""
    if now is None or scene.form is None or now.form.version != scene.form.version:
        return {"text": "", "change": ""}
    return {"text": now.text(measure.value) or "", "change": change(measure, now, last)}


def change(measure: Measure, now: Reckoned, last: Reckoned | None) -> str:
    """By how much a figure has changed; shares are not subtracted."""
    if last is None or last.form.version != now.form.version or is_share(measure.value):
        return ""
    this, then = now.amount(measure.value), last.amount(measure.value)
    return signed(this - then, measure.value) if this is not None and then is not None else ""


def _here(scene: Scene) -> list[Sum]:
    return [each for each in scene.collected.sums if each.unit.key not in scene.elsewhere]


def conflicts(scene: Scene) -> list[Plain]:
    """Where an authority's own filing says otherwise than the sum of its units; of upper units with pages of
    their own that is told there."""
    return [_conflict(scene, each) for each in _here(scene) if each.conflicts and each.own]


def _conflict(scene: Scene, each: Sum) -> Plain:
    assert each.own is not None  # what differs, differs from something
    labels = scene.years.form(each.form).labels
    rows = [
        {
            "label": labels.short(found.path),
            "own": number(found.own),
            "sum": number(found.together),
            "difference": number(found.own - found.together),
        }
        for found in each.conflicts[:CONFLICTS]
    ]
    return {
        "name": each.unit.authority,
        "own": {**scene.file(each.own), "authority": each.own.authority},
        "count": len(each.conflicts),
        "rows": rows,
        "files": _files(scene, each),
    }


def remarks(scene: Scene) -> list[Plain]:
    """What makes sums uncertain, and what was done so that nothing is counted twice; each said once, at the
    smallest region it is of."""
    said: set[str] = set()
    found = [{"name": each.unit.authority, "lines": list(_lines(each, said))} for each in _here(scene)]
    return [each for each in found if each["lines"]]


def _lines(each: Sum, said: set[str]) -> Iterator[Plain]:
    texts = [("没有加", f"{why}：{file}") for file, why in each.left_out]
    texts += [("拿不准", doubt) for doubt in each.doubts]
    texts += [("避免重复", note) for note in each.notes]
    for kind, text in texts:
        if text not in said:
            said.add(text)
            yield {"kind": kind, "text": text}
