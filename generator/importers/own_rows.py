"""Tables whose rows an office names itself, in a workbook of ours, as lines of a filing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.filing.own_columns import in_words
from generator.form.format import Format
from generator.form.own_tables import COLUMNS, KEY, KIND, NAME, TITLE, TOTAL, own_kinds
from generator.form.reserved import BEFORE, BELOW, REMARK, ROWS, UNIT
from generator.form.reserved import NUMBER as VALUE
from generator.form.table_tree import FreeTable
from generator.importers.pages import Cell
from generator.report.sheets import ABOVE_TABLE, INSET, REMARKS
from generator.source.yaml_text import block, quoted

Cells = Mapping[tuple[int, int], Cell]
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
KIND_AND_UNIT = re.compile(r"(?P<kind>[^（）]+)(?:（(?P<unit>[^（）]+)）)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INDENT = "    "


def _rows(cells: Cells, first: int, width: int) -> Iterator[list[str]]:
    """The rows of a table below its head, up to what stands below it."""
    for row in sorted({row for row, _ in cells if row >= first}):
        texts = [cells[row, column].text if (row, column) in cells else "" for column in range(1, width + 1)]
        if texts[0] == BELOW:
            return
        if any(texts):
            yield texts


def free_lines(form: Format, section: str, cells: Cells) -> Iterator[str]:
    """The rows of a free table of the form, parts within the row above them."""
    table = form.free_tables[section]
    rows = list(_rows(cells, ABOVE_TABLE + 2, len(table.columns)))
    yield from _free_rows(table, [row for row in rows if not table.total or row[0] != table.total])


def _free_rows(table: FreeTable, rows: Sequence[list[str]]) -> Iterator[str]:
    """The rows on one level, each with those below it that are its parts."""
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end][0].startswith(INSET):
            end += 1
        parts = [[row[0].removeprefix(INSET), *row[1:]] for row in rows[at + 1 : end]]
        yield _free_row(table, rows[at], parts)
        at = end


def _free_row(table: FreeTable, row: Sequence[str], parts: Sequence[list[str]]) -> str:
    pairs = [
        f"{column.key}: {_value(text, number=column.kind is not None)}"
        for column, text in zip(table.columns, row, strict=True)
        if not column.may_be_left_out
    ]
    if parts and table.parts:
        pairs.append(f"{table.parts}: [{', '.join(_free_rows(table, parts))}]")
    return f"{{{', '.join(pairs)}}}"


def _value(text: str, *, number: bool) -> str:
    """A number as it is, words as they are written; nothing where there is none."""
    text = text.strip()
    if number and NUMBER.fullmatch(text):
        return text
    return in_words(text) if text else ""


def own_lines(sheets: Sequence[Cells]) -> Iterator[str]:
    """The tables of the office's own."""
    if sheets:
        yield f"{KEY}:"
    for cells in sheets:
        yield from _own(cells)


def _own(cells: Cells) -> Iterator[str]:
    heads = {column: cell.text for (row, column), cell in cells.items() if row == ABOVE_TABLE + 1}
    names = [heads[column] for column in sorted(heads) if heads[column] != REMARKS]
    kinds = [cells.get((ABOVE_TABLE + 2, column)) for column in range(1, len(names) + 1)]
    places = [place for place in cells if _is_beside(cells, *place)]
    beside = {cells[row, column].text: cells[row, 2].text for row, column in places}
    yield f"  - {TITLE}: {in_words(cells[1, 1].text.strip())}"
    yield f"{INDENT}{COLUMNS}: [{', '.join(map(_column, names, kinds))}]"
    if UNIT in beside:
        yield f"{INDENT}{UNIT}: {in_words(beside[UNIT])}"
    if BEFORE in beside:
        yield from block(BEFORE, beside[BEFORE], INDENT)
    yield from _own_rows(cells, names, remarks=REMARKS in heads.values())
    if BELOW in beside:
        yield from block(BELOW, beside[BELOW], INDENT)


def _own_rows(cells: Cells, names: Sequence[str], *, remarks: bool) -> Iterator[str]:
    """The rows with what is said of their numbers, and whether there is a total."""
    rows = list(_rows(cells, ABOVE_TABLE + 3, len(names) + remarks))
    total = rows.pop() if rows and rows[-1][0] == own_kinds().total else None
    yield f"{INDENT}{ROWS}:"
    for row in rows:
        said = dict(
            line.split("：", 1) for line in row[len(names) :] for line in line.split("\n") if "：" in line
        )
        values = (_own_value(text, said.get(name, "")) for name, text in zip(names, row, strict=False))
        yield f"{INDENT}  - [{', '.join(values)}]"
    if total:
        yield f"{INDENT}{TOTAL}: true"


def _is_beside(cells: Cells, row: int, column: int) -> bool:
    return column == 1 and cells[row, 1].text in (BEFORE, UNIT, BELOW) and (row, 2) in cells


def _column(name: str, told: Cell | None) -> str:
    match = KIND_AND_UNIT.fullmatch(told.text) if told else None
    kind, unit = (match["kind"], match["unit"]) if match else (own_kinds().usual, None)
    if kind == own_kinds().usual and not unit:
        return in_words(name)
    own_unit = f", {UNIT}: {in_words(unit)}" if unit else ""
    return f"{{{NAME}: {in_words(name)}, {KIND}: {kind}{own_unit}}}"


def _own_value(text: str, remark: str) -> str:
    text = text.strip()
    if not text:
        return "~"
    if NUMBER.fullmatch(text) and remark:
        return f"{{{VALUE}: {text}, {REMARK}: {quoted(remark.strip())}}}"
    return text if NUMBER.fullmatch(text) or DAY.fullmatch(text) else in_words(text)
