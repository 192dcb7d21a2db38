"""A form as a page shows it: its head, its tables as they are printed, its texts with what belongs there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.filing.filing import Filing
from generator.form.address import Address
from generator.form.format import Format, Part, Section
from generator.form.head_fields import Field, head_fields
from generator.form.header import NAMES, REQUIRED
from generator.form.own_tables import own_kinds
from generator.form.table_grid import Role, lay_out
from generator.form.typing_hints import typing_hints
from generator.report.build import NUMBER_HOLE
from generator.report.form_lines import HOLE, fill
from generator.source.nodes import Mapping
from generator.workbench.places import text_places

Json = dict[str, Any]
# Fields that the page has another way for, or that name the form itself.
ELSEWHERE = ("waivers",)
_SHOWN = ("row", "column", "rowspan", "colspan", "role", "text", "id", "headers", "path", "indent")


def form_shown(form: Format, root: Mapping, filing: Filing | None = None) -> Json:
    """The whole form; ``root`` says which of its sections are written as one text, ``filing`` what its lines
    say of whom and when."""
    return {
        "version": form.version,
        "name": form.name,
        "basis": form.basis,
        "head": [_field(field) for field in head_fields(form) if _is_shown(field)],
        "sections": [_section(form, section, root, filing) for section in form.sections],
        "cells": {path: _cell(form, address) for path, address in form.places.items()},
        "own_kinds": [
            {"name": name, "meaning": kind.meaning, "number": kind.is_number}
            for name, kind in own_kinds().kinds.items()
        ],
    }


def _is_shown(field: Field) -> bool:
    return NAMES.get(field.path.partition(".")[0], "") not in ELSEWHERE


def _field(field: Field) -> Json:
    group, _, label = field.path.rpartition(".")
    schema = field.schema
    return {
        "key": field.path,
        "label": label,
        "group": group or None,
        "hint": typing_hints().hint(field),
        "whole": typing_hints().whole.get(field.path, ""),
        "required": field.required or field.path in REQUIRED,
        "kind": _kind(field),
        "choices": list(field.choices),
        "meanings": list(_meanings(field)),
        "many": field.holds("array"),
        "examples": [each for each in schema.get("examples", ()) if isinstance(each, str | int)],
    }


def _kind(field: Field) -> str:
    if field.choices:
        return "choice"
    kinds = {"array": "lines", "date": "date", "integer": "year", "boolean": "whole"}
    return next((name for kind, name in kinds.items() if field.holds(kind)), "line")


def _meanings(field: Field) -> Iterator[str]:
    ways = (field.schema, *field.schema.get("anyOf", ()))
    found = next((way["enumDescriptions"] for way in ways if "enumDescriptions" in way), ())
    yield from map(str, found)


def _line(line: str, filing: Filing | None) -> str:
    """A line of the form as it is printed, as far as that can be told; numbers of sections come and go."""
    plain = line.replace(f"{NUMBER_HOLE}、", "").replace(NUMBER_HOLE, "")
    return fill(filing, plain) if filing and filing.header else HOLE.sub("", plain)


def _section(form: Format, section: Section, root: Mapping, filing: Filing | None) -> Json:
    common = {
        "key": section.key,
        "name": section.name,
        "heading": _line(section.heading or "", filing),
        "required": section.required,
        "hint": section.hint,
        "note": section.note,
        "kind": _kind_of(section),
        "before": [_line(line, filing) for line in section.before],
        "after": [_line(line, filing) for line in section.after],
        "parts": [_part(form, path, section) for path in _paths(form, section, root)],
    }
    if section.table:
        return {**common, "grid": _grid(section)}
    if section.free:
        return {**common, "columns": list(_columns(form, section)), "total": section.free.total}
    return common


def _kind_of(section: Section) -> str:
    if section.table:
        return "table"
    if section.free:
        return "free"
    return "parts" if section.parts else "text"


def _paths(form: Format, section: Section, root: Mapping) -> list[str]:
    places = text_places(form, root)
    return [path for path, keys in places.items() if keys[0] == section.key]


def _part(form: Format, path: str, section: Section) -> Json:
    part = form.narratives.get(path) or (section if path == section.key else Part(key=path, required=False))
    beside = section.has_table
    return {
        "path": path,
        "name": path.rpartition(".")[2] if beside else part.name,
        "heading": None if beside else part.heading,
        "required": part.required and not beside,
        "note": "" if beside else part.note,
        "hint": "" if beside else part.hint,
        "beside": beside,
    }


def _grid(section: Section) -> Json:
    assert section.table is not None  # asked before
    grid = lay_out(section.key, section.table)
    places = [{name: getattr(place, name) for name in _SHOWN} for place in grid.places]
    for place in places:
        place["scope"] = _scope(place["role"])
    return {"columns": grid.columns, "rows": grid.rows, "head_rows": grid.head_rows, "places": places}


def _scope(role: Role) -> str:
    """What a head is a head of, in HTML's words."""
    across = {Role.BANNER: "colgroup", Role.COLUMN_GROUP: "colgroup", Role.COLUMN: "col"}
    return {**across, Role.ROW_GROUP: "rowgroup", Role.ROW: "row"}.get(role, "")


def _columns(form: Format, section: Section) -> Iterator[Json]:
    assert section.free is not None  # asked before
    for column in section.free.columns:
        kind = form.kinds.get(column.kind or "")
        yield {
            "key": column.key,
            "label": column.label,
            "holds": kind.holds if kind else "文字",
            "choices": list(kind.allowed) if kind else [],
            "unit": kind.unit if kind else "",
            "hint": kind.hint if kind else "",
            "total": column.may_be_left_out,
        }


def _cell(form: Format, address: Address) -> Json:
    kind = form.kinds[address.kind]
    return {
        "label": form.labels.short(address.path),
        "row": address.row_path,
        "column": address.column,
        "total": address.open_row or address.open_column,
        "unit": kind.unit,
        "holds": kind.holds,
        "choices": list(kind.allowed),
        "hint": kind.hint,
    }
