"""The part of a format's JSON Schema that is about tables: every row in each of its ways of writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.form import values
from generator.form.format import Address, Block, Column, Format, FreeTable, Row, Table, leaf_columns
from generator.form.reserved import BEFORE, BELOW, NUMBER, REMARK, ROWS, UNIT
from generator.form.rule import Bound

Json = dict[str, Any]
# What rules demand of every number of a kind, by kind.
Bounds = Mapping[str, Bound]
TEXT = ["string", "null"]
REMARKED = "remarked"
# What a number with a remark is where it is one: said once, of objects only.
DEFINITIONS: Json = {
    REMARKED: {
        "properties": {
            NUMBER: {"title": NUMBER, "type": ["number", "string", "null"]},
            REMARK: {"title": REMARK, "type": TEXT},
        },
        "required": [NUMBER],
        "additionalProperties": False,
    }
}
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
ZEROS = {"label": "0（全行为零）", "body": 0}


def closed(properties: Json, required: Sequence[str]) -> Json:
    """An object with these keys and no others."""
    keys = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **keys, "additionalProperties": False}


def table(format: Format, bounds: Bounds, section: str, table: Table) -> Json:
    """The schema of a table."""
    rows = _rows(format, bounds, section, [(row, block) for block in table.blocks for row in block.rows])
    return {**rows, "properties": {**rows["properties"], **beside()}}


def beside() -> Json:
    """What may stand beside the rows of every table."""
    return {
        BEFORE: {"title": "表前的说明", "description": "印在表的前面，一行就是一段", "type": TEXT},
        UNIT: {"title": "单位", "description": "印在表的右上方，如 件", "type": TEXT},
        BELOW: {"title": "表下的注", "description": "印在表的下面，一行就是一段", "type": TEXT},
    }


def free(format: Format, bounds: Bounds, section: str, table: FreeTable) -> Json:
    """The schema of a free table: a list of rows, each with its parts if it has any."""
    inside: Json = {
        str(column.key): {"title": column.label, **_of_free(format, bounds, column)}
        for column in table.columns
    }
    parts: Json = {}
    # A part may have parts again, and rows may stand below a key: the schema refers to itself.
    again = {"$ref": f"#/properties/{section}/items"}
    if table.parts:
        parts = {table.parts: {"title": table.parts, "type": "array", "items": again}}
    needed = [str(column.key) for column in table.columns if not _may_be_left_out(format, column)]
    row = {"title": table.columns[0].label, **closed({**inside, **parts}, needed)}
    rows = {"title": "各行", "type": ["array", "null"], "items": again}
    whole = closed({**beside(), **_total(table), ROWS: rows}, [ROWS])
    return {**whole, "type": ["array", "object", "null"], "items": row}


def _total(table: FreeTable) -> Json:
    words = "可以不写，由程序计算；写了就核对"
    kinds = ["array", "object", "number", "string", "null"]
    return {table.total: {"title": table.total, "description": words, "type": kinds}} if table.total else {}


def _of_free(format: Format, bounds: Bounds, column: Column) -> Json:
    return {"type": "string"} if column.kind is None else _value(format, bounds, column.kind)


def _may_be_left_out(format: Format, column: Column) -> bool:
    kind = format.kinds.get(column.kind or "")
    return column.may_be_left_out or (kind is not None and not kind.is_number and not kind.required)


def _rows(format: Format, bounds: Bounds, path: str, rows: Iterable[tuple[Row, Block]]) -> Json:
    properties: Json = {}
    required: list[str] = []
    for row, block in _seen_through(rows):
        name = f"{path}.{row.key}"
        below = [(child, block) for child in row.rows]
        inside = _group(format, bounds, name, row, below) if below else _row(format, bounds, name, row, block)
        properties[str(row.key)] = {"title": row.label, **inside}
        required += [] if _is_open(format, name, row) else [str(row.key)]
    return closed(properties, required)


def _is_open(format: Format, path: str, row: Row) -> bool:
    """Whether a row may be left out: it is worked out, or has only cells that may be empty."""
    kinds = [format.kinds[address.kind] for address in format.written_rows.get(path, ())]
    return row.may_be_left_out or (
        bool(kinds) and all(not kind.is_number and not kind.required for kind in kinds)
    )


def _seen_through(rows: Iterable[tuple[Row, Block]]) -> Iterator[tuple[Row, Block]]:
    """Groups without key do not appear in a filing."""
    for row, block in rows:
        if row.key is None:
            yield from _seen_through((child, block) for child in row.rows)
        else:
            yield row, block


def _group(format: Format, bounds: Bounds, path: str, row: Row, below: list[tuple[Row, Block]]) -> Json:
    """Rows under a common key; one that has a number of its own may be written as a 0."""
    inside = _rows(format, bounds, path, below)
    zero = {"type": ["object", "integer"], "minimum": 0, "maximum": 0}
    return {**inside, **zero} if row.own_row else inside


def _row(format: Format, bounds: Bounds, path: str, row: Row, block: Block) -> Json:
    """One row in any of its ways of writing."""
    addresses = format.written_rows[path]
    columns = list(leaf_columns(block.columns))
    if addresses[0].open_row and path in format.rows:
        addresses = format.rows[path]
        numbers = {address.column for address in addresses}
        columns = [column for column in columns if (column.key or "") in numbers]
    if not addresses[0].column:
        unit = format.kinds[addresses[0].kind].unit
        description = (
            f"{columns[0].label}，单位：{unit}" if unit not in columns[0].label else columns[0].label
        )
        return {"description": description, **_value(format, bounds, addresses[0].kind)}
    written = [column for column in columns if not column.may_be_left_out]
    figures = all(address.path in format.addresses for address in addresses)
    names = "、".join(str(column.key) for column in written)
    description = f"依次为：{names}。{_optional(columns)}{'全行为零时可以只写 0。' if figures else ''}"
    if row.may_be_left_out:
        description = f"这一行可以不写，由程序计算；写了就核对。{description}"
    several = _several(format, bounds, addresses, columns)
    snippets = [_snippet(written), *([ZEROS] if figures else [])]
    return {"description": description, **several, "defaultSnippets": snippets}


def _optional(columns: Sequence[Column]) -> str:
    """Which columns may be left out of a row."""
    computed = [str(column.key) for column in columns if column.computed]
    if computed:
        return f"{'、'.join(str(column.key) for column in columns if column.may_be_left_out)}可以不写。"
    return "总计可以不写。" if any(column.total for column in columns) else ""


def _snippet(columns: Sequence[Column]) -> Json:
    """A list with a place for every number; a place left as it is is no number, and `check` says so."""
    places = ", ".join(f"${{{place}:{column.key}}}" for place, column in enumerate(columns, 1))
    return {"label": f"[{', '.join(str(column.key) for column in columns)}]", "body": f"[{places}]"}


def _several(format: Format, bounds: Bounds, addresses: Sequence[Address], columns: Sequence[Column]) -> Json:
    """A list, a mapping, a 0 or nothing yet.

    In one schema without choices: what is said of lists, of mappings and of numbers does not touch the
    others, and an editor then shows one title and one message, not four.
    """
    pairs = list(zip(addresses, columns, strict=True))
    named = {
        str(column.key): {"title": column.label, **_value(format, bounds, at.kind)} for at, column in pairs
    }
    written = [column for column in columns if not column.may_be_left_out]
    kinds = {str(column.key): format.kinds[at.kind] for at, column in pairs}
    needed = [key for column in written if kinds[key := str(column.key)].is_number or kinds[key].required]
    return {
        **closed(named, needed),
        "type": ["integer", "array", "object", "null"],
        "prefixItems": list(named.values()),
        "minItems": len(written),
        "maxItems": len(columns),
        "minimum": 0,
        "maximum": 0,
    }


def _value(format: Format, bounds: Bounds, name: str) -> Json:
    """What a cell of a kind may hold."""
    kind = format.kinds[name]
    if kind.is_number:
        return _number(format, bounds, name)
    schema: Json = {"description": "，".join(filter(None, (kind.meaning, kind.hint)))}
    if kind.allowed:
        schema["enum"] = [*kind.allowed, *([] if kind.required else ["", None])]
    if kind.holds == values.DATE:
        schema["pattern"] = DAY if kind.required else f"{DAY}|^$"
    return {**schema, "type": "string" if kind.required else TEXT}


def _number(format: Format, bounds: Bounds, name: str) -> Json:
    """A number of a kind, within its bounds, or the same with a remark."""
    number, remarked = _bare_number(format, bounds, name), {"$ref": f"#/$defs/{REMARKED}"}
    if "anyOf" in number:
        return {**number, "anyOf": [*number["anyOf"], {"type": "object", **remarked}]}
    return {**number, "type": [*number["type"], "object"], **remarked}


def _bare_number(format: Format, bounds: Bounds, name: str) -> Json:
    """A number of a kind, within its bounds."""
    kind = format.kinds[name]
    hint = {"description": kind.hint} if kind.hint else {}
    if kind.units:
        pattern = f"^-?[0-9]+([.][0-9]+)?({'|'.join(kind.units)})$"
        return {**hint, "anyOf": [{"type": "string", "pattern": pattern}, {"const": 0}, {"type": "null"}]}
    bound = bounds.get(name, Bound())
    minimum = {} if bound.minimum is None else {"minimum": bound.minimum}
    return {**hint, "type": ["integer" if bound.whole else "number", "null"], **minimum}
