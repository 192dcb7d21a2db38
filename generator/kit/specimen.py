"""A form shown blank: a filing in which nothing is filled in, to be built like any other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from generator.filing.filing import Filing
from generator.filing.given import Given
from generator.filing.load import load
from generator.form.authorities import authorities
from generator.form.format import Block, Format, FreeTable, Part, Row, Section
from generator.form.own_fields import HeadField
from generator.source.read import read

Plain = Any
AUTHORITY = "（机关名称）"


def specimen(form: Format) -> Filing:
    """A filing with every section and every row of the form, all numbers blank, and for each narrative
    what the form says there in brackets, or else our advice."""
    root: dict[str, Plain] = {
        "格式": form.version,
        "机关": AUTHORITY,
        "机关类型": authorities().kinds[0].name,
        "行政层级": authorities().levels[0].name,
        "年度": form.years.first,
        "发布日期": f"{form.years.first + 1}-01-31",
    }
    root |= {field.key: _own(field) for field in form.own_fields if field.required}
    for section in form.sections:
        root[section.key] = _section(form, section)
    text = yaml.safe_dump(root, allow_unicode=True, sort_keys=False)
    document = read(text.replace(f"'{root['发布日期']}'", str(root["发布日期"])).encode())
    filing = load(document, Given(form)).filing
    assert filing is not None  # it names its format
    return filing


def _own(field: HeadField) -> Plain:
    """Something that may stand in a field that only this form has."""
    if field.allowed:
        return field.allowed[0]
    return {"数": 0, "日期": "2000-01-01"}.get(field.holds, f"（{field.key}）")


def _section(form: Format, section: Section) -> Plain:
    if section.table:
        return _blocks(section.table.blocks)
    if section.free:
        return [_free(form, section.free)]
    if section.parts:
        return {part.key: _hint(part) for part in section.parts}
    return _hint(section)


def _hint(part: Part) -> str:
    return part.note or f"（{part.hint or part.heading or part.key}）"


def _free(form: Format, table: FreeTable) -> Plain:
    """One row, its words dots, its numbers and what is worked out blank."""
    written = [column for column in table.columns if not column.may_be_left_out]
    return {str(column.key): None if form.kinds.get(column.kind or "") else "……" for column in written}


def _blocks(blocks: Iterable[Block]) -> Plain:
    return {key: value for block in blocks for key, value in _rows(block.rows).items()}


def _rows(rows: Iterable[Row]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for row in rows:
        below = _rows(row.rows) if row.rows else None
        if row.key is None:
            found |= below or {}
        else:
            found[row.key] = below
    return found
