"""A Filing: what an office hands in, its numbers and texts by their addresses.  Frozen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from generator.findings.finding import Span
from generator.form.format import Format, Section
from generator.form.header import NAMES, Header, as_text
from generator.form.table_tree import FreeTable
from generator.source.nodes import Document, Scalar, Source
from generator.source.nodes import Mapping as Tree

Number = int | Decimal


class State(Enum):
    """How a number came to stand in its cell."""

    GIVEN = "written by the office"
    COMPUTED = "a total left out, summed from its parts"
    BLANK = "left empty; counts as 0 in sums and is a finding of its own"
    BROKEN = "missing or not a number; reported already, so nothing is concluded from it"
    LEFT_OUT = "of a section that may be left out, and was; nothing is concluded from it"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the form.

    ``parts`` are the addresses that a total left out, or left blank, was summed from.  ``written`` is how
    it is printed where that is more than its digits: with a plus sign, or with the unit it came in.
    ``remark`` is what the office says of it, printed with it.
    """

    path: str
    value: Number | None
    state: State
    span: Span
    parts: tuple[str, ...] = ()
    written: str = ""
    remark: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One narrative as written."""

    path: str
    scalar: Scalar


@dataclass(frozen=True, slots=True)
class Word:
    """A cell of a table of the form that holds no number: no ``scalar`` where it is empty, no ``text`` where
    what stands there is not of its kind."""

    path: str
    text: str
    span: Span
    scalar: Scalar | None = None


@dataclass(frozen=True, slots=True)
class FreeRow:
    """A row that the office named itself: its words and numbers by column, and the parts it is the sum of.

    ``labels`` are what people know its numbers by, under their paths; ``spans`` where its words stand, by
    column."""

    path: str
    words: Mapping[str, str]
    cells: Mapping[str, Cell]
    span: Span
    labels: Mapping[str, str]
    parts: tuple[FreeRow, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table of the office's own behind the report.  ``kinds``: kind and unit of a column by its name."""

    title: str
    table: FreeTable
    kinds: Mapping[str, tuple[str, str]]
    rows: tuple[FreeRow, ...]
    total: FreeRow | None = None
    unit: Scalar | None = None

    @property
    def printed(self) -> tuple[FreeRow, ...]:
        """Its rows, and last the total."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from beside the filing, read and verified."""

    data: bytes
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same authority's filing of an earlier year: its file, and the filing, or the ``problem`` why its
    figures are not to be shown."""

    name: str
    year: int
    filing: Filing | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing loaded against its Format.

    ``cells`` has every address of the format; ``texts`` and ``free`` only what was written; ``header`` is
    None where the head itself is wrong, and then nothing can be built; ``known`` are those fields of the head
    that are right, by their names in `Header`.  ``previous`` is the same authority's
    filing of the year before, where it is known; ``below`` are the filings that this one's figures include,
    ``alike`` those of other authorities with which it has most sentences in common.
    ``free_cells`` are the numbers of all free tables by path, of two rows of one name the first.  ``lines``
    are those of the head that may hold placeholders, by key.  ``passages`` are what stands for parts that are
    not written, because their section is one text.  ``units`` are the lines right above tables, by their
    sections.  ``own`` are the fields of the head that the form has for itself, as they are written.
    ``own_tables`` are those of the office's own behind the report.  ``words`` are the cells of the form's
    tables that hold no number; ``free_totals`` the last rows of free tables that have one, by their sections.
    ``earlier`` are filings of the years before, oldest first: the web page shows them, no rule sees them.
    """

    format: Format
    header: Header | None
    cells: Mapping[str, Cell]
    texts: Mapping[str, Text]
    pictures: Mapping[str, Picture]
    document: Document
    known: Mapping[str, Any] = field(default_factory=dict)
    previous: Filing | None = None
    below: tuple[Filing, ...] = ()
    alike: tuple[Filing, ...] = ()
    free: Mapping[str, tuple[FreeRow, ...]] = field(default_factory=dict)
    free_cells: Mapping[str, Cell] = field(default_factory=dict)
    lines: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    passages: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    units: Mapping[str, Scalar] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    own_tables: tuple[OwnTable, ...] = ()
    words: Mapping[str, Word] = field(default_factory=dict)
    free_totals: Mapping[str, FreeRow] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()

    @property
    def source(self) -> Source:
        """The text the filing was read from."""
        return self.document.source

    @property
    def period_end(self) -> datetime.date:
        """The last day that the filing reports on; only where its year is known."""
        assert self.year is not None
        periods = self.format.periods
        if periods and self.period:
            return periods.end(self.year, self.period)
        return datetime.date(self.year, 12, 31)

    @property
    def year(self) -> int | None:
        """The year that it reports on; None where that cannot be told."""
        return self.known.get("year")

    @property
    def authority(self) -> str | None:
        """Who reports; None where that cannot be told."""
        return self.known.get("authority")

    def unknown(self, fields: Iterable[str]) -> list[str]:
        """Those of these fields of the head, by their keys, that are wrong, or missing where they must be."""
        return [key for key in fields if key in NAMES and NAMES[key] not in self.known]

    @property
    def period(self) -> str:
        """The part of the year that it is for; nothing where that is the year, or cannot be told."""
        return self.own.get(self.format.periods.key, "") if self.format.periods else ""

    def head(self, key: str) -> str:
        """A field of the head as text; nothing where it was left out, or is wrong."""
        field = next((field for field in self.format.own_fields if field.key == key), None)
        if field:
            return field.as_printed(self.own[key]) if key in self.own else ""
        return as_text(self.known.get(NAMES[key]))

    def said(self, key: str) -> str:
        """What stands in a field of the head, or in a cell that holds no number, as it is written there."""
        return self.words[key].text if key in self.words else self.head(key)

    def printed_rows(self, section: str) -> tuple[FreeRow, ...]:
        """The rows of a free table, and last the one that sums them."""
        total = self.free_totals.get(section)
        return (*self.free.get(section, ()), *((total,) if total else ()))

    def free_rows(self, section: str) -> Iterator[FreeRow]:
        """The rows of a free table, parts after their row."""
        yield from flat(self.free.get(section, ()))

    def cell(self, path: str) -> Cell:
        """The cell of an address of the form, or of a row that the office named itself."""
        return self.cells[path] if path in self.cells else self.free_cells[path]

    def label(self, path: str, column: str = "") -> str:
        """What people know a number, or a row or a group of rows (in a column), by among others."""
        rows = [row for section in self.free for row in flat(self.printed_rows(section))]
        rows += [row for table in self.own_tables for row in table.printed]
        own = next((row.labels[path] for row in rows if path in row.labels), "")
        return own or self.format.labels.short(path, column)

    def in_lane(self, paths: Sequence[str]) -> tuple[str, list[str]]:
        """What all of some numbers have in common, and what each is named by there; numbers of several tables
        are named with their table."""
        tables = {section.key: section.name for section in self.format.sections}
        used = dict.fromkeys(path.partition(".")[0] for path in paths)
        if len(used) == 1 and all(path in self.cells for path in paths):
            return self.format.labels.in_lane(paths)
        many = len(used) > 1
        return "", [
            (f"“{tables[path.partition('.')[0]]}”的" if many else "") + self.label(path) for path in paths
        ]

    def value(self, path: str) -> Number | None:
        """The number at an address; a blank counts as 0, or as its parts' sum; None where broken."""
        cell = self.cell(path)
        return cell.value or 0 if cell.state is State.BLANK else cell.value

    def is_left_out(self, section: Section) -> bool:
        """Whether a section may be left out and was: nothing of it is printed."""
        if section.required:
            return False
        if section.table:
            start = f"{section.key}."
            cells = (cell for path, cell in self.cells.items() if path.startswith(start))
            words = (word for path, word in self.words.items() if path.startswith(start))
            return all(cell.state is State.LEFT_OUT for cell in cells) and not any(
                word.scalar for word in words
            )
        written = any(path == section.key or path.startswith(f"{section.key}.") for path in self.texts)
        return not written and section.key not in self.free

    @property
    def headed_sections(self) -> int:
        """How many parts the report counts itself: its sections with a heading that are printed."""
        sections = (section for section in self.format.sections if section.heading and not section.letter)
        return sum(not self.is_left_out(section) for section in sections)

    def span_of(self, field: str) -> Span:
        """Where a field of the head is written; the top of the file where it was left out."""
        alias = Header.model_fields[field].alias or field
        node = self.document.root.entries.get(alias)
        return node.span if node else Span()

    def place_of(self, text: str) -> Span:
        """The key under which a narrative stands."""
        node, span = self.document.root, Span()
        for key in text.split("."):
            span = node.keys.get(key, span)
            below = node.entries.get(key)
            if not isinstance(below, Tree):
                break
            node = below
        return span


def flat(rows: Iterable[FreeRow]) -> Iterator[FreeRow]:
    """The rows of a free table one after the other, parts after their row."""
    for row in rows:
        yield row
        yield from flat(row.parts)
