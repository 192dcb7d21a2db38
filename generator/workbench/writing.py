"""The calls that change a filing: places, steps back and forth, mends, waivers, placeholders."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.batch.bound import bind
from generator.rules.text.numbers.bound_texts import BoundText, bound_texts
from generator.source.edits import edited
from generator.source.nodes import Document
from generator.workbench.bench import Bench, Json, window, word
from generator.workbench.changes import FREE, OWN, TEXT, Change, Conflict, changed, sorted_out
from generator.workbench.findings_shown import finding_of
from generator.workbench.journal import REDO, UNDO
from generator.workbench.opened import Opened
from generator.workbench.problem import Problem
from generator.workbench.saving import Note, goes_on
from generator.workbench.undoing import next_steps, stepped
from generator.workbench.waiving import waived

MOST = 5000
STALE = "这条问题刚刚变了，请看一眼再改"
NO_MEND = "这条问题没有可以代改的"

Made = tuple[Document, list[Conflict], Note]


def write(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """Put what was typed into the file; what others changed meanwhile stays."""
    changes = _changes(arguments)
    by, seen = window(arguments), word(arguments, "seen", "")

    def make(opened: Opened) -> Made:
        form = opened.known_form
        free, conflicts = sorted_out(form, opened.document, changes, as_seen=seen == opened.seen)
        document = changed(form, opened.document, free, bench.reading(opened)) if free else opened.document
        joins = goes_on(bench.saver.journal(opened), by, {change.place for change in free})
        return document, conflicts, Note("write", by, joins, tuple(map(_noted, free)))

    return bench.change(word(arguments, "file"), by, make)


def _changes(arguments: Mapping[str, Any]) -> list[Change]:
    given = arguments.get("changes")
    if not isinstance(given, list) or len(given) > MOST:
        raise Problem("请求不完整：缺少 changes")
    changes = [_change(each) for each in given if isinstance(each, dict)]
    if len(changes) < len(given) or len({change.place for change in changes}) < len(changes):
        raise Problem("请求不完整：changes 里有重复的或者不完整的")
    return changes


def _change(given: Mapping[str, Any]) -> Change:
    kind, at, was, to = (word(given, name) for name in ("kind", "at", "was", "to"))
    return Change(kind, at, _settled_json(was) if kind in (FREE, OWN) else was, to)


def _settled_json(text: str) -> str:
    """The rows of a table as we write them in JSON, however a page does."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True)
    except ValueError:
        return text


def _noted(change: Change) -> dict[str, str]:
    return {"kind": change.kind, "at": change.at, "was": change.was, "to": change.to}


def undo(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """One step back."""
    return _step(bench, arguments, back=True)


def redo(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """One step forth again."""
    return _step(bench, arguments, back=False)


def _step(bench: Bench, arguments: Mapping[str, Any], *, back: bool) -> Json:
    """One step: all that goes together, in one go."""
    by = window(arguments)

    def make(opened: Opened) -> Made:
        steps = next_steps(bench.saver.journal(opened), back=back)
        document, conflicts = stepped(
            opened.form, opened.document, opened.seen, steps, bench.reading(opened), back=back
        )
        note = Note(UNDO if back else REDO, by, count=len(steps))
        return (opened.document if conflicts else document), conflicts, note

    return bench.change(word(arguments, "file"), by, make)


def mend(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """Make the mend of a finding."""
    by, seen, key = window(arguments), word(arguments, "seen"), word(arguments, "id")

    def make(opened: Opened) -> Made:
        finding = finding_of(opened, key)
        if finding is None or opened.seen != seen:
            raise Problem(STALE, 409)
        if finding.fix is None:
            raise Problem(NO_MEND)
        text = edited(opened.document.source.text, finding.fix.edits)
        return bench.reading(opened)(text), [], Note("mend", by)

    return bench.change(word(arguments, "file"), by, make)


def waive(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """Accept a finding with a reason, or take that back."""
    by, seen, key = window(arguments), word(arguments, "seen"), word(arguments, "id")
    reason = word(arguments, "reason").strip()

    def make(opened: Opened) -> Made:
        finding = finding_of(opened, key)
        if finding is None or opened.seen != seen:
            raise Problem(STALE, 409)
        edits = waived(opened.known_form, opened.document, bench.filing(opened), finding, reason)
        text = edited(opened.document.source.text, edits)
        return bench.reading(opened)(text), [], Note("waive", by)

    return bench.change(word(arguments, "file"), by, make)


def bind_numbers(bench: Bench, arguments: Mapping[str, Any]) -> Json:
    """Write placeholders where numbers of a text, or of all texts, stand in the tables."""
    by, path = window(arguments), word(arguments, "path", "")

    def make(opened: Opened) -> Made:
        if not path:
            bound = bind(opened.examined, bench.desk(opened))
            if bound.problem:
                raise Problem(bound.problem, 409)
            return bench.reading(opened)(bound.after), [], Note("bind", by)
        text = next((each for each in bound_texts(bench.filing(opened)) if each.path == path), None)
        if text is None or not text.replacements:
            return opened.document, [], Note("bind", by)
        written = bench.filing(opened).texts[path].scalar.text
        change = Change(TEXT, path, written.strip("\n"), _with_placeholders(text, written))
        document = changed(opened.known_form, opened.document, [change], bench.reading(opened))
        return document, [], Note("bind", by, changes=(_noted(change),))

    return bench.change(word(arguments, "file"), by, make)


def _with_placeholders(text: BoundText, words: str) -> str:
    for made in sorted(text.replacements, key=lambda each: each.start, reverse=True):
        words = words[: made.start] + made.text + words[made.end :]
    return words
