"""The change of law between two forms: what was added, removed, renamed; which rules came and went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from generator.form.format import Block, Column, Format, Section, Table
from generator.form.rule import Rule

# Two labels in the same place that share this much of their characters are one thing renamed.
ALIKE = 0.7
FORM = ("name", "basis", "years", "title")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind of thing and where, and how it reads before and after (empty: not there)."""

    what: str
    where: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """Added, removed or changed."""
        return "新增" if not self.before else "取消" if not self.after else "改为"


class Labelled(Protocol):
    """What has a key and a label: a row or a column."""

    @property
    def key(self) -> str | None:
        """Its short name."""

    @property
    def label(self) -> str:
        """What is printed."""


def compare(old: Format, new: Format) -> list[Change]:
    """Every change from the old form to the new one, in the order of print."""
    return [*_head(old, new), *_sections(old, new), *_rules(old, new)]


def _head(old: Format, new: Format) -> Iterator[Change]:
    names = {"name": "名称", "basis": "依据", "years": "适用年度", "title": "标题"}
    for field in FORM:
        before, after = (_said(getattr(one, field)) for one in (old, new))
        if before != after:
            yield Change(names[field], "", before, after)


def _said(value: object) -> str:
    return "／".join(value) if isinstance(value, tuple) else str(value)


def _sections(old: Format, new: Format) -> Iterator[Change]:
    ours = {one.key: one for one in old.sections}
    theirs = {one.key: one for one in new.sections}
    for key in dict.fromkeys([*ours, *theirs]):
        before, after = ours.get(key), theirs.get(key)
        if before is None or after is None:
            yield Change("章节", key, _title(before), _title(after))
            continue
        if _title(before) != _title(after):
            yield Change("章节", key, _title(before), _title(after))
        if before.note != after.note:
            yield Change("括注", key, before.note, after.note)
        yield from _parts(before, after)
        yield from _tables(key, before.table, after.table)


def _title(section: Section | None) -> str:
    return (section.heading or section.key) if section else ""


def _parts(old: Section, new: Section) -> Iterator[Change]:
    ours = {one.key: one.heading or one.key for one in old.parts}
    theirs = {one.key: one.heading or one.key for one in new.parts}
    for key in dict.fromkeys([*ours, *theirs]):
        if ours.get(key) != theirs.get(key):
            yield Change("小节", new.key, ours.get(key, ""), theirs.get(key, ""))


def _tables(section: str, old: Table | None, new: Table | None) -> Iterator[Change]:
    before, after = (one.blocks if one else () for one in (old, new))
    for where, ours, theirs in _blocks(section, before, after):
        yield from _nodes("列", where, _columns(ours), _columns(theirs))
        yield from _nodes("行", where, ours.rows if ours else (), theirs.rows if theirs else ())


def _blocks(
    section: str, old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[str, Block | None, Block | None]]:
    """Blocks of one label belong together; those without are taken in their order."""
    ours = {one.label or str(number): one for number, one in enumerate(old)}
    theirs = {one.label or str(number): one for number, one in enumerate(new)}
    for label in dict.fromkeys([*ours, *theirs]):
        where = section if label.isdigit() else f"{section}　{label}"
        yield where, ours.get(label), theirs.get(label)


def _columns(block: Block | None) -> Sequence[Column]:
    return block.columns if block else ()


def _nodes(what: str, where: str, old: Sequence[Labelled], new: Sequence[Labelled]) -> Iterator[Change]:
    """Rows or columns beside one another, then what stands below those that are in both."""
    for before, after in _matched(old, new):
        if before is None or after is None or before.label != after.label:
            yield Change(what, where, before.label if before else "", after.label if after else "")
        below = [_below(one) for one in (before, after)]
        if any(below) and before and after:
            yield from _nodes(what, f"{where}　{after.label}", *below)


def _below(one: Labelled | None) -> Sequence[Labelled]:
    return (*getattr(one, "rows", ()), *getattr(one, "columns", ()))


def _matched(
    old: Sequence[Labelled], new: Sequence[Labelled]
) -> Iterator[tuple[Labelled | None, Labelled | None]]:
    """Pairs of the same key or label, then of those left the ones that are alike, in the old order."""
    rest = list(new)
    pairs: list[tuple[Labelled, Labelled | None]] = []
    for one in old:
        same = next((other for other in rest if _same(one, other)), None)
        if same is not None:
            rest.remove(same)
        pairs.append((one, same))
    for before, found in pairs:
        after = found or next((other for other in rest if _alike(before.label, other.label)), None)
        if found is None and after is not None:
            rest.remove(after)
        yield before, after
    yield from ((None, one) for one in rest)


def _same(one: Labelled, other: Labelled) -> bool:
    return one.label == other.label or (one.key is not None and one.key == other.key)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _rules(old: Format, new: Format) -> Iterator[Change]:
    ours, theirs = ({one.code: one for one in form.rules} for form in (old, new))
    for code in sorted(ours.keys() | theirs.keys()):
        before, after = ours.get(code), theirs.get(code)
        if before is None or after is None or _demand(before) != _demand(after):
            yield Change("规则", code, before.message if before else "", _now(before, after))


def _demand(rule: Rule) -> tuple[object, ...]:
    """What a rule demands, whatever it is based on."""
    return rule.kind, rule.level, rule.message, rule.when, rule.stops, rule.options


def _now(before: Rule | None, after: Rule | None) -> str:
    if after is None:
        return ""
    same = before is not None and before.message == after.message
    return f"{after.message}（核对的范围变了）" if same else after.message
