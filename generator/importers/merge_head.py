"""Fields of the head that are others in a report."""

from __future__ import annotations

from collections.abc import Iterator

from generator.common.characters import settled
from generator.filing.filing import Filing
from generator.findings.finding import Edit
from generator.form.header import Header
from generator.importers.merge_sides import Conflict, Merged, Sides
from generator.source.nodes import Scalar
from generator.source.yaml_text import quoted


def _key(name: str) -> str:
    """What a field of the head is called in a filing."""
    return Header.model_fields[name].alias or name


# Fields of the head that a report prints, and what tells one report from another.
DAY = _key("published")
FIELDS = (*(_key(name) for name in ("number", "index")), DAY)
ABSENT = "没有写"
SAME = (_key("authority"), _key("year"))


def other_report(old: Filing, new: Filing) -> str:
    """What says that a report is another one: its authority or year; nothing where nothing does."""
    for key in SAME:
        before, after = _field(old, key), _field(new, key)
        if before and after and settled(before) != settled(after):
            return f"报告的{key}是“{after}”，填报的是“{before}”"
    return ""


def _field(filing: Filing, key: str) -> str:
    """A field as it is written, whether or not the rest of the head can be read."""
    node = filing.document.root.entries.get(key)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _signed(filing: Filing) -> str:
    """The day that stands below the report, where it is another one than that of publication."""
    signature = filing.header.signature if filing.header else None
    return signature.signed.isoformat() if signature and signature.signed else ""


def head_edits(sides: Sides, result: Merged) -> Iterator[Edit]:
    """An edit for each field that the report alone has otherwise."""
    filing = sides.filing
    for key in FIELDS:
        before, ours, theirs = (_field(each, key) for each in (sides.base, filing, sides.report))
        if not theirs or theirs in (before, ours) or (key == DAY and _is_signed(sides, theirs)):
            continue
        if key == DAY and _signed(filing):
            result.unplaced.append(
                f"报告里的日期是 {theirs}；填报的{DAY}是 {ours}，成文日期是 {_signed(filing)}"
            )
        elif before != ours:
            wordings = (before or ABSENT, ours or ABSENT, theirs)
            result.conflicts.append(Conflict(key, key, wordings))
        elif ours:
            result.changes.append(f"{key}：{ours} → {theirs}")
            yield _exchanged(filing, key, theirs)
        else:
            result.unplaced.append(f"{key}：填报里没有写，报告里是“{theirs}”，请补上")


def _is_signed(sides: Sides, day: str) -> bool:
    """Whether a day is that below the report, as it was or is."""
    return day in (_signed(sides.base), _signed(sides.filing))


def _exchanged(filing: Filing, key: str, text: str) -> Edit:
    field = filing.document.root.entries[key]
    assert isinstance(field, Scalar)  # `_field` has looked
    return Edit(field.span, text if field.plain else quoted(text))
