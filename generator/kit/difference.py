"""The change of law between two forms: what was added, removed, renamed; which rules came and went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from generator.form.format import Block, Column, Format, FreeTable, Row, Section, Table
from generator.form.rule import Rule
from generator.kit import described

# Two labels in the same place that share this much of their characters are one thing renamed.
ALIKE = 0.7
FORM = ("name", "basis", "years", "title")
# Fields of what both forms have, by the names they are told under.
PART = {"note": "括注", "required": "必写", "align": "对齐", "keywords": "核对用的词"}
SECTION = {
    **PART,
    "before": "表前的话",
    "after": "表后的话",
    "letter": "呈报函",
    "page": "另起一页",
    "landscape": "横排",
    "annex": "印在最后",
    "one_text": "可以写成一篇",
}
WIDTHS = {"widths": "栏宽"}
TABLE = {**WIDTHS, "kind": "数的种类"}
FREE = {**WIDTHS, "parts": "分项", "total": "合计行"}
BLOCK = {
    "corner": "左上角",
    "stub": "行名的栏数",
    "head": "印列名",
    "across": "并排",
    "outline": "依次往下排",
    "unit": "单位栏",
    "no_unit": "无单位",
}


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
    declared = (*_head(old, new), *_declared(old, new))
    return [*declared, *_sections(old, new), *_overviews(old, new), *_rules(old, new)]


def _head(old: Format, new: Format) -> Iterator[Change]:
    names = {"name": "名称", "basis": "依据", "years": "适用年度", "title": "标题"}
    for field in FORM:
        before, after = (_said(getattr(form, field)) for form in (old, new))
        if before != after:
            yield Change(names[field], "", before, after)


def _declared(old: Format, new: Format) -> Iterator[Change]:
    """Fields of the head, parts of the year, kinds of cell: what only one form has, or has otherwise."""
    ours, theirs = ({field.key: described.field(field) for field in form.fields} for form in (old, new))
    yield from _shown("表头字段", ours, theirs)
    before, after = (described.periods(form.periods) if form.periods else "" for form in (old, new))
    if before != after:
        yield Change("各期", "", before, after)
    ours, theirs = ({name: described.kind(kind) for name, kind in form.kinds.items()} for form in (old, new))
    yield from _shown("种类", ours, theirs)


def _said(value: object) -> str:
    """A value as the table shows it; nothing for what is not there."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "／".join(map(str, value)) if isinstance(value, tuple) else str("" if value is None else value)


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
        yield from _worded(SECTION, key, before, after)
        yield from _parts(before, after)
        yield from _tables(key, before.table, after.table)
        yield from _free(key, before.free, after.free)


def _worded(fields: Mapping[str, str], where: str, old: object, new: object) -> Iterator[Change]:
    """What differs in the fields of two things that are both there."""
    for field, name in fields.items():
        before, after = (_said(getattr(item, field)) for item in (old, new))
        if before != after:
            yield Change(name, where, before, after)


def _title(section: Section | None) -> str:
    return (section.heading or section.key) if section else ""


def _parts(old: Section, new: Section) -> Iterator[Change]:
    ours = {part.key: part.heading or part.key for part in old.parts}
    theirs = {part.key: part.heading or part.key for part in new.parts}
    for key in dict.fromkeys([*ours, *theirs]):
        if ours.get(key) != theirs.get(key):
            yield Change("小节", new.key, ours.get(key, ""), theirs.get(key, ""))
    known = {part.key: part for part in old.parts}
    for part in new.parts:
        if part.key in known:
            yield from _worded(PART, f"{new.key}　{part.key}", known[part.key], part)


def _tables(section: str, old: Table | None, new: Table | None) -> Iterator[Change]:
    before, after = (table.blocks if table else () for table in (old, new))
    if old and new:
        yield from _worded(TABLE, section, old, new)
    for where, ours, theirs in _blocks(section, before, after):
        if ours and theirs:
            yield from _worded(BLOCK, where, ours, theirs)
        yield from _nodes("列", where, _columns(ours), _columns(theirs))
        yield from _nodes("行", where, ours.rows if ours else (), theirs.rows if theirs else ())


def _free(section: str, old: FreeTable | None, new: FreeTable | None) -> Iterator[Change]:
    """The columns of a table whose rows the office names itself, and its widths."""
    if old and new:
        yield from _worded(FREE, section, old, new)
    yield from _nodes("列", section, old.columns if old else (), new.columns if new else ())


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
            yield from _held(f"{where}　{after.label}", before, after)
            yield from _nodes(what, f"{where}　{after.label}", _below(before), _below(after))


def _held(where: str, old: Labelled, new: Labelled) -> Iterator[Change]:
    """What a row or a column that both have holds, and how it follows from others."""
    for name, words in (("种类", _kind), ("算法", described.worked_out)):
        assert isinstance(old, Column | Row)  # there is nothing else with a label
        assert isinstance(new, Column | Row)
        if words(old) != words(new):
            yield Change(name, where, words(old), words(new))


def _kind(entry: Column | Row) -> str:
    return entry.kind or ""


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


def _overviews(old: Format, new: Format) -> Iterator[Change]:
    """Figures and charts that came, went, or show something else."""
    yield from _worded({"title": "一览"}, "标题", old.overview, new.overview)
    yield from _shown("主要数字", _figures(old), _figures(new))
    yield from _shown("图", _charts(old), _charts(new))


def _figures(form: Format) -> dict[str, str]:
    return {figure.label: f"{figure.value}（{figure.unit}）" for figure in form.overview.figures}


def _charts(form: Format) -> dict[str, str]:
    """Each chart by its title, as what it is drawn from."""
    charts: dict[str, str] = {}
    for chart in form.overview.charts:
        parts = [(stack.label, part) for stack in chart.stacks for part in stack.parts]
        drawn = [f"{label}　{part.label} {part.value}" for label, part in parts]
        drawn += [f"{item.label} {item.value}" for item in chart.items]
        charts[chart.title] = f"{chart.kind}（{chart.unit}）：{'；'.join(drawn)}"
    return charts


def _shown(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield Change(what, name, old.get(name, ""), new.get(name, ""))


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
