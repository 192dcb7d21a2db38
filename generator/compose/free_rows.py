"""The rows of a free table of a form as they are to be written again, with their numbers or without."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compose.written import number
from generator.filing.filing import Filing, FreeRow
from generator.filing.own_columns import in_words
from generator.form.format import Format
from generator.form.table_tree import FreeTable


def kept_sections(filing: Filing, target: Format) -> dict[str, FreeTable]:
    """The free tables of the filing that the other form has with the same columns."""
    theirs = {section.key: section.free for section in filing.format.sections if section.free}
    return {
        section.key: section.free
        for section in target.sections
        if section.free and section.key in filing.free and _alike(theirs.get(section.key), section.free)
    }


def _alike(old: FreeTable | None, new: FreeTable) -> bool:
    columns = [[(column.key, column.kind) for column in table.columns] for table in (old, new) if table]
    return len(columns) == 2 and columns[0] == columns[1] and bool(old and old.parts == new.parts)


def free_rows(
    filing: Filing, kept: dict[str, FreeTable], *, blank: bool = False
) -> dict[str, tuple[str, ...]]:
    """The rows of these tables, a line each, by their section; ``blank``: numbers left to be filled in."""
    return {
        section: tuple(_row(table, row, blank=blank) for row in filing.free[section])
        for section, table in kept.items()
    }


def _row(table: FreeTable, row: FreeRow, *, blank: bool) -> str:
    pairs = list(_pairs(table, row, blank=blank))
    if row.parts:
        below = ", ".join(_row(table, part, blank=blank) for part in row.parts)
        pairs.append(f"{table.parts}: [{below}]")
    return f"{{{', '.join(pairs)}}}"


def _pairs(table: FreeTable, row: FreeRow, *, blank: bool) -> Iterator[str]:
    for column in table.columns:
        key = str(column.key)
        value = "" if blank and key in row.cells else _value(row, key)
        yield f"{key}: {value}"


def _value(row: FreeRow, key: str) -> str:
    if key in row.cells:
        return number(row.cells[key])
    return in_words(row.words[key]) if row.words[key] else ""
