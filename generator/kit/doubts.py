"""What a form that was begun from an earlier one has most likely forgotten: nothing is wrong with it by
itself, but right reports may be accused, and wrong ones pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import regex

from generator.findings.finding import Finding
from generator.form.format import Format, FormatError
from generator.form.library import Library
from generator.form.practice import practised
from generator.form.rule import Rule, RuleOptions
from generator.kit import practising
from generator.rules.kinds import options_of
from generator.rules.names import SORTS
from generator.rules.terms import TERMS, rows_of_rule
from generator.rules.text.patterns import pattern
from generator.source.data_file import DataFile

SHOWN = 6


def check(file: DataFile, form: Format, library: Library) -> Iterator[Finding]:
    """New columns that a rule passes over, documents that were superseded, numbers that nothing guards."""
    whole = practised(form, practising.packs(library))
    earlier = list(_earlier(form, library))
    yield from _columns(file, form, earlier)
    yield from _superseded(file, form, whole, earlier)
    yield from _kinds(file, whole)
    yield from _rows(file, whole, earlier)


def _earlier(form: Format, library: Library) -> Iterator[Format]:
    """The forms that it follows; one that is wrong itself has its own check."""
    for known in form.predecessors:
        with suppress(KeyError, FormatError):
            yield library.find_own(known.version)


# ---------------------------------------------------------------- columns


def _columns(file: DataFile, form: Format, earlier: Sequence[Format]) -> Iterator[Finding]:
    """F41 for rules between the columns of some rows that name all of them but the new ones."""
    for number, rule in enumerate(form.rules):
        named = {name for key in TERMS for name in _several(rule.options.get(key, ()))}
        paths = rows_of_rule(form, rule.options) if named else []
        new = [column for path in paths for column in _new_columns(form, earlier, path)]
        for column in dict.fromkeys(new):
            if not any(str(name).rpartition(".")[2] == column for name in named):
                yield file.at(("rules", number), "F41", rule=rule.code, column=column)


def _new_columns(form: Format, earlier: Iterable[Format], path: str) -> Iterator[str]:
    """The columns of a row that the forms before it, which have this row, do not have."""
    known = [row for other in earlier for row in other.rows.get(path, ())]
    before = {address.column for address in known}
    for address in form.rows.get(path, ()) if known else ():
        if address.column not in before and not address.open_column:
            yield address.column


# ---------------------------------------------------------------- documents


def _superseded(file: DataFile, form: Format, whole: Format, earlier: Iterable[Format]) -> Iterator[Finding]:
    """F42 for rules that rest on the document of an earlier form, and where a report may still cite it."""
    for other in earlier:
        if form.basis == other.basis:
            continue  # told already, once (F11)
        document = f"{other.version} 版的依据“{other.basis}”"
        for number, rule in enumerate(form.rules):
            if other.basis in rule.basis:
                problem = f"规则 {rule.code} 的 basis 还写着{document}"
                yield file.at(("rules", number, "basis"), "F42", problem=problem)
        forbidden = [text for rule in whole.rules for text in _several(rule.options.get("forbids", ()))]
        if forbidden and not any(_matches(str(text), other.basis) for text in forbidden):
            problem = f"没有一条规则会指出正文还引用着{document}"
            yield file.at(("rules",), "F42", problem=problem)


def _matches(text: str, words: str) -> bool:
    with suppress(re.error, regex.error):
        return pattern(text).search(words) is not None
    return False


# ---------------------------------------------------------------- numbers that nothing guards


def _kinds(file: DataFile, whole: Format) -> Iterator[Finding]:
    """F43 for kinds of number in use that no rule bounds."""
    used = _of_free_tables(whole) | {address.kind for address in whole.addresses.values()}
    bounded = {kind for rule in whole.rules if (options := _options(rule)) for kind in options.bounds()}
    for kind in whole.kinds:
        if kind in used - bounded:
            yield file.at(("kinds", kind), "F43", kind=kind)


def _of_free_tables(whole: Format) -> set[str | None]:
    tables = [section.free for section in whole.sections if section.free]
    return {column.kind for table in tables for column in table.numbers(whole.kinds)}


def _options(rule: Rule) -> RuleOptions | None:
    """The options of a rule; a rule that is wrong itself has its own finding."""
    with suppress(FormatError):
        return options_of(rule)
    return None


def _rows(file: DataFile, whole: Format, earlier: Sequence[Format]) -> Iterator[Finding]:
    """F44 for the rows of a table that no form before it has and no rule names."""
    known = _guarded(whole) | {path for other in earlier for path in other.rows}
    for number, section in enumerate(whole.sections if earlier else ()):
        rows = [path.partition(".")[2] for path in _in(whole, section.key) if path not in known]
        if section.table and rows:
            yield file.at(("sections", number, "table"), "F44", section=section.key, rows=_few(rows))


def _in(whole: Format, section: str) -> list[str]:
    return [path for path, row in whole.rows.items() if row[0].section == section]


def _few(rows: Sequence[str]) -> str:
    more = f" 等 {len(rows)} 行" if len(rows) > SHOWN else ""
    return "、".join(rows[:SHOWN]) + more


def _guarded(whole: Format) -> set[str]:
    """The rows that some rule names."""
    options = [rule.options for rule in whole.rules]
    named = {name for each in options for name in _names(each, str(each.get("table", "")))}
    in_rows = {path for each in options for path in rows_of_rule(whole, each)}
    return in_rows | {path for name in named for path in _rows_of(whole, name)}


def _names(options: dict[str, object], table: str) -> Iterator[str]:
    """The rows and numbers that the keys of a rule name, with their table."""
    for key, value in options.items():
        rows = key in TERMS or SORTS.get(key) in {"row", "cell"}
        for name in _several(value):
            if isinstance(name, dict):
                yield from _names(name, table)
            elif rows:
                yield from (str(name), f"{table}.{name}")


def _rows_of(form: Format, name: str) -> Iterator[str]:
    """The rows that a name stands for, and, of a total, those that it sums."""
    section, _, rest = name.partition(".")
    if name in form.addresses:
        yield form.addresses[name].row_path
    elif section in form.tables and rest:
        for path in form.leaf_rows(section, rest):
            yield path
            if form.rows[path][0].total_row:
                yield from form.siblings(path)


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)
