"""Whether everything that a rule names is there in the form.

Keys mean the same in every kind of rule that does not declare otherwise (``sorts`` of its options):
``table`` is a section with a table; ``rows`` are rows, or groups of rows, of that table, or with their
section where there is no ``table``; ``left``, ``right``, ``now``, ``before``, ``plus`` and ``minus`` are
terms (see `terms`): columns of these rows, or rows where no ``rows`` are named;
``cells`` are numbers with their section, or rows and groups with a ``column``; ``texts`` are narratives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.common.did_you_mean import nearest
from generator.form.authorities import authorities
from generator.form.format import Format, leaf_columns
from generator.form.header import NAMES
from generator.form.own_tables import KEY
from generator.form.reserved import TEXTS
from generator.form.rule import Like, Rule, RuleOptions
from generator.rules.terms import ALL, TERMS, term_missed, unlike
from generator.rules.text.patterns import problem_of
from generator.source.nodes import Location

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


@dataclass(frozen=True, slots=True)
class Missed:
    """A name that leads nowhere, or a pattern that is none: where below the rule, its code, in words."""

    place: Location
    code: str
    problem: str
    pattern: str = ""


def missed(form: Format, rule: Rule, options: type[RuleOptions]) -> Iterator[Missed]:
    """Everything in a rule that names what the form does not have, with the nearest that it has."""
    of_names = list(_Names(form, options).missed(rule.options))
    yield from of_names
    if not of_names and (problem := unlike(form, rule.options)):
        yield Missed((), "F70", problem)
    for place, key, values in _head_named(rule):
        yield from _of_head(form, place, key, values)
    yield from _spared(rule)


def _head_named(rule: Rule) -> Iterator[tuple[Location, str, tuple[str, ...]]]:
    """Fields of the head that a rule names, where, and their values."""
    for key, wanted in rule.when.items():
        yield ("when", key), key, () if isinstance(wanted, Like) else wanted
    if "field" in rule.options:
        yield ("field",), str(rule.options["field"]), ()
    spared = rule.options.get("spared")
    for key in spared if isinstance(spared, dict) else ():
        yield ("spared", str(key)), str(key), ()
    allowed = rule.options.get("allowed")
    for key, values in allowed.items() if isinstance(allowed, dict) else ():
        yield ("allowed", str(key)), str(key), tuple(map(str, values))


def _spared(rule: Rule) -> Iterator[Missed]:
    """Patterns for the head that are none."""
    for key, wanted in rule.when.items():
        for number, text in enumerate(wanted.patterns if isinstance(wanted, Like) else ()):
            if problem := problem_of(text):
                yield Missed(("when", key, "patterns", number), "F06", problem, text)
    spared = rule.options.get("spared")
    for key, patterns in spared.items() if isinstance(spared, dict) else ():
        for number, text in enumerate(patterns):
            if problem := problem_of(str(text)):
                yield Missed(("spared", str(key), number), "F06", problem, str(text))


def _of_head(form: Format, place: Location, key: str, values: tuple[str, ...]) -> Iterator[Missed]:
    if key not in form.head_keys and key not in form.words:
        where = "表里没有" if "." in key else "表头没有"
        cells = "，只能写表头的字段，或者不是数的一格" if key in form.addresses else ""
        meant = cells or nearest(key, [*form.head_keys, *form.words])
        yield Missed(place, "F05", f"{where}“{key}”{meant}")
        return
    own = next((field for field in form.own_fields if field.key == key), None)
    if key in form.words:
        allowed: Iterable[str] = form.kinds[form.words[key].kind].allowed
    else:
        allowed = own.allowed if own else authorities().names(NAMES[key])
    for value in values if allowed else ():
        if value and value not in allowed:
            yield Missed(place, "F05", f"“{key}”没有“{value}”这个值{nearest(value, allowed)}")


class _Names:
    """Looks through the keys of one rule."""

    def __init__(self, form: Format, options: type[RuleOptions]) -> None:
        self.form = form
        self.kind = options
        self.sorts = {**SORTS, **options.sorts}

    def missed(self, options: Mapping[str, Any], table: str = "") -> Iterator[Missed]:
        """What is wrong below the rule, or below one of its keys; there ``table`` may be that of the rule."""
        table = str(options.get("table", table))
        rows = options.get("rows", ())
        scope = _Scope(table, rows if isinstance(rows, str) else tuple(rows), str(options.get("column", "")))
        for key, value in options.items():
            for place, item in _each(key, value):
                if isinstance(item, dict) and self.sorts.get(key) == "pattern":
                    yield from self._by_key(place, item, scope)
                elif isinstance(item, dict):
                    yield from (
                        replace(missed, place=(*place, *missed.place)) for missed in self.missed(item, table)
                    )
                else:
                    yield from self._of_item(place, key, str(item), scope)

    def _by_key(self, place: Location, patterns: Mapping[str, Any], scope: _Scope) -> Iterator[Missed]:
        """What is wrong with patterns that each stand under a key of the filing."""
        known = [*self.form.head_keys, KEY, *(section.key for section in self.form.sections)]
        for name, text in patterns.items():
            if name not in known:
                yield Missed((*place, name), "F05", f"填报里没有“{name}”这一项{nearest(name, known)}")
            yield from self._of_item((*place, name), str(place[0]), str(text), scope)

    def _of_item(self, place: Location, key: str, name: str, scope: _Scope) -> Iterator[Missed]:
        sort = self.sorts.get(key, "")
        if key in TERMS:
            problem = term_missed(self.form, name, scope.table, in_rows=bool(scope.rows))
            yield from (Missed(place, "F05", problem) for _ in range(bool(problem)))
        elif sort == "pattern":
            holes = self.kind.holes if key == "patterns" else ()
            if problem := problem_of(name, holes):
                yield Missed(place, "F06", problem, name)
        elif problem := self._problem(sort, name, scope):
            yield Missed(place, "F05", problem)

    def _problem(self, sort: str, name: str, scope: _Scope) -> str:
        """What is wrong with one name, or nothing."""
        if sort in WORDS:
            known = {
                "table": self._tables(),
                "text": self._texts(),
                "kind": [name for name, kind in self.form.kinds.items() if kind.is_number],
                "column": self._columns(scope.table),
            }
            return _among(name, known[sort], WORDS[sort])
        if sort == "row" and scope.rows == ALL:
            return ""
        if sort == "row":
            return row_missed(self.form, name, scope.table)
        return self._cell(name, scope.column) if sort == "cell" else ""

    def _tables(self) -> list[str]:
        return [section.key for section in self.form.sections if section.table or section.free]

    def _texts(self) -> set[str]:
        sections = self.form.sections
        beside = (f"{section.key}.{key}" for section in sections for key in TEXTS if section.has_table)
        return {*self.form.narratives, *beside, *(section.key for section in sections if section.parts)}

    def _columns(self, table: str) -> list[str]:
        blocks = self.form.tables[table].blocks if table in self.form.tables else ()
        return [str(column.key) for block in blocks for column in leaf_columns(block.columns) if column.key]

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
    rows: tuple[str, ...] | str
    column: str


def _each(key: str, value: Any) -> Iterator[tuple[Location, Any]]:
    """A value, or every item of a list of values, with its place."""
    if isinstance(value, list):
        yield from (((key, number), item) for number, item in enumerate(value))
    else:
        yield (key,), value


def _among(name: str, known: Iterable[str], words: str) -> str:
    names = list(known)
    return "" if name in names else words.format(name) + nearest(name, names)


def row_missed(form: Format, name: str, table: str = "") -> str:
    """What is wrong with the name of a row, or of a group of rows: of a table, or with its section."""
    section, _, rest = name.partition(".") if not table else (table, "", name)
    if section in form.tables and form.leaf_rows(section, rest):
        return ""
    names = [path.partition(".")[2] if table else path for path in form.rows]
    return f"没有“{name}”这一行{nearest(name, names)}"
