"""Findings as a page shows them: each with the place where it is to be seen, and its mend as old and new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.filing.filing import Filing
from generator.findings.finding import Finding, Fix, Span, fingerprint
from generator.form.format import Format
from generator.rules.waivers import acceptable
from generator.source.edits import line_starts, place
from generator.source.entries import last_line
from generator.source.nodes import Document, Mapping, Source
from generator.workbench.list_places import listed_place
from generator.workbench.opened import Opened
from generator.workbench.places import text_places

Json = dict[str, Any]
Place = tuple[str, str]
FILE: Place = ("file", "")
SHORT = 48


def findings_shown(opened: Opened) -> list[Json]:
    """All findings of a filing, each with an id that stays while it does."""
    return [_finding(opened, key, finding, at) for key, finding, at in _with_ids(opened)]


def finding_of(opened: Opened, key: str) -> Finding | None:
    """The finding of that id."""
    return next((finding for name, finding, _ in _with_ids(opened) if name == key), None)


def _with_ids(opened: Opened) -> Iterator[tuple[str, Finding, Place]]:
    """Findings with their ids: a code, its place, and which of several it is there."""
    seen: Counter[str] = Counter()
    for finding in opened.examined.findings:
        at = place_of(opened.form, opened.document, finding)
        name = f"{finding.code}@{at[1]}"
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), finding, at


def place_of(form: Format | None, document: Document, finding: Finding) -> Place:
    """Where a finding is to be seen: at a cell, in a text, at a field of the head, at a row, or nowhere."""
    if form is None:
        return FILE
    for path in (finding.accused, *finding.cells):
        if path in form.places:
            return "cell", path
    if finding.span == Span():
        return FILE
    return _by_keys(form, document, _keys_at(document.source, document.root, finding.span.line))


def _keys_at(source: Source, root: Mapping, line: int) -> tuple[str, ...]:
    """The keys, from the top, between whose beginning and end a line of the file is."""
    node: Mapping = root
    keys: tuple[str, ...] = ()
    while True:
        found = next(
            (
                key
                for key, span in node.keys.items()
                if span.line <= line <= max(span.line, last_line(source, node.entries[key]))
            ),
            None,
        )
        if found is None:
            return keys
        keys = (*keys, found)
        below = node.entries[found]
        if not isinstance(below, Mapping):
            return keys
        node = below


def _by_keys(form: Format, document: Document, keys: tuple[str, ...]) -> Place:
    path = ".".join(keys)
    texts = {place: text for text, place in text_places(form, document.root).items()}
    for depth in range(len(keys), 0, -1):
        if keys[:depth] in texts:
            return "text", texts[keys[:depth]]
    rows = (".".join(keys[:depth]) for depth in range(len(keys), 1, -1))
    if row := next((row for row in rows if row in form.written_rows), ""):
        return "row", row
    if keys and keys[0] in form.head_keys:
        return "head", path
    return ("section", keys[0]) if keys else FILE


def _finding(opened: Opened, key: str, finding: Finding, at: Place) -> Json:
    return {
        "id": key,
        "code": finding.code,
        "level": finding.level.value,
        "short": _short(finding),
        "message": finding.message,
        "detail": finding.detail,
        "help": finding.help,
        "basis": finding.basis,
        "place": _listed(opened, finding, at) or {"kind": at[0], "at": at[1]},
        "cells": list(finding.cells),
        "line": finding.span.line,
        "accepted": finding.accepted,
        "waivable": _may_be_accepted(opened.filing, finding),
        "stops": finding.stops,
        "seal": fingerprint(finding),
        "related": [
            {"line": each.span.line, "words": each.words, "file": each.file} for each in finding.related
        ],
        "mend": _mend(opened.document.source, finding.fix) if finding.fix else None,
    }


def _listed(opened: Opened, finding: Finding, at: Place) -> Json | None:
    """The cell of a table whose rows the office names itself, where a finding is in one."""
    if opened.form is None or at[0] not in ("section", "file") or finding.span == Span():
        return None
    return listed_place(opened.form, opened.document, opened.filing, finding)


def _short(finding: Finding) -> str:
    """One short line, as it stands beside a cell."""
    words = finding.message.split("；")[0].split("。")[0]
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def _may_be_accepted(filing: Filing | None, finding: Finding) -> bool:
    return filing is not None and not finding.accepted and acceptable(filing, finding)


def _mend(source: Source, fix: Fix) -> Json:
    starts = line_starts(source.text)
    changes = []
    for edit in fix.edits:
        start, end = place(starts, edit.span)
        changes.append({"old": source.text[start:end], "new": edit.text, "line": edit.span.line})
    return {"title": fix.title, "changes": changes}
