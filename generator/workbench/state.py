"""A filing as a page shows it: what is typed, what it comes to, what is found; what last year's said."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from generator.filing.filing import Cell, Filing, State
from generator.filing.numbers import figure
from generator.findings.finding import Level
from generator.workbench.changes import CELL, FREE, HEAD, OWN, TEXT, typed_places
from generator.workbench.findings_shown import findings_shown
from generator.workbench.journal import Journal
from generator.workbench.opened import Opened
from generator.workbench.own_typed import NEW

Json = dict[str, Any]
LEFT_OUT = State.LEFT_OUT
NAMES = {
    State.GIVEN: "given",
    State.COMPUTED: "computed",
    State.BLANK: "blank",
    State.BROKEN: "broken",
    State.LEFT_OUT: "left_out",
}


def state_shown(opened: Opened, journal: Journal, last: str | None) -> Json:
    """All that may be another after each change."""
    filing, form = opened.filing, opened.form
    readable = form is not None and bool(opened.document.root.entries)
    places = typed_places(form, opened.document) if form is not None and readable else {}
    typed = {kind: {at: text for (each, at), text in places.items() if each == kind} for kind in _KINDS}
    undo, redo = journal.counts()
    return {
        "file": opened.file,
        "seen": opened.seen,
        "authority": filing.authority if filing else None,
        "year": filing.year if filing else None,
        "readable": readable,
        "draft": opened.examined.stops_build,
        "head": typed[HEAD],
        "cells": {path: _cell(filing, path, text) for path, text in typed[CELL].items()},
        "texts": {
            path: {"text": text, "last": _last_text(filing, path)} for path, text in typed[TEXT].items()
        },
        "free": {path: json.loads(text) for path, text in typed[FREE].items()},
        "own": {at: json.loads(text) for at, text in typed[OWN].items() if at != NEW},
        "findings": findings_shown(opened),
        "summary": _summary(opened),
        "undo": undo,
        "redo": redo,
        "last": _last(filing, last),
        "waivers": _waivers(filing),
    }


_KINDS = (CELL, HEAD, TEXT, FREE, OWN)


def _cell(filing: Filing | None, path: str, text: str) -> Json:
    cell = filing.cells.get(path) if filing else None
    if cell is None:
        word = filing.words.get(path) if filing else None
        return {
            "text": text,
            "state": "given" if text else "blank",
            "value": word.text if word else text,
            "last": _last_word(filing, path),
            "remark": "",
        }
    shown = "" if cell.state in (State.BLANK, State.BROKEN, State.LEFT_OUT) else figure(cell)
    remark = cell.remark.text.strip() if cell.remark else ""
    return {
        "text": text,
        "state": _state(cell, text),
        "value": shown,
        "last": _last_number(filing, path),
        "remark": remark,
    }


def _state(cell: Cell, text: str) -> str:
    """How a number came to stand there: one that is missing is as empty as one that was left blank."""
    if cell.state is State.BROKEN and not text:
        return NAMES[State.BLANK]
    return NAMES[cell.state]


def _last_number(filing: Filing | None, path: str) -> str | None:
    before = filing.previous.cells.get(path) if filing and filing.previous else None
    if before is None or before.state not in (State.GIVEN, State.COMPUTED):
        return None
    return figure(before)


def _last_word(filing: Filing | None, path: str) -> str | None:
    before = filing.previous.words.get(path) if filing and filing.previous else None
    return before.text if before else None


def _last_text(filing: Filing | None, path: str) -> str | None:
    before = filing.previous.texts.get(path) if filing and filing.previous else None
    return before.scalar.text.strip("\n") if before else None


def _last(filing: Filing | None, last: str | None) -> Json | None:
    before = filing.previous if filing else None
    return {"file": last, "year": before.year} if before else None


def _summary(opened: Opened) -> Json:
    found = opened.examined.findings
    levels = Counter(finding.level for finding in found if not finding.accepted)
    cells = opened.filing.cells.values() if opened.filing else ()
    return {
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
        "infos": levels[Level.INFO],
        "accepted": sum(bool(finding.accepted) for finding in found),
        "blanks": sum(cell.state is State.BLANK for cell in cells),
    }


def _waivers(filing: Filing | None) -> list[Json]:
    waivers = filing.known.get("waivers", ()) if filing else ()
    return [{"code": each.rule, "reason": each.reason, "seal": each.seal} for each in waivers]
