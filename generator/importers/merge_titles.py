"""What is printed about the text and is another in a report: the title, attachments, who signs when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass

from generator.filing.filing import Filing
from generator.filing.own_columns import in_words
from generator.findings.finding import Edit
from generator.form.day import official
from generator.form.header import Header
from generator.form.signature import Signature
from generator.importers.merge_sides import Conflict, Merged, Sides
from generator.importers.said import Said, squeezed
from generator.report.prose import filled_in
from generator.source.nodes import Mapping, Node, Scalar

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SIGNATURE, AUTHORITY, DAY = (
    Header.model_fields[name].alias or "" for name in ("signature", "authority", "published")
)
SIGNER, SIGNED = (Signature.model_fields[name].alias or "" for name in ("authority", "signed"))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: what it prints, how it is written, and where."""

    printed: str
    text: str
    scalar: Scalar | None


def title_edits(sides: Sides, said: Said, result: Merged) -> Iterator[Edit]:
    """An edit for each line that the report alone has otherwise.

    A line more or less is no line that was changed: it is told where all that stands about a text is looked
    for."""
    if said.is_book or not said.words:
        return
    base, ours, theirs = (_lines(each) for each in (sides.base, sides.filing, sides.report))
    for key, lines in ours.items():
        before, after = base.get(key, ()), _like(base.get(key, ()), theirs.get(key, ()))
        if len(before) == len(lines) == len(after):
            for number, (old, now, new) in enumerate(zip(before, lines, after, strict=True), start=1):
                if _is_changed(old, new, said, known=sides.is_known):
                    yield from _line(_name(key, number, len(lines)), old, now, new, result)


def _is_changed(before: _Line, theirs: _Line, said: Said, *, known: bool) -> bool:
    """Whether a line is another one in the report.  Where nobody knows what was printed, what is still there
    as it was, and not only within a longer one, was not changed."""
    old, new = squeezed(before.printed), squeezed(theirs.printed)
    return old != new and said.has(new) and (known or not said.has(old) or old in new)


def _line(name: str, before: _Line, ours: _Line, theirs: _Line, result: Merged) -> Iterator[Edit]:
    """An edit for one line that was changed in the report."""
    printed = (before.printed, ours.printed, theirs.printed)
    old, now, new = map(squeezed, printed)
    if new == now:
        return
    if old != now:
        result.conflicts.append(Conflict(name, name, printed))
    elif ours.scalar:
        result.changes.append(f"{name}：{ours.printed} → {theirs.printed}")
        yield Edit(ours.scalar.span, _written(ours.scalar, theirs.text))


def _written(old: Scalar, new: str) -> str:
    """The new line, in quotes where it needs them; a day as the old one is written."""
    return new if old.plain and ISO.fullmatch(new) else in_words(new)


def _lines(filing: Filing) -> dict[str, Sequence[_Line]]:
    """The lines by what they belong to: those of the head, and who signs and when."""
    found: dict[str, Sequence[_Line]] = {
        key: [_Line(filled_in(filing, text.scalar.text), text.scalar.text, text.scalar) for text in texts]
        for key, texts in filing.lines.items()
    }
    return found | dict(_signed(filing.document.root.entries))


def _signed(entries: Map[str, Node]) -> Iterator[tuple[str, Sequence[_Line]]]:
    """Who signs and when: what is not written there is the authority and the day of publication."""
    if SIGNATURE not in entries:
        return
    node = entries[SIGNATURE]
    inside = node.entries if isinstance(node, Mapping) else {}
    for key, usual in ((SIGNER, AUTHORITY), (SIGNED, DAY)):
        own, other = inside.get(key), entries.get(usual)
        written = own if isinstance(own, Scalar) else other
        if isinstance(written, Scalar) and written.text.strip():
            text = written.text.strip()
            yield (
                f"{SIGNATURE}.{key}",
                [_Line(_printed(text), text, own if isinstance(own, Scalar) else None)],
            )


def signing_day(filing: Filing) -> str:
    """The day that stands below a report, as it is written; nothing where none does."""
    lines = dict(_signed(filing.document.root.entries)).get(f"{SIGNATURE}.{SIGNED}", ())
    return lines[0].text if lines else ""


def _printed(text: str) -> str:
    """A day as it is printed; else the text itself."""
    return official(datetime.date.fromisoformat(text)) if ISO.fullmatch(text) else text


def _like(lines: Sequence[_Line], after: Sequence[_Line]) -> Sequence[_Line]:
    """Lines that were read as one, apart again where all but one of them are as they were."""
    if len(after) != 1 or len(lines) < 2:
        return after
    whole = after[0].printed
    for number, line in enumerate(lines):
        start = "".join(each.printed for each in lines[:number])
        end = "".join(each.printed for each in lines[number + 1 :])
        changed = whole[len(start) : len(whole) - len(end)]
        if changed and whole == start + changed + end:
            written = after[0].text.removeprefix(start).removesuffix(end)
            return [*lines[:number], _Line(changed, written, line.scalar), *lines[number + 1 :]]
    return after


def _name(key: str, number: int, count: int) -> str:
    return key if count == 1 else f"{key}第{number}项"
