"""The statutory form as data: what ``templates/<version>/format.yaml`` may say.

A Format is the law in the law's own words: sections, tables, labels, units, rules.  No Python
repeats any of it.  The models say which keys exist; `Format.addresses` gives every number of the
form its address, ``section.row.column`` without the keys that a form leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import PrivateAttr, model_validator

from generator.form.address import Address, addresses_of, by_row
from generator.form.header import KEYS
from generator.form.labels import Labels, labels
from generator.form.lineage import Carry, Predecessor
from generator.form.overview_plan import Plan
from generator.form.own_fields import HeadField, Periods
from generator.form.rule import Rule, place_rules
from generator.form.table_tree import (
    Block,
    Column,
    FreeTable,
    Kind,
    Row,
    Table,
    is_number,
    leaf_columns,
    row_paths,
    sibling_rows,
)
from generator.form.vocabulary import TableWords
from generator.source.data_file import DataFault, DataFile, Model
from generator.source.verdicts import refusal

__all__ = ["Address", "Block", "Column", "FreeTable", "Kind", "Row", "Table", "leaf_columns"]


class Part(Model):
    """A narrative part of a section; ``heading`` None prints it without one.

    ``note`` is what the blank form says there in brackets, ``hint`` our own advice; neither is
    printed in a report.  ``align``: its paragraphs stand at the left or right edge, as in a letter, or in the
    middle.
    ``keywords`` tell the passage that stands for it where its section is written as one text.
    """

    key: str
    heading: str | None = None
    required: bool = True
    note: str = ""
    hint: str = ""
    align: Literal["", "left", "right", "center"] = ""
    keywords: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its heading, or else its key, without the number and the fields that are filled in when printed."""
        return re.sub(r"\{[\w.]+\}", "…", re.sub(r"^\{[\w.]+\}、", "", self.heading or "")) or self.key


class Section(Part):
    """A section: a table, a free table, several narrative parts, or one narrative.

    Its ``heading``, and the lines printed ``before`` and ``after`` its table, may name fields of the head
    in braces, 「{机关}」, and 「{序号}」 is the number of the section among those printed.  ``letter``: it is
    printed before the title on a page of its own.  ``page``: it begins a new page.  ``landscape``: it stands
    on pages that are turned.  ``annex``: it is printed last, after what the office signs.  ``one_text``:
    instead of its parts one text may be written, with headings of the office's own.
    """

    parts: tuple[Part, ...] = ()
    one_text: bool = False
    table: Table | None = None
    free: FreeTable | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    letter: bool = False
    page: bool = False
    landscape: bool = False
    annex: bool = False

    @property
    def is_narrative(self) -> bool:
        """Whether it is one narrative."""
        return not (self.parts or self.has_table)

    @property
    def has_table(self) -> bool:
        """Whether it is a table, of the form or of the office's own rows."""
        return self.table is not None or self.free is not None


class Years(Model):
    """Report years a form is for; ``last`` None while it is in force."""

    first: int
    last: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Years:
        if self.last is not None and self.last < self.first:
            raise refusal(f"last（{self.last}）早于 first（{self.first}），没有一年适用")
        return self

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        return f"{self.first}年起" if self.last is None else f"{self.first}至{self.last}年"


class Format(Model):
    """One version of the statutory form.

    ``family`` names the forms it is one of: packs of practice (see `practice`) serve families.  ``without``
    are the codes of their rules that do not hold for this form.  ``fields`` are those of the head that it has
    for itself; ``periods`` the parts of a year that it is filed for, where it is not the year.
    """

    version: str
    name: str
    issued: str
    basis: str
    family: str = ""
    years: Years
    title: tuple[str, ...]
    fields: tuple[HeadField, ...] = ()
    periods: Periods | None = None
    kinds: dict[str, Kind]
    sections: tuple[Section, ...]
    carries: tuple[Carry, ...] = ()
    predecessors: tuple[Predecessor, ...] = ()
    reckonings: tuple[str, ...] = ()
    vocabulary: tuple[TableWords, ...] = ()
    overview: Plan = Plan()
    without: tuple[str, ...] = ()
    rules: tuple[Rule, ...]

    # Packs of places that add to what is printed, by their names.
    _added_by: tuple[str, ...] = PrivateAttr(())
    _is_ours: bool = PrivateAttr(False)
    _proven: tuple[tuple[Section, ...], tuple[Rule, ...]] = PrivateAttr(((), ()))

    @property
    def added_by(self) -> tuple[str, ...]:
        """The packs that add sections, parts or fields to it, by name: without them it is not read again."""
        return self._added_by

    def added(self, names: tuple[str, ...]) -> None:
        """Told which packs those are."""
        self._added_by = names

    def placed(self, file: DataFile) -> None:
        """Its rules are told where they are written."""
        self._is_ours = file.proven
        place_rules(self.rules, file)

    def prove(self) -> None:
        """Told that it is whole: where it and all its rules stand in files that were proven (see
        `source.proven`), these rules are sound on it."""
        if self._is_ours and all(rule.origin and rule.origin.file.proven for rule in self.rules):
            self._proven = (self.sections, self.rules)

    @property
    def proven(self) -> tuple[Rule, ...]:
        """The rules that are known to be sound on it; none where its sections were changed since."""
        sections, rules = self._proven
        return rules if sections is self.sections else ()

    @cached_property
    def places(self) -> dict[str, Address]:
        """Every cell of the form by its path, in the order of print: numbers, and what is none."""
        found = (addresses_of(section, table) for section, table in self.tables.items())
        return {address.path: address for addresses in found for address in addresses}

    @cached_property
    def addresses(self) -> dict[str, Address]:
        """Every number of the form by its path, in the order of print."""
        return {path: address for path, address in self.places.items() if is_number(address.kind, self.kinds)}

    @cached_property
    def words(self) -> dict[str, Address]:
        """Every cell of the form that holds no number: words, a date, yes or no."""
        return {path: address for path, address in self.places.items() if path not in self.addresses}

    @cached_property
    def rows(self) -> dict[str, tuple[Address, ...]]:
        """The numbers of each row, by the row's path; a row that has none is not among them."""
        return by_row(self.addresses.values())

    @cached_property
    def written_rows(self) -> dict[str, tuple[Address, ...]]:
        """All cells of each row, by the row's path: what may be written in it."""
        return by_row(self.places.values())

    @cached_property
    def whole_kinds(self) -> frozenset[str]:
        """The kinds of number that some rule wants whole."""
        asking = [rule.options for rule in self.rules if rule.options.get("whole")]
        cells = [options.get("cells", ()) for options in asking]
        return frozenset(kind for cell in cells for kind in ([cell] if isinstance(cell, str) else cell))

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables by the key of their section."""
        return {section.key: section.table for section in self.sections if section.table}

    @cached_property
    def own_fields(self) -> tuple[HeadField, ...]:
        """The fields of the head that other forms do not have, the one that says the period first."""
        return (*((self.periods.field,) if self.periods else ()), *self.fields)

    @cached_property
    def head_keys(self) -> tuple[str, ...]:
        """All keys of a filing's head."""
        return (*KEYS, *(field.key for field in self.own_fields))

    @cached_property
    def free_tables(self) -> dict[str, FreeTable]:
        """The tables whose rows offices name themselves, by the key of their section."""
        return {section.key: section.free for section in self.sections if section.free}

    @cached_property
    def labels(self) -> Labels:
        """What is printed beside the rows and above the columns."""
        return labels(self.tables)

    @cached_property
    def narratives(self) -> dict[str, Part]:
        """The narrative parts by path: ``section`` or ``section.part``."""
        return {path: part for section in self.sections for path, part in _narratives(section)}

    def leaf_rows(self, section: str, path: str) -> tuple[str, ...]:
        """Paths of the rows that ``path`` (a row or a group of rows of the section) stands for.

        A group with a number of its own is that number.
        """
        start = f"{section}.{path}"
        if start in self.rows:
            return (start,)
        return tuple(row for row in row_paths(self.tables[section], section, path) if row in self.rows)

    def inside(self, path: str) -> tuple[str, ...]:
        """Paths of all the rows of a group, at whatever depth."""
        return tuple(row for row in self.rows if row.startswith(path + "."))

    def siblings(self, path: str) -> tuple[str, ...]:
        """Paths of the rows a total row sums: all the other rows of its group that have numbers."""
        section = path.partition(".")[0]
        rows = sibling_rows(self.tables[section], section, path)
        return tuple(row for row in rows if row in self.rows)

    def above(self, total: Address) -> tuple[str, ...]:
        """Paths of the numbers that a number of a total row sums: those of its column in the other rows."""
        ending = f".{total.column}" if total.column else ""
        paths = (f"{row}{ending}" for row in self.siblings(total.row_path))
        return tuple(path for path in paths if path in self.addresses)

    def beside(self, total: Address) -> tuple[str, ...]:
        """Paths of the numbers that a total column sums: all the others of its row."""
        return tuple(row.path for row in self.rows[total.row_path] if not row.open_column)


def _narratives(section: Section) -> Iterator[tuple[str, Part]]:
    if section.parts:
        yield from ((f"{section.key}.{part.key}", part) for part in section.parts)
    elif section.is_narrative:
        yield section.key, section


class FormatError(DataFault):
    """A format file that cannot be used; the message says where and why, in Chinese."""
