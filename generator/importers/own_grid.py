"""A grid that is none of a form's tables as lines of a filing: a table of the office's own, or the rows of a
table of the form whose rows offices name themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.filing.own_columns import in_words
from generator.form.format import Format
from generator.form.own_tables import COLUMNS, KIND, NAME, TITLE, TOTAL, OwnKind, own_kinds
from generator.form.reserved import BEFORE, BELOW, ROWS, UNIT
from generator.form.table_tree import FreeTable
from generator.form.values import CHOICE, DATE, WORDS
from generator.importers.figures import Figure, figure
from generator.importers.pages import Cell, Grid
from generator.importers.prose import line_of
from generator.importers.wild import folded, is_blank
from generator.source.yaml_text import block

INDENT = "    "
# A table of more columns is none that an office wrote for readers.
WIDEST = 40
JOINED = "·"


@dataclass
class OwnGrid:
    """A grid with what stands about it: its title, the unit, words before and below it."""

    grid: Grid
    title: str = ""
    unit: str = ""
    before: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def own_table(own: OwnGrid, doubt: str = "") -> list[str]:
    """The lines of a table of the office's own; none where the grid is no table: without rows, of one
    column, or of which only the order of its cells is known.  ``doubt`` stands behind its title."""
    grid = own.grid.trimmed
    if grid.loose or len({len(row) for row in grid.rows}) != 1:
        return []
    heads, rows = _parted(grid)
    if not rows or not 1 < len(heads) <= WIDEST:
        return []
    total = rows.pop() if len(rows) > 1 and folded(rows[-1][0]) == own_kinds().total else None
    columns = [_kind(own, heads, rows, place) for place in range(len(heads))]
    if total and not _adds_up(columns, total):
        rows, total = [*rows, total], None
        columns = [_kind(own, heads, rows, place) for place in range(len(heads))]
    lines = [f"  - {TITLE}: {in_words(own.title)}{doubt}"]
    lines.append(f"{INDENT}{COLUMNS}: [{', '.join(map(_column, heads, columns))}]")
    lines += [f"{INDENT}{UNIT}: {in_words(own.unit)}"] if own.unit else []
    lines += block(BEFORE, "\n".join(own.before), INDENT) if own.before else []
    lines.append(f"{INDENT}{ROWS}:")
    lines += [f"{INDENT}  - [{', '.join(map(_value, row, columns))}]" for row in rows]
    lines += [f"{INDENT}{TOTAL}: {_total(columns, rows, total)}"] if total else []
    lines += block(BELOW, "\n".join(own.below), INDENT) if own.below else []
    return lines


def free_section(form: Format, grid: Grid) -> str:
    """The section whose rows offices name themselves and whose heads the grid has; nothing where none is."""
    rows = grid.trimmed.rows
    said = [folded(cell.text) for cell in rows[0]] if rows and not grid.loose else []
    for key, table in form.free_tables.items():
        if said and said == [folded(column.label) for column in table.columns]:
            return key
    return ""


def free_rows(form: Format, section: str, grid: Grid) -> tuple[str, ...]:
    """The rows of such a table, a line each; its total is summed anew."""
    table = form.free_tables[section]
    rows = [[line_of(cell.text) for cell in row] for row in grid.trimmed.rows[1:]]
    kept = [row for row in rows if any(row) and (not table.total or folded(row[0]) != folded(table.total))]
    return tuple(_free_row(form, table, row) for row in kept)


def _free_row(form: Format, table: FreeTable, row: Sequence[str]) -> str:
    pairs = []
    for column, text in zip(table.columns, row, strict=True):
        kind = form.kinds[column.kind] if column.kind else None
        number = figure(text, kind) if kind else Figure()
        written = (number.written if number.is_known else "") if kind else in_words(text) if text else ""
        pairs.append(f"{column.key}: {written}")
    return f"{{{', '.join(pairs)}}}"


# ---------------------------------------------------------------- heads and rows


def _parted(grid: Grid) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, each once, and the rows below them with anything in them."""
    deep = _depth(grid)
    width = grid.columns
    heads = [_head([row[place] for row in grid.rows[:deep]], place) for place in range(width)]
    names: list[str] = []
    for name in heads:
        number = 1
        while (own := name if number == 1 else f"{name}（{number}）") in names:
            number += 1
        names.append(own)
    texts = [[_text(row, place) for place in range(len(row))] for row in grid.rows[deep:]]
    return names, [row for row in texts if any(row)]


def _depth(grid: Grid) -> int:
    """How many rows the heads take: those below the first into which one of its cells reaches, or that part
    one which reaches over several columns."""
    deep = 1
    while deep < len(grid.rows) - 1 and _goes_on(grid.rows[deep - 1], grid.rows[deep]):
        deep += 1
    return deep


def _goes_on(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row is one of heads below another."""
    if any(letter.isdecimal() for cell in row if not cell.covered for letter in cell.text):
        return False
    down = any(
        cell.covered and cell.text and cell.text == over.text for cell, over in zip(row, above, strict=True)
    )
    wide = any(cell.covered and cell.text for cell in above[1:])
    return down or (wide and not row[0].text)


def _head(cells: Sequence[Cell], place: int) -> str:
    texts = [line_of(cell.text) for cell in cells]
    return JOINED.join(dict.fromkeys(filter(None, texts))) or f"第{place + 1}列"


def _text(row: Sequence[Cell], place: int) -> str:
    """What stands in a cell: what reaches over from above in each row, what comes from the left once."""
    cell = row[place]
    from_left = place and cell.covered and row[place - 1].text == cell.text
    return "" if from_left else line_of(cell.text)


# ---------------------------------------------------------------- what a column holds


def _kind(own: OwnGrid, heads: Sequence[str], rows: Sequence[Sequence[str]], place: int) -> str:
    """What a column holds: numbers, days, yes or no where all of its cells do, else words; the first names
    the rows."""
    texts = [row[place] for row in rows]
    kinds = own_kinds().kinds
    if not place:
        return own_kinds().usual
    said = f"{own.unit} {heads[place]}"
    named = [
        name
        for name, kind in kinds.items()
        if kind.is_number and (name in said or (kind.unit and kind.unit in said))
    ]
    plain = [name for name, kind in kinds.items() if kind.is_number and kind.minimum is None]
    others = [name for name, kind in kinds.items() if kind.holds in (DATE, CHOICE)]
    for name in (*named, *plain, *others):
        if all(_fits(text, kinds[name]) for text in texts):
            return name
    return own_kinds().usual


def _fits(text: str, kind: OwnKind) -> bool:
    if not kind.is_number:
        return kind.holds != WORDS and bool(text) and not kind.kind("").problem(text)
    number = figure(text, kind.kind(""))
    if not number.is_known or number.joined:
        return False
    value = Decimal(number.number)
    return (not kind.whole or value == int(value)) and (kind.minimum is None or value >= kind.minimum)


def _column(name: str, kind: str) -> str:
    return in_words(name) if kind == own_kinds().usual else f"{{{NAME}: {in_words(name)}, {KIND}: {kind}}}"


def _value(text: str, kind: str) -> str:
    about = own_kinds().kinds[kind]
    if about.is_number:
        return figure(text, about.kind("")).written
    return text if about.holds == DATE else in_words(text) if text else "~"


# ---------------------------------------------------------------- the total


def _adds_up(columns: Sequence[str], total: Sequence[str]) -> bool:
    """Whether a last row may be a total: a number in every column of numbers, and nothing else."""
    kinds = [own_kinds().kinds[kind] for kind in columns]
    pairs = list(zip(kinds, total, strict=True))[1:]
    numbers = [
        _fits(text, kind) and not figure(text, kind.kind("")).remark for kind, text in pairs if kind.is_number
    ]
    return (
        bool(numbers) and all(numbers) and all(is_blank(text) for kind, text in pairs if not kind.is_number)
    )


def _total(columns: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str]) -> str:
    """``true`` where it is the sum, else as it is printed."""
    places = [place for place, kind in enumerate(columns) if own_kinds().kinds[kind].is_number]
    printed = [_number(columns, total, place) for place in places]
    summed = [sum((_number(columns, row, place) for row in rows), Decimal(0)) for place in places]
    return "true" if printed == summed else f"[{', '.join(str(number) for number in printed)}]"


def _number(columns: Sequence[str], row: Sequence[str], place: int) -> Decimal:
    return Decimal(figure(row[place], own_kinds().kinds[columns[place]].kind("")).number)
