"""The change of law between two forms: what was added, removed, renamed; which rules came and went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
        before, after = (_said(getattr(form, field)) for form in (old, new))
        if before != after:
            yield Change(names[field], "", before, after)


def _said(value: object) -> str:
    return "／".join(value) if isinstance(value, tuple) else str(value)


def _sections(old: Format, new: Format) -> Iterator[Change]:
    ours = {section.key: section for section in old.sections}
    theirs = {section.key: section for section in new.sections}
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
    ours = {part.key: part.heading or part.key for part in old.parts}
    theirs = {part.key: part.heading or part.key for part in new.parts}
    for key in dict.fromkeys([*ours, *theirs]):
        if ours.get(key) != theirs.get(key):
            yield Change("小节", new.key, ours.get(key, ""), theirs.get(key, ""))


def _tables(section: str, old: Table | None, new: Table | None) -> Iterator[Change]:
    before, after = (table.blocks if table else () for table in (old, new))
    for where, ours, theirs in _blocks(section, before, after):
        yield from _nodes("列", where, _columns(ours), _columns(theirs))
        yield from _nodes("行", where, ours.rows if ours else (), theirs.rows if theirs else ())


def _blocks(
    section: str, old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[str, Block | None, Block | None]]:
    """Blocks of one label belong together; those without are taken in their order."""
    ours = {block.label or str(number): block for number, block in enumerate(old)}
    theirs = {block.label or str(number): block for number, block in enumerate(new)}
    for label in dict.fromkeys([*ours, *theirs]):
        where = section if label.isdigit() else f"{section}　{label}"
        yield where, ours.get(label), theirs.get(label)


def _columns(block: Block | None) -> Sequence[Column]:
    return block.columns if block else ()


def _nodes(what: str, where: str, old: Sequence[Labelled], new: Sequence[Labelled]) -> Iterator[Change]:
    """Rows or columns beside one another, then what stands below those that are in both."""
    for before, after in _matched(old, new):
        if _label(before) != _label(after):
            yield Change(what, where, _label(before) or "", _label(after) or "")
        if before and after:
            yield from _nodes(what, f"{where}　{after.label}", _below(before), _below(after))


def _label(node: Labelled | None) -> str | None:
    return node.label if node else None


def _below(node: Labelled) -> Sequence[Labelled]:
    return (*getattr(node, "rows", ()), *getattr(node, "columns", ()))


def _matched(
    old: Sequence[Labelled], new: Sequence[Labelled]
) -> Iterator[tuple[Labelled | None, Labelled | None]]:
    """Pairs of the same key or label, then of those left the ones that are alike, in the old order."""
    rest = list(new)
    pairs = [(before, _taken(rest, before, _same)) for before in old]
    for before, found in pairs:
        yield before, found or _taken(rest, before, _alike)
    yield from ((None, added) for added in rest)


def _taken(
    rest: list[Labelled], before: Labelled, matches: Callable[[Labelled, Labelled], bool]
) -> Labelled | None:
    """The first of the rest that matches, which is then no longer among them."""
    found = next((after for after in rest if matches(before, after)), None)
    if found is not None:
        rest.remove(found)
    return found


def _same(before: Labelled, after: Labelled) -> bool:
    return before.label == after.label or (before.key is not None and before.key == after.key)


def _alike(before: Labelled, after: Labelled) -> bool:
    return SequenceMatcher(None, before.label, after.label, autojunk=False).ratio() >= ALIKE


def _rules(old: Format, new: Format) -> Iterator[Change]:
    ours, theirs = ({rule.code: rule for rule in form.rules} for form in (old, new))
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
