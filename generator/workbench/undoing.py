"""A step back or forth in a filing: exactly where the text is as the step left it, else place by place."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form.format import Format
from generator.source.nodes import Document
from generator.workbench.changes import Change, Conflict, Read, changed, sorted_out
from generator.workbench.journal import Hunk, Journal, Step, groups
from generator.workbench.problem import Problem

NOTHING_BACK, NOTHING_FORTH = "没有可以撤销的了", "没有可以重做的了"
OTHERWISE = "这一步改过的地方后来又变了，没有动；请直接在那里改"
AROUND = 60


def next_steps(journal: Journal, *, back: bool) -> list[Step]:
    """The steps that go together and are next to be undone, the last first, or to be made again, in order.
    Raises Problem where there are none."""
    done, undone = journal.stacks
    if back:
        if not done:
            raise Problem(NOTHING_BACK, 409)
        return groups(done)[-1][::-1]
    if not undone:
        raise Problem(NOTHING_FORTH, 409)
    return groups(undone[::-1])[0]


def stepped(
    form: Format | None, document: Document, seen: str, steps: Sequence[Step], read: Read, *, back: bool
) -> tuple[Document, list[Conflict]]:
    """The document after these steps back or forth, and what stands in the way."""
    for step in steps:
        hunk = step.hunk.back if back else step.hunk
        exact = _exactly(document.source.text, hunk)
        if exact is not None and seen == (step.after if back else step.before):
            document = read(exact)
            seen = step.before if back else step.after
            continue
        document, conflicts = _otherwise(form, document, step, read, back=back)
        if conflicts:
            return document, conflicts
        seen = ""
    return document, []


def _exactly(text: str, hunk: Hunk) -> str | None:
    end = hunk.at + len(hunk.old)
    return text[: hunk.at] + hunk.new + text[end:] if text[hunk.at : end] == hunk.old else None


def _otherwise(
    form: Format | None, document: Document, step: Step, read: Read, *, back: bool
) -> tuple[Document, list[Conflict]]:
    """The step in a text that has changed elsewhere: by its places, or where its words stand just once."""
    if step.changes and form is not None:
        pairs = [(each["to"], each["was"]) if back else (each["was"], each["to"]) for each in step.changes]
        wanted = [
            Change(each["kind"], each["at"], was, to)
            for each, (was, to) in zip(step.changes, pairs, strict=True)
        ]
        free, conflicts = sorted_out(form, document, wanted, as_seen=False)
        return (document if conflicts else changed(form, document, free, read)), conflicts
    hunk = step.hunk.back if back else step.hunk
    if hunk.old and document.source.text.count(hunk.old) == 1:
        return read(document.source.text.replace(hunk.old, hunk.new)), []
    raise Problem(OTHERWISE, 409)
