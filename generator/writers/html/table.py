"""A statutory table as HTML: its cells with spans, scopes and heads, and what narrow screens need to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.form.table_grid import Place, Role
from generator.report.build import TableBlock
from generator.writers.style import table_measures
from generator.writers.style.table_breaks import breaks
from generator.writers.style.tokens import MM_PER_POINT, Style

Plain = dict[str, Any]

# HTML's word for the cells that a head stands over; a place without one is no head.
SCOPES = {
    Role.BANNER: "colgroup",
    Role.COLUMN_GROUP: "colgroup",
    Role.COLUMN: "col",
    Role.ROW_GROUP: "rowgroup",
    Role.ROW: "row",
}

# More digits than a column of the page holds on a narrow screen.
DIGITS = 5
# What a phone shows of a table without scrolling, in characters of its text; and a column's least.
PHONE = 22.0
GROUP, ITEM, FIGURE = 3.4, 6.8, 3.4
# Words longer than this want a column as wide as names of rows have.
SHORT = 5


def is_whole(table: TableBlock, style: Style) -> bool:
    """Whether a page is to hold all of the table, as it can if none of its rows needs a second line."""
    look = table_measures.table_look(table, style)
    row = look.size * MM_PER_POINT + 2 * look.padding_y
    return table.rows * row < style.page.holding(landscape=table.landscape).text_height and not breaks(
        table, style
    )


def table_plain(table: TableBlock, style: Style, named_by: str) -> Plain:
    """A table as the template wants it; ``named_by`` is the id of the heading that names it."""
    look = table_measures.table_look(table, style)
    numbers = [place for place in table.places if place.role is Role.NUMBER]
    stubs = min((place.column for place in table.places if place.role in (Role.NUMBER, Role.UNIT)), default=0)
    digits = max((len(place.text) + 2 * len(place.mark) for place in numbers), default=0)
    kinds = _kinds(table, stubs)
    rows: list[list[Plain]] = [[] for _ in range(table.rows)]
    for place in table.places:
        rows[place.row].append(_cell(place, look, stubs))
    return {
        "kind": "table",
        "id": table.id,
        "caption": table.caption,
        "named_by": named_by,
        # One that has no heading right above it, with which it would be kept, is kept whole by itself.
        "around": "scroll" if named_by or not is_whole(table, style) else "scroll together",
        "columns": table.columns,
        "stubs": stubs,
        "named": kinds.count("item"),
        "digits": digits,
        "wide": digits > DIGITS,
        "scrolls": _width(kinds, digits) > PHONE,
        "widths": [f"{width / sum(look.widths):.3%}" for width in look.widths],
        "remarked": any(place.remark for place in numbers),
        "kinds": kinds,
        "look": _look(look),
        "head": [{"cells": cells, "kept": False} for cells in rows[: table.head_rows]],
        "body": _body(table, style, rows),
    }


def _look(look: table_measures.TableLook) -> Plain:
    return {
        "size": look.size,
        "remark": table_measures.remark_size(look),
        "padding_x": look.padding_x,
        "padding_y": look.padding_y,
    }


def _kinds(table: TableBlock, stubs: int) -> list[str]:
    """Of every column what it holds: names of groups, of rows or other words, figures or what is as short."""
    wordy = {place.column for place in table.places if place.role is Role.UNIT and len(place.text) > SHORT}
    names = ["group"] * (stubs - 1) + ["item"] * min(stubs, 1)
    return names + ["item" if column in wordy else "figure" for column in range(stubs, table.columns)]


def _width(kinds: list[str], digits: int) -> float:
    """How wide a table is on a narrow screen, as the stylesheet has it."""
    widths = {"group": GROUP, "item": ITEM, "figure": max(FIGURE, digits * 0.6 + 0.7)}
    return sum(widths[kind] for kind in kinds)


def _body(table: TableBlock, style: Style, rows: list[list[Plain]]) -> list[Plain]:
    """The rows below the heads; ``kept`` with the next one where paper may break the table elsewhere."""
    before = breaks(table, style)
    return [
        {"cells": rows[row], "kept": bool(before) and row + 1 not in before}
        for row in range(table.head_rows, table.rows)
    ]


def _cell(place: Place, look: table_measures.TableLook, stubs: int) -> Plain:
    """A corner is no head: numbers do not stand under it.

    ``at`` is the column of what names rows, which stays in sight where a table scrolls; else None.
    """
    return {
        "id": place.id,
        "scope": SCOPES.get(place.role, ""),
        "headers": " ".join(place.headers),
        "colspan": place.colspan,
        "rowspan": place.rowspan,
        "path": place.path,
        "classes": " ".join(_classes(place, look, stubs)),
        "at": place.column if place.column + place.colspan <= stubs else None,
        "indent": place.indent,
        "text": f"{place.text}{place.mark}",
        "remark": place.in_brackets,
        "lines": table_measures.lines(place, look),
        "measure": table_measures.measure(place, look),
        "fitted": table_measures.fitted(place, look),
    }


def _classes(place: Place, look: table_measures.TableLook, stubs: int) -> Iterator[str]:
    """``label``: the name of a row; ``start``: anything else that stands at the left."""
    if place.path:
        yield "number"
    if table_measures.fitted(place, look):
        yield "tight"
    if place.role in (Role.CORNER, Role.BANNER):
        yield place.role.value
    if not table_measures.centred(place, look):
        yield "label" if place.role is Role.ROW else "start"
    if place.column + place.colspan <= stubs:
        yield "stub"
