"""The JSON Schema (2020-12) of a format's filings, for editors: names, shapes, hints.

It knows shapes only.  Sums, dates and text are the business of ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.format import Block, Column, Format, Part, Row, Section, leaf_columns
from generator.header import Header

Json = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(format: Format) -> Json:
    """The schema of a whole filing."""
    head = Header.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    properties: Json = dict(head["properties"])
    properties["格式"] = {"const": format.version, "description": head["properties"]["格式"]["description"]}
    properties["年度"] = {
        "type": "integer",
        "minimum": format.years.first,
        **_last(format),
        **_described(head, "年度"),
    }
    for section in format.sections:
        properties[section.key] = _section(format, section)
    required = [*head["required"], *(one.key for one in format.sections if one.required)]
    return {
        "$schema": DIALECT,
        "title": f"{format.name}（{format.version} 版）填报",
        "description": format.basis,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "$defs": head.get("$defs", {}),
    }


def _last(format: Format) -> Json:
    return {} if format.years.last is None else {"maximum": format.years.last}


def _described(head: Json, key: str) -> Json:
    return {"description": head["properties"][key]["description"]}


def _section(format: Format, section: Section) -> Json:
    title = {"title": section.heading or section.key}
    if section.table:
        rows = [(row, block) for block in section.table.blocks for row in block.rows]
        return {**title, **_rows(format, rows)}
    if section.parts:
        inside = {part.key: _text(part) for part in section.parts}
        required = [part.key for part in section.parts if part.required]
        return {**title, **_object(inside, required)}
    return _text(section)


def _text(part: Part) -> Json:
    return {"title": part.heading or part.key, "description": part.note + part.hint, "type": "string"}


def _object(properties: Json, required: list[str]) -> Json:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _rows(format: Format, rows: Iterable[tuple[Row, Block]]) -> Json:
    properties: Json = {}
    required: list[str] = []
    for row, block in _seen_through(rows):
        key = str(row.key)
        below = [(child, block) for child in row.rows]
        properties[key] = {"title": row.label, **(_rows(format, below) if below else _row(format, block))}
        if not row.total:
            required.append(key)
    return _object(properties, required)


def _seen_through(rows: Iterable[tuple[Row, Block]]) -> Iterable[tuple[Row, Block]]:
    """Groups without key do not appear in a filing."""
    for row, block in rows:
        if row.key is None:
            yield from _seen_through((child, block) for child in row.rows)
        else:
            yield row, block


def _row(format: Format, block: Block) -> Json:
    """One row in any of its ways of writing."""
    columns = list(leaf_columns(block.columns))
    if len(columns) == 1 and columns[0].key is None:
        return {"description": columns[0].label, **_number(format, columns[0])}
    named = {str(one.key): {"title": one.label, **_number(format, one)} for one in columns}
    written = [str(one.key) for one in columns if not one.total]
    names = "、".join(_label(one) for one in columns)
    one_list = {
        "type": "array",
        "description": f"各列依次为：{names}",
        **_items(format, columns),
        "minItems": len(written),
        "maxItems": len(columns),
    }
    return {"anyOf": [one_list, _object(named, written), {"const": 0}, {"type": "null"}]}


def _items(format: Format, columns: list[Column]) -> Json:
    """One schema for all the numbers of a row, or one for each where they are not of one shape."""
    shapes = [_number(format, one) for one in columns]
    return {"items": shapes[0]} if all(one == shapes[0] for one in shapes) else {"prefixItems": shapes}


def _number(format: Format, column: Column) -> Json:
    kind = format.kinds[column.kind] if column.kind else None
    told = {"description": kind.hint} if kind and kind.hint else {}
    if kind is None or not kind.units:
        return {**told, "type": ["number", "null"]}
    pattern = f"^-?[0-9]+([.][0-9]+)?({'|'.join(kind.units)})$"
    return {**told, "anyOf": [{"type": "string", "pattern": pattern}, {"const": 0}, {"type": "null"}]}


def _label(column: Column) -> str:
    return f"{column.key}（可不写）" if column.total else str(column.key)
