"""The JSON Schema (2020-12) of a format's filings, for editors: names, shapes, hints.

It knows shapes only.  Sums, dates and text are the business of ``check``.  Beside the standard it uses
the keys that VS Code's YAML extension reads: ``enumDescriptions``, ``markdownDescription`` and
``defaultSnippets``.  Nothing that an editor inserts by itself is a figure: a 0 is for the office to write.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.form import own_tables
from generator.form.format import Format, Part, Section
from generator.form.header import Header
from generator.form.json_schema_own import own_schema
from generator.form.json_schema_rows import DEFINITIONS, Bounds, Json, closed, free, table
from generator.form.own_fields import HeadField

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# How the title of every schema of a form ends.
ENDING = " 版）填报"
TEXT = {"label": "写一段文字（“|”之后一行一段）", "body": "|\n  $1"}
ONE_TEXT = "分几项写；也可以不分项，写成一篇文字，用自己的小标题。"
HOW_TO_WRITE = "在冒号后写 `|`，换行缩进，一行就是一段；表里的数字写成 `{{ 表.行.列 }}`，不必再抄。"


def schema(format: Format, bounds: Bounds) -> Json:
    """The schema of a whole filing; ``bounds`` are what its rules demand of every number of a kind."""
    head = Header.model_json_schema(by_alias=True, ref_template="{model}")
    properties = {key: _field(key, field, head.get("$defs", {})) for key, field in head["properties"].items()}
    properties["格式"] |= _version(format)
    properties["年度"] |= _years(format)
    properties |= {field.key: _own(field) for field in format.own_fields}
    for section in format.sections:
        properties[section.key] = _section(format, bounds, section)
    properties[own_tables.KEY] = own_schema()
    own = (field.key for field in format.own_fields if field.required)
    required = [*head["required"], *own, *(part.key for part in format.sections if part.required)]
    whole = {"title": f"{format.name}（{format.version}{ENDING}", "description": format.basis}
    return {"$schema": DIALECT, **whole, **closed(properties, required), "$defs": DEFINITIONS}


def is_schema(text: str) -> bool:
    """Whether a text is such a schema, of whatever form."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or value.get("$schema") != DIALECT:
        return False
    return str(value.get("title", "")).endswith(ENDING) and "格式" in value.get("properties", ())


def _own(field: HeadField) -> Json:
    """A field that only this form has."""
    schema: Json = {"title": field.key, "description": field.hint or field.key}
    kind = "number" if field.holds == "数" else "string"
    if field.allowed:
        schema["enum"] = [*field.allowed, *([] if field.required else [None])]
    if field.holds == "日期":
        schema["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    return {**schema, "type": kind if field.required else [kind, "null"]}


def _version(format: Format) -> Json:
    return {"const": format.version, "default": format.version}


def _years(format: Format) -> Json:
    years = format.years
    last = {} if years.last is None else {"maximum": years.last}
    return {"minimum": years.first, **last}


# ---------------------------------------------------------------- the head


def _field(key: str, field: Mapping[str, Any], models: Mapping[str, Json]) -> Json:
    """A field of the head: what pydantic says, in one piece, under its own name.

    An optional one may be left empty; pydantic's ``default: null`` goes, for editors would write it.
    """
    schema = {name: value for name, value in field.items() if name != "default"}
    if "$ref" in schema:
        schema = _model(models[schema.pop("$ref")], models) | schema
    if "items" in schema:
        schema["items"] = _field(key, schema["items"], models)
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]  # of one choice pydantic says so
    if "oneOf" in schema:
        schema["oneOf"] = [_field(key, way, models) for way in schema["oneOf"]]
    for choice in schema.pop("anyOf", []):
        schema = _field(key, choice, models) | schema if choice != {"type": "null"} else _or_empty(schema)
    return {**schema, "title": key}


def _model(model: Json, models: Mapping[str, Json]) -> Json:
    """A group of fields; its docstring is not for users."""
    inside = {key: _field(key, field, models) for key, field in model["properties"].items()}
    return closed(inside, model.get("required", []))


def _or_empty(field: Json) -> Json:
    if "enum" not in field:
        return {**field, "type": [field["type"], "null"]}
    schema = {"enumDescriptions": [*field["enumDescriptions"], "不写"]} if "enumDescriptions" in field else {}
    return {**field, **schema, "type": [field["type"], "null"], "enum": [*field["enum"], None]}


# ---------------------------------------------------------------- the sections


def _section(format: Format, bounds: Bounds, section: Section) -> Json:
    title = {"title": section.name}
    if section.table:
        rows = table(format, bounds, section.key, section.table)
        return {**title, **rows, **({} if section.required else {"type": ["object", "null"]})}
    if section.free:
        return {**title, **free(format, bounds, section.key, section.free)}
    if section.parts:
        return {**title, **_parts(section)}
    return _text(section)


def _parts(section: Section) -> Json:
    """Several texts, or one instead of them where the form allows that."""
    inside = {part.key: _text(part) for part in section.parts}
    parts = closed(inside, [part.key for part in section.parts if part.required])
    if not section.one_text:
        return parts
    return {**parts, "type": ["object", "string"], "description": ONE_TEXT, "defaultSnippets": [TEXT]}


def _text(part: Part) -> Json:
    words = part.note + part.hint
    return {
        "title": part.name,
        "description": words,
        "markdownDescription": f"{words}\n\n{HOW_TO_WRITE}".strip(),
        "type": "string" if part.required else ["string", "null"],
        "defaultSnippets": [TEXT],
    }
