"""Fields of the head that are others in a report."""

from __future__ import annotations

from collections.abc import Iterator

from generator.common.characters import settled
from generator.filing.filing import Filing
from generator.findings.finding import Edit
from generator.form.header import PUBLIC_KEYS, Header
from generator.importers.merge_sides import Conflict, Merged, Sides
from generator.importers.merge_titles import signing_day
from generator.importers.said import Said
from generator.rules.text.printed_page import page
from generator.source.nodes import Mapping, Scalar, Sequence
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


def head_edits(sides: Sides, said: Said, result: Merged) -> Iterator[Edit]:
    """An edit for each field that the report alone has otherwise."""
    base, ours, theirs = (_fields(each) for each in (sides.base, sides.filing, sides.report))
    for key in dict.fromkeys((*FIELDS, *base, *ours, *theirs)):
        if key not in SAME and (key in FIELDS or said.is_book or _is_printed_otherwise(sides, said, key)):
            wordings = (_written(base, key), _written(ours, key), _written(theirs, key))
            if key != DAY or not _is_signed(sides, wordings[2]):
                yield from _field_edit(sides, said, key, wordings, result)
    if said.is_book:
        result.unplaced += _other_lines(sides)


def _field_edit(
    sides: Sides, said: Said, key: str, wordings: tuple[str, str, str], result: Merged
) -> Iterator[Edit]:
    before, ours, theirs = wordings
    if theirs in (before, ours):
        return
    if not theirs:
        if said.is_book and ours:
            result.unplaced.append(f"{key}：工作簿里没有写，填报里是“{ours}”，没有动")
    elif key == DAY and _signed(sides.filing):
        result.unplaced.append(
            f"报告里的日期是 {theirs}；填报的{DAY}是 {ours}，成文日期是 {_signed(sides.filing)}"
        )
    elif before != ours:
        result.conflicts.append(Conflict(key, key, (before or ABSENT, ours or ABSENT, theirs)))
    elif ours:
        result.changes.append(f"{key}：{ours} → {theirs}")
        field = _fields(sides.filing)[key]
        plain = field.plain and not theirs.isdecimal()
        yield Edit(field.span, theirs if plain else quoted(theirs))
    else:
        result.unplaced.append(f"{key}：填报里没有写，报告里是“{theirs}”，请补上")


def _is_signed(sides: Sides, day: str) -> bool:
    """Whether a day is that below the report, as it was, is, or was changed to: a report that is signed on
    another day than it is published shows the former alone."""
    changed = _signed(sides.base) and _signed(sides.filing) and day == signing_day(sides.report)
    return bool(day) and (bool(changed) or day in (_signed(sides.base), _signed(sides.filing)))


def _fields(filing: Filing) -> dict[str, Scalar]:
    """The fields that are for others, those of a group under both names."""
    public = {key for key in filing.format.head_keys if key in PUBLIC_KEYS} | set(filing.own)
    found: dict[str, Scalar] = {}
    for key, node in filing.document.root.entries.items():
        inside = node.entries.items() if isinstance(node, Mapping) else ()
        for name, each in ((key, node), *((f"{key}.{name}", below) for name, below in inside)):
            if key in public and isinstance(each, Scalar):
                found[name] = each
    return found


def _written(fields: dict[str, Scalar], key: str) -> str:
    return fields[key].text.strip() if key in fields else ""


def _is_printed_otherwise(sides: Sides, said: Said, key: str) -> bool:
    """Whether a sentence printed a field of a group, as how to reach the office, and the report has another
    there."""
    before = _written(_fields(sides.base), key)
    if "." not in key or not before or said.has(before):
        return False
    texts = (page(sides.base, text).words for text in sides.base.texts.values())
    return any(before in words for words in texts)


def _other_lines(sides: Sides) -> Iterator[str]:
    """Fields of several lines that a workbook has otherwise."""
    before, ours, theirs = (_lines(each) for each in (sides.base, sides.filing, sides.report))
    for key, lines in theirs.items():
        if lines not in (before.get(key), ours.get(key)):
            yield f"{key}：工作簿里是“{'；'.join(lines)}”，填报里是“{'；'.join(ours.get(key, ()))}”，请自己改"


def _lines(filing: Filing) -> dict[str, tuple[str, ...]]:
    return {
        key: tuple(item.text.strip() for item in node.items if isinstance(item, Scalar))
        for key, node in filing.document.root.entries.items()
        if key in PUBLIC_KEYS and isinstance(node, Sequence)
    }
