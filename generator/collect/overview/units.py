"""Every unit as a row, and those of which something is to be said: missing, late, wrong, unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.collect.handed import Handed, Told
from generator.collect.overview.regions import cell
from generator.collect.overview.scene import Plain, Scene
from generator.collect.results import broken_rules
from generator.collect.standing import Standing, State
from generator.findings.finding import Level

# So many findings of one filing, and so many rules, are told on the page.
FINDINGS, RULES = 3, 12


def units(scene: Scene, marks: Mapping[str, Sequence[str]]) -> list[Plain]:
    """A row for every unit that stands on no other page, with the marks of its outliers, and one for every
    filing of nobody's."""
    listed = [each for each in scene.collected.standings if each.unit.key not in scene.elsewhere]
    rows = [_row(scene, each, marks.get(each.unit.key, ())) for each in listed]
    return rows + [_stranger(scene, filing) for filing in scene.collected.outside]


def _row(scene: Scene, standing: Standing, marks: Sequence[str]) -> Plain:
    key = standing.unit.key
    now = scene.years.now.of_unit(key)
    last = scene.years.last.of_unit(key) if scene.years.last else None
    return {
        **scene.unit(standing),
        "key": key,
        "published": days(standing.filings),
        "late": standing.days_late or "",
        "errors": count(standing.filings, Level.ERROR),
        "warnings": count(standing.filings, Level.WARNING),
        "cells": [cell(scene, measure, now, last) for measure in scene.measures],
        "marks": "；".join(marks),
        "differences": "；".join(standing.differences),
    }


def _stranger(scene: Scene, filing: Handed) -> Plain:
    file = scene.file(filing)
    return {
        "name": filing.authority or filing.file,
        "key": "",
        "address": file["address"],
        "files": [file],
        "kind": "",
        "level": "",
        "parent": "",
        "state": "名录外",
        "published": days([filing]),
        "late": "",
        "errors": count([filing], Level.ERROR),
        "warnings": count([filing], Level.WARNING),
        "cells": [{"text": "", "change": ""} for _ in scene.measures],
        "marks": "",
        "differences": "",
    }


def days(filings: Sequence[Handed]) -> str:
    """When they were published."""
    return "、".join(filing.published.isoformat() for filing in filings if filing.published)


def count(filings: Sequence[Handed], level: Level) -> int | str:
    """How many findings of a level there are; blank where there is no filing."""
    return sum(filing.count(level) for filing in filings) if filings else ""


def missing(scene: Scene) -> list[Plain]:
    """Those that handed in nothing, the latest first."""
    found = [each for each in scene.collected.standings if each.state is State.MISSING]
    return [_due(scene, each) for each in sorted(found, key=lambda each: -each.days_late)]


def late(scene: Scene) -> list[Plain]:
    """Those that handed in too late, the latest first."""
    found = [each for each in scene.collected.late if each.filings]
    return [_due(scene, each) for each in sorted(found, key=lambda each: -each.days_late)]


def _due(scene: Scene, standing: Standing) -> Plain:
    return {
        **scene.unit(standing),
        "due": standing.due.day.isoformat() if standing.due else "",
        "published": days(standing.filings),
        "late": standing.days_late or "",
        "hints": list(standing.hints),
    }


def wrong(scene: Scene) -> list[Plain]:
    """Those with errors or with several filings, each with the first of what is wrong."""
    found = [each for each in scene.collected.standings if each.state in (State.WRONG, State.TWICE)]
    return [_wrong(scene, each) for each in found]


def _wrong(scene: Scene, standing: Standing) -> Plain:
    errors = [told for filing in standing.filings for told in errors_of(filing)]
    return {
        **scene.unit(standing),
        "errors": count(standing.filings, Level.ERROR),
        "warnings": count(standing.filings, Level.WARNING),
        "told": [{"code": told.code, "line": told.line, "message": str(told)} for told in errors[:FINDINGS]],
        "more": max(0, len(errors) - FINDINGS),
    }


def errors_of(filing: Handed) -> list[Told]:
    """The errors of a filing that were not accepted."""
    return [told for told in filing.findings if told.level is Level.ERROR and not told.accepted]


def rules(scene: Scene) -> list[Plain]:
    """The rules that are broken most, with what they say; what is wrong in the shape of a filing is no rule
    of a form, and has an example."""
    names = scene.form.rules if scene.form else ()
    words = {rule.code: rule.message for rule in names}
    for filing in (filing for each in scene.collected.standings for filing in each.filings):
        for told in errors_of(filing):
            words.setdefault(told.code, f"例如：{told.message}")
    found = [rule for rule in broken_rules(scene.collected) if rule["level"] == Level.ERROR]
    return [{**rule, "message": words.get(rule["code"], "")} for rule in found[:RULES]]
