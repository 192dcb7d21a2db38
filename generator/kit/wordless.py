"""The rows and columns of a form that no words are known for: what sentences tell of them is not compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.form.format import Format
from generator.form.vocabulary import Axis, Sums, TableWords


@dataclass(frozen=True, slots=True)
class Wordless:
    """The rows and columns of one table without words, by their labels, and how many of its numbers that
    leaves unread; all of them where the table has no words at all."""

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    numbers: int
    of: int

    def __str__(self) -> str:
        if self.numbers == self.of:
            return f"{self.table}：整张表都没有（{self.of} 个数）"
        rows = [f"行 {'、'.join(self.rows)}"] if self.rows else []
        columns = [f"列 {'、'.join(self.columns)}"] if self.columns else []
        return f"{self.table}：{'；'.join([*rows, *columns])}（{self.of} 个数里的 {self.numbers} 个）"


def wordless(form: Format) -> Iterator[Wordless]:
    """Each table with what in it has no words; none where all have."""
    for table in form.tables:
        known = [words for words in form.vocabulary if words.table == table]
        cells = [address for address in form.addresses.values() if address.section == table]
        rows, columns = set(_named(known, "row")), set(_named(known, "column"))
        silent = [
            cell
            for cell in cells
            if _in_table(cell.row_path) not in rows or not _has_column(cell.column, columns, known)
        ]
        if silent:
            quiet_rows = (cell for cell in silent if _in_table(cell.row_path) not in rows)
            quiet_columns = (cell for cell in silent if not _has_column(cell.column, columns, known))
            yield Wordless(
                table,
                tuple(dict.fromkeys(form.labels.row(cell.row_path) for cell in quiet_rows)),
                tuple(dict.fromkeys(form.labels.column(cell.path) or cell.column for cell in quiet_columns)),
                len(silent),
                len(cells),
            )


def _in_table(row_path: str) -> str:
    return row_path.partition(".")[2]


def _named(known: list[TableWords], axis: Axis) -> Iterator[str]:
    """The names of rows, or of columns, that some word means; one that is only added to others has none."""
    for words in known:
        for on, sense in words.senses():
            if on == axis:
                yield from _names(sense.means)
                yield from _names(sense.other)
        if axis == "column":
            yield from _names(words.usual_columns)


def _names(sums: Sums) -> Iterator[str]:
    yield from (names[0] for names in sums if len(names) == 1)


def _has_column(column: str, columns: set[str], known: list[TableWords]) -> bool:
    """Whether a column is spoken of; that of a table with but one needs no word."""
    return column in columns or (not column and bool(known))
