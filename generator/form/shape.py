"""A form's keys, and the keys of a filing's head, as the shape that slips are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.form import own_tables, values
from generator.form.format import Address, Column, Format, FreeTable, Row, Section
from generator.form.head_values import one_line
from generator.form.header import Header
from generator.form.reserved import NUMBER, REMARK, ROWS, TEXTS, UNIT
from generator.form.signature import own_signature
from generator.source.slips.shape import Holds, Shape

LINE = Shape(Holds.LINE)
LINES = Shape(Holds.LINES)
TEXT = Shape(Holds.TEXT)
WORD = Shape(Holds.WORD)
# A number may stand with a remark, and beside the rows of every table there may be texts.
FIGURE = Shape(Holds.FIGURE, {NUMBER: Shape(Holds.FIGURE), REMARK: LINE})
BESIDE = {**dict.fromkeys(TEXTS, TEXT), UNIT: LINE}


# A table of the office's own; its rows have keys that no form knows.
OWN = Shape(
    Holds.ITEMS,
    {
        own_tables.TITLE: LINE,
        own_tables.COLUMNS: Shape(Holds.ITEMS, {own_tables.NAME: LINE, own_tables.KIND: WORD, UNIT: LINE}),
        ROWS: Shape(Holds.ITEMS),
        own_tables.TOTAL: WORD,
        **BESIDE,
    },
)
# The lines that say what columns such a table has, and what ends them.
_COLUMNS = re.compile(rf"\s*(?:-\s+)?{own_tables.COLUMNS}\s*[:：]")
_AFTER = "|".join((own_tables.TITLE, ROWS, own_tables.TOTAL, *TEXTS))
_BEHIND = re.compile(rf"\s*(?:-\s+)?(?:{_AFTER})\s*[:：]")
# Of so many tables, and on so many lines each, columns are looked for.
_MOST, _AHEAD = 200, 100
_WORDS = re.compile(r"[\[\]【】［］{}｛｝,，、\n]")


def shape_of(format: Format) -> Shape:
    """The shape of a filing in that format: its head, then its sections."""
    sections = {section.key: _section(format, section) for section in format.sections}
    own = {field.key: LINE if field.holds == "文字" else WORD for field in format.own_fields}
    return Shape(Holds.GROUP, {**_model(Header).below, **own, own_tables.KEY: OWN, **sections})


def with_own_columns(shape: Shape, lines: Sequence[str]) -> Shape:
    """The shape of a filing whose own tables have the columns that stand in its lines."""
    known = shape.below.get(own_tables.KEY)
    columns = dict(_own_columns(lines)) if known else {}
    if known is None or not columns:
        return shape
    row = Shape(Holds.ITEMS, {**columns, NUMBER: FIGURE, REMARK: LINE})
    own = replace(known, below={**known.below, ROWS: row, own_tables.TOTAL: Shape(Holds.WORD, columns)})
    return replace(shape, below={**shape.below, own_tables.KEY: own})


def _own_columns(lines: Sequence[str]) -> Iterator[tuple[str, Shape]]:
    """The columns by their names; what is a number in one table may be words in another."""
    kinds: dict[str, set[str]] = {}
    begins = (number for number, line in enumerate(lines) if _COLUMNS.match(line))
    for number in islice(begins, _MOST):
        for name, kind in _written_columns(lines[number : number + _AHEAD]).items():
            kinds.setdefault(name, set()).add(kind)
    for name, known in kinds.items():
        yield name, FIGURE if known == {values.NUMBER} else LINE


def _written_columns(lines: Sequence[str]) -> Mapping[str, str]:
    """What each column holds that is written on these lines, as far as they are about columns."""
    end = next((at for at, line in enumerate(lines) if at and _BEHIND.match(line)), 1)
    kinds, found, name = own_tables.own_kinds(), {}, ""
    for words in _WORDS.split(_COLUMNS.sub("", "\n".join(lines[:end]), count=1)):
        key, colon, value = words.partition("#")[0].replace("：", ":").rpartition(":")
        key, value = (part.strip(" \t-\"'“”\u3000") for part in (key, value))
        if value and (not colon or key == own_tables.NAME):
            name = value
            found[name] = kinds.kinds[kinds.usual].holds
        elif name and key == own_tables.KIND and value in kinds.kinds:
            found[name] = kinds.kinds[value].holds
    return found


def _model(model: type[BaseModel]) -> Shape:
    fields = model.model_fields
    return Shape(Holds.GROUP, {field.alias or name: _field(field) for name, field in fields.items()})


def _field(field: FieldInfo) -> Shape:
    """A field by its type: another model, several of one, a closed word, a line of one's own or several."""
    inside = list(_types(field.annotation))
    validators = [getattr(annotation, "func", None) for annotation in (*inside, *field.metadata)]
    model = next((kind for kind in inside if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
    several = get_origin(field.annotation) is tuple
    if model is not None:
        holds = Holds.ITEMS if several else Holds.GROUP
        return Shape(holds, _model(model).below, line=own_signature in validators)
    if one_line in validators and not field.is_required():
        return LINES if several else LINE
    return WORD


def _types(annotation: Any) -> Iterable[Any]:
    """A type, those it is made of, and what validates them."""
    yield annotation
    for argument in get_args(annotation):
        yield from _types(argument)


def _section(format: Format, section: Section) -> Shape:
    if section.table is not None:
        rows = [row for block in section.table.blocks for row in block.rows]
        return Shape(Holds.GROUP, {**BESIDE, **_rows(format, section.key, rows)})
    if section.free is not None:
        return _free(format, section.free)
    parts = {part.key: TEXT for part in section.parts}
    return Shape(Holds.GROUP, parts, text=section.one_text) if parts else TEXT


def _free(format: Format, table: FreeTable) -> Shape:
    """A list of rows, or rows with something beside them."""
    numbers = table.numbers(format.kinds)
    columns = {str(column.key): FIGURE if column in numbers else LINE for column in table.columns}
    parts = {table.parts: Shape(Holds.ITEMS, columns)} if table.parts else {}
    row = {**columns, **parts}
    total = {table.total: _of_columns(numbers, table.columns)} if table.total else {}
    return Shape(Holds.ITEMS, {**BESIDE, **total, ROWS: Shape(Holds.ITEMS, row), **row})


def _of_columns(numbers: Sequence[Column], every: Sequence[Column]) -> Shape:
    """The last row of a free table: as many numbers as it sums, or as there are columns."""
    summed = [column for column in numbers if not (column.computed and column.computed.over)]
    if len(summed) == 1:
        return FIGURE
    counts = tuple(sorted({len(summed), len(every)}))
    return Shape(Holds.ROW, {str(column.key): FIGURE for column in summed}, counts)


def _rows(format: Format, path: str, rows: Iterable[Row]) -> dict[str, Shape]:
    """The rows whose keys stand side by side; groups without a key are seen through."""
    found: dict[str, Shape] = {}
    for row in rows:
        name = f"{path}.{row.key}"
        if row.key is None:
            found |= _rows(format, path, row.rows)
        elif row.rows:
            found[row.key] = Shape(Holds.GROUP, _rows(format, name, row.rows))
        else:
            found[row.key] = _cells(format, format.written_rows[name])
    return found


def _cells(format: Format, row: Sequence[Address]) -> Shape:
    """One row; what holds numbers first, for it tells what stands in brackets within a list."""
    held = {address.column: FIGURE if address.path in format.addresses else LINE for address in row}
    if list(held) == [""]:
        return held[""]
    figures_first = sorted(held.items(), key=lambda pair: pair[1] is not FIGURE)
    counts = {len(row), len([address for address in row if not address.open_column])}
    if row[0].open_row:
        numbers = [address for address in row if address.path in format.addresses]
        counts |= {len(numbers), len([address for address in numbers if not address.open_column])}
    return Shape(Holds.ROW, dict(figures_first), tuple(sorted(counts)))
