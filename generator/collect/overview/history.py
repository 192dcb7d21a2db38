"""The main figures over the years, of a region and of every unit, from filings of all forms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from generator.collect.overview.reckoning import Reckoned, written
from generator.collect.overview.scene import Plain, Scene
from generator.collect.roster import Unit
from generator.form.history import HistoryLine, history
from generator.report.overview import Bar, Chart, Part
from generator.writers.html.drawing import drawing


def of_region(scene: Scene) -> Plain | None:
    """The history of the greatest region, with charts; nothing where there is one year alone."""
    if not scene.tops or not scene.years.before:
        return None
    unit = scene.tops[0].unit
    known = [(year.year, year.of_sum(unit.key), year.added(unit.key)) for year in scene.years.all]
    table = _table([(year, own, str(filings)) for year, own, filings in known if own])
    return {
        **table,
        "name": unit.authority,
        "charts": _charts([(year, own) for year, own, _ in known if own]),
    }


def of_unit(scene: Scene, unit: Unit) -> Plain | None:
    """The history of a unit; nothing for one of which filings of two years are not there."""
    known = [(year, year.filing(unit.key), year.of_unit(unit.key)) for year in scene.years.all]
    rows = [(year.year, own, filing.file) for year, filing, own in known if filing and own]
    if len(rows) < 2:
        return None
    return {**_table(rows), "name": unit.authority}


def _table(known: Sequence[tuple[int, Reckoned, str]]) -> Plain:
    """A row for every year, oldest first; each number with its share of the greatest of its column."""
    lines = _lines([own for _, own, _ in known])
    columns = [[_amount(line, own) for _, own, _ in known] for line in lines]
    rows = [
        {
            "year": year,
            "form": own.form.version,
            "from": source,
            "cells": [
                {"text": _text(line, own), "share": _share(column[at], column)}
                for line, column in zip(lines, columns, strict=True)
            ],
        }
        for at, (year, own, source) in enumerate(known)
    ]
    heads = [{"label": line.label, "unit": line.unit} for line in lines]
    notes = list(dict.fromkeys(line.note for line in lines if line.note)) if _changes_form(known) else []
    return {"lines": heads, "rows": rows, "notes": notes}


def _changes_form(known: Sequence[tuple[int, Reckoned, str]]) -> bool:
    return len({own.form.version for _, own, _ in known}) > 1


def _lines(owns: Sequence[Reckoned]) -> list[HistoryLine]:
    """The figures that any of the years has."""
    return [line for line in history().lines if any(_amount(line, own) is not None for own in owns)]


def _amount(line: HistoryLine, own: Reckoned) -> Fraction | None:
    source = line.values.get(own.form.version)
    return own.amount(source) if source else None


def _text(line: HistoryLine, own: Reckoned) -> str:
    value, source = _amount(line, own), line.values.get(own.form.version, "")
    return "" if value is None else written(value, source) or ""


def _share(value: Fraction | None, column: Sequence[Fraction | None]) -> str:
    most = max((each for each in column if each is not None), default=Fraction(0))
    return f"{float(value / most) * 100:.1f}" if value and most > 0 else ""


def _charts(known: Sequence[tuple[int, Reckoned]]) -> list[Plain]:
    """A chart of every figure that two years have."""
    lines = [line for line in _lines([own for _, own in known]) if line.unit]
    bars = [(line, _bars(line, known)) for line in lines]
    return [
        {**drawing(_chart(line, found)), "key": f"history-{at}"}
        for at, (line, found) in enumerate(bars)
        if len(found) > 1 and any(bar.value for bar in found)
    ]


def _chart(line: HistoryLine, bars: tuple[Bar, ...]) -> Chart:
    words = "，".join(f"{bar.label}{bar.text}" for bar in bars)
    return Chart(line.label, line.label, "bars", bars, f"{line.label}：{words}。")


def _bars(line: HistoryLine, known: Sequence[tuple[int, Reckoned]]) -> tuple[Bar, ...]:
    found = []
    for year, own in known:
        value, text = _amount(line, own), _text(line, own)
        if value is not None and text:
            words = f"{text}{line.unit}"
            found.append(Bar(f"{year}年", words, (Part(f"{year}年", value, words, 0),)))
    return tuple(found)
