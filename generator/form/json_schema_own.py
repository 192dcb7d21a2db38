"""The part of the JSON Schema that is about an office's own tables: the same for every form."""

from __future__ import annotations

from generator.form.json_schema_rows import Json, beside, closed
from generator.form.own_tables import COLUMNS, KIND, NAME, TITLE, TOTAL, own_kinds
from generator.form.reserved import ROWS, UNIT


def own_schema() -> Json:
    """The schema of all of them."""
    kinds = own_kinds().kinds
    meanings = [kind.meaning for kind in kinds.values()]
    column = closed(
        {
            NAME: {"title": NAME, "type": "string"},
            KIND: {"title": KIND, "enum": list(kinds), "enumDescriptions": meanings},
            UNIT: {"title": UNIT, "type": "string"},
        },
        [NAME],
    )
    table = closed(
        {
            TITLE: {"title": TITLE, "type": "string"},
            COLUMNS: {"title": "各列", "type": "array", "items": {**column, "type": ["string", "object"]}},
            ROWS: {"title": "各行", "type": "array", "items": {"type": ["array", "object"]}},
            TOTAL: {"title": "合计行", "type": ["boolean", "array", "object", "null"]},
            **beside(),
        },
        [TITLE, COLUMNS, ROWS],
    )
    words = "单位自己的表，印在报告后面；行可以写成 [甲局, 1, 380] 这样"
    return {"title": "附表", "description": words, "type": ["array", "null"], "items": table}
