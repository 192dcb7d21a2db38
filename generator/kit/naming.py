"""Whether everything a rule, a carry or a predecessor names is there.

Keys mean the same in every kind of rule that does not declare otherwise (``sorts`` of its options):
``table`` is a section with a table; ``rows`` are rows, or groups of rows, of that table, or with their
section where there is no ``table``; ``left``, ``right``, ``now``, ``before``, ``plus`` and ``minus`` are
columns of these rows, or rows where no ``rows`` are named;
``cells`` are numbers with their section, or rows and groups with a ``column``; ``texts`` are narratives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from generator.common.did_you_mean import nearest
from generator.filing.narrative.expression import Mistake
from generator.filing.narrative.filters import Unwritable
from generator.filing.narrative.placeholders import Hidden, Placeholder, Unknown, resolve
from generator.form.authorities import authorities
from generator.form.correspondence import numbers
from generator.form.format import Format, leaf_columns
from generator.form.header import NAMES
from generator.form.library import Library
from generator.form.lineage import Predecessor
from generator.form.overview_plan import Measure
from generator.form.rule import Rule
from generator.kit.problem import Draft, Location, Problem
from generator.kit.specimen import specimen
from generator.rules.kinds import kind_module
from generator.rules.text.patterns import pattern

TERMS = ("left", "right", "now", "before", "plus", "minus")
SORTS = {
    "table": "table",
    "tables": "table",
    "rows": "row",
    "columns": "column",
    "cells": "cell",
    "or_cells": "cell",
    "texts": "text",
    "patterns": "pattern",
    "forbids": "pattern",
    "any": "pattern",
    "unless": "pattern",
}
# How the names of each sort are missed.
WORDS = {
    "table": "没有“{}”这张表",
    "text": "没有“{}”这一部分文字",
    "kind": "kinds 里没有“{}”这一种数",
    "column": "没有“{}”这一列",
}


def unknown(form: Format, rule: Rule) -> Iterator[str]:
    """What is wrong with the names in one rule, in words."""
    yield from (said for _, said in _Names(form, kind_module(rule.kind).Options.sorts).unknown(rule.options))


def of_rules(draft: Draft, form: Format, rules: Sequence[Rule]) -> Iterator[Problem]:
    """Names in the rules that lead nowhere in the form, with the nearest that would."""
    for number, rule in enumerate(rules):
        place: Location = ("rules", number)
        for where, problem in _Names(form, kind_module(rule.kind).Options.sorts).unknown(rule.options):
            yield draft.at((*place, *where), f"{rule.code}：{problem}")
        for where, key, values in _head_named(rule):
            yield from _of_head(draft, (*place, *where), rule.code, key, values)
        for where, problem in _spared(rule):
            yield draft.at((*place, *where), f"{rule.code}：{problem}")


def _head_named(rule: Rule) -> Iterator[tuple[Location, str, tuple[str, ...]]]:
    """Fields of the head that a rule names, where, and their values."""
    for key, values in rule.when.items():
        yield ("when", key), key, values
    if "field" in rule.options:
        yield ("field",), str(rule.options["field"]), ()
    spared = rule.options.get("spared")
    for key in spared if isinstance(spared, dict) else ():
        yield ("spared", str(key)), str(key), ()
    allowed = rule.options.get("allowed")
    for key, values in allowed.items() if isinstance(allowed, dict) else ():
        yield ("allowed", str(key)), str(key), tuple(map(str, values))


def _of_head(
    draft: Draft, place: Location, code: str, key: str, values: tuple[str, ...]
) -> Iterator[Problem]:
    if key not in NAMES:
        yield draft.at(place, f"{code}：表头没有“{key}”{nearest(key, NAMES)}")
        return
    allowed = authorities().names(NAMES[key])
    for value in values if allowed else ():
        if value and value not in allowed:
            yield draft.at(place, f"{code}：“{key}”没有“{value}”这个值{nearest(value, allowed)}")


Found = Iterator[tuple[Location, str]]


def _spared(rule: Rule) -> Found:
    """Patterns for the head that are broken."""
    spared = rule.options.get("spared")
    for key, patterns in spared.items() if isinstance(spared, dict) else ():
        for number, text in enumerate(patterns):
            if said := _broken_pattern(str(text)):
                yield ("spared", str(key), number), said


class _Names:
    """Looks through the keys of one rule."""

    def __init__(self, form: Format, sorts: Mapping[str, str]) -> None:
        self.form = form
        self.sorts = {**SORTS, **sorts}

    def unknown(self, options: Mapping[str, Any], table: str = "") -> Found:
        """Places below the rule and what is wrong there."""
        table = str(options.get("table", table))
        scope = _Scope(table, tuple(options.get("rows", ())), str(options.get("column", "")))
        for key, value in options.items():
            for place, one in _each(key, value):
                if isinstance(one, dict):
                    yield from (((*place, *where), said) for where, said in self.unknown(one, table))
                elif said := self._said(key, str(one), scope):
                    yield place, said

    def _said(self, key: str, name: str, scope: _Scope) -> str:
        """What is wrong with one name, or nothing."""
        sort = _sort(key, bool(scope.rows), self.sorts)
        if sort in WORDS:
            known = {
                "table": self._tables(),
                "text": self._texts(),
                "kind": self.form.kinds,
                "column": self._columns(scope.table),
            }
            return _among(name, known[sort], WORDS[sort])
        if sort == "row":
            return self.row(name, scope.table)
        if sort == "cell":
            return self._cell(name, scope.column)
        return _broken_pattern(name) if sort == "pattern" else ""

    def _tables(self) -> list[str]:
        return [one.key for one in self.form.sections if one.table or one.free]

    def _texts(self) -> set[str]:
        return {*self.form.narratives, *(one.key for one in self.form.sections if one.parts)}

    def _columns(self, table: str) -> list[str]:
        blocks = self.form.tables[table].blocks if table in self.form.tables else ()
        return [str(one.key) for block in blocks for one in leaf_columns(block.columns) if one.key]

    def row(self, name: str, table: str) -> str:
        """What is wrong with the name of a row or of a group of rows, or nothing."""
        section, _, rest = name.partition(".") if not table else (table, "", name)
        if section in self.form.tables and self.form.leaf_rows(section, rest):
            return ""
        names = [path.partition(".")[2] if table else path for path in self.form.rows]
        return f"没有“{name}”这一行{nearest(name, names)}"

    def _cell(self, name: str, column: str) -> str:
        section, _, rest = name.partition(".")
        rows = self.form.leaf_rows(section, rest) if section in self.form.tables and rest else ()
        ending = f".{column}" if column else ""
        if name in self.form.addresses or (rows and all(row + ending in self.form.addresses for row in rows)):
            return ""
        return f"没有“{name}{ending}”这一格{nearest(name, self.form.addresses)}"


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the keys beside a name say of it."""

    table: str
    rows: tuple[str, ...]
    column: str


def _each(key: str, value: Any) -> Iterator[tuple[Location, Any]]:
    """A value, or every item of a list of values, with its place."""
    if isinstance(value, list):
        yield from (((key, number), one) for number, one in enumerate(value))
    else:
        yield (key,), value


def _sort(key: str, has_rows: bool, sorts: Mapping[str, str]) -> str:
    """What sort of thing the values of a key name; nothing for a key that names none."""
    if key in TERMS:
        return "column" if has_rows else "row"
    return sorts.get(key, "")


def _among(name: str, known: Iterable[str], words: str) -> str:
    names = list(known)
    return "" if name in names else words.format(name) + nearest(name, names)


def _broken_pattern(text: str) -> str:
    try:
        pattern(text)
    except regex.error as error:
        place = getattr(error, "pos", None) or 0  # the library's types do not know of it
        return f"正则表达式“{text}”写错了，在第 {place + 1} 个字附近"
    return ""


def of_lineage(draft: Draft, form: Format, library: Library) -> Iterator[Problem]:
    """Carries and predecessors that name what is not there."""
    names = _Names(form, {})
    for number, one in enumerate(form.carries):
        for key, name in (("after", one.after), ("to", one.to)):
            if said := names.row(name, ""):
                yield draft.at(("carries", number, key), said)
    for number, known in enumerate(form.predecessors):
        place: Location = ("predecessors", number)
        if known.version == form.version:
            yield draft.at((*place, "version"), "这里写更早的版本，不写本版")
        elif known.version in library.versions():
            yield from _of_predecessor(draft, place, (form, library.find(known.version)), known)
        else:
            yield draft.at((*place, "version"), f"没有“{known.version}”这一版格式")


def _of_predecessor(
    draft: Draft, place: Location, forms: tuple[Format, Format], known: Predecessor
) -> Iterator[Problem]:
    form, earlier = forms
    for number, name in enumerate(known.same):
        for one in forms:
            if name not in one.tables:
                yield draft.at((*place, "same", number), f"{one.version} 版没有“{name}”这张表")
    for number, pair in enumerate(known.pairs):
        for key, name, one in (("here", pair.here, form), ("there", pair.there, earlier)):
            if not numbers(one, name):
                said = f"{one.version} 版没有“{name}”这个数、行或组{nearest(name, one.rows)}"
                yield draft.at((*place, "pairs", number, key), said)


def of_overview(draft: Draft, form: Format) -> Iterator[Problem]:
    """Figures and charts that rest on what the form does not have, or are not of the grammar."""
    blank = specimen(form)
    for place, measure in _measures(form):
        try:
            resolve(blank, Placeholder(0, 0, measure.value))
        except Unknown as unknown:
            said = (
                f"“{measure.label}”引用的“{unknown.path.name}”不存在{nearest(unknown.word, unknown.choices)}"
            )
            yield draft.at(place, said)
        except Mistake as mistake:
            yield draft.at(place, f"“{measure.label}”的写法有误：{mistake.problem}")
        except (Hidden, Unwritable):
            continue  # the form is blank; nothing more can be known


def _measures(form: Format) -> Iterator[tuple[Location, Measure]]:
    """Every figure of the overview with the place of its value."""
    plan = form.overview
    for number, one in enumerate(plan.figures):
        yield ("overview", "figures", number, "value"), one
    for number, chart in enumerate(plan.charts):
        place: Location = ("overview", "charts", number)
        for at, one in enumerate(chart.items):
            yield (*place, "items", at, "value"), one
        for at, stack in enumerate(chart.stacks):
            for part, one in enumerate(stack.parts):
                yield (*place, "stacks", at, "parts", part, "value"), one
