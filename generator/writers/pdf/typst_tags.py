"""The tags of statutory tables in a tagged PDF: which cells are heads, and which heads each has.

A merged head is read aloud rightly only if every number names its heads (ISO 32000-1, 14.8.5.7;
PDF/UA-1, 7.5).  Typst writes a plain grid of cells; the Report knows the heads, so they are
written here cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from generator.form.table_grid import Place, Role
from generator.report.build import TableBlock

# pikepdf's objects answer to every attribute; there is no type to give them.
Element = Any

COLUMN_ROLES = (Role.BANNER, Role.COLUMN_GROUP, Role.COLUMN)
ROW_ROLES = (Role.ROW_GROUP, Role.ROW)


class TagsDiffer(Exception):
    """The PDF's tables are not the report's: a fault of the writer, never of a filing."""


def tag_tables(pdf: bytes, tables: Sequence[TableBlock], language: str = "") -> bytes:
    """The same PDF with TH, Scope, Headers, ID, spans and summary set from the report's tables.

    With a ``language`` the PDF is said to be in that one: Typst knows no scripts.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        if language and str(document.Root.Lang) != language:
            document.Root.Lang = String(language)
        found = list(_tables(document.Root.StructTreeRoot))
        if len(found) != len(tables):
            raise TagsDiffer(f"{len(found)} tables in the PDF, {len(tables)} in the report")
        heads: dict[str, Element] = {}
        for element, table in zip(found, tables, strict=True):
            _tag_table(element, table, heads)
        names = Array()
        # A name tree is sorted by the bytes of its keys.
        for key, head in sorted(heads.items(), key=lambda pair: bytes(String(pair[0]))):
            names.append(String(key))
            names.append(head)
        document.Root.StructTreeRoot.IDTree = document.make_indirect(Dictionary(Names=names))
        target = BytesIO()
        document.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return target.getvalue()


def _children(element: Element) -> Iterator[Element]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _tables(element: Element) -> Iterator[Element]:
    for kid in _children(element):
        if Name.Table == kid.S:
            yield kid
        else:
            yield from _tables(kid)


def _cells(element: Element) -> Iterator[Element]:
    for kid in _children(element):
        if kid.S in (Name.TH, Name.TD):
            yield kid
        else:
            yield from _cells(kid)


def _tag_table(element: Element, table: TableBlock, heads: dict[str, Element]) -> None:
    cells = list(_cells(element))
    if len(cells) != len(table.places):
        raise TagsDiffer(f"{len(cells)} cells in the PDF, {len(table.places)} in {table.id}")
    _set_attributes(element, Dictionary(O=Name.Table, Summary=String(table.caption)))
    for cell, place in zip(cells, table.places, strict=True):
        _tag_cell(cell, place, heads)


def _tag_cell(cell: Element, place: Place, heads: dict[str, Element]) -> None:
    attributes = Dictionary(O=Name.Table)
    if place.colspan > 1:
        attributes.ColSpan = place.colspan
    if place.rowspan > 1:
        attributes.RowSpan = place.rowspan
    is_head = place.role in (*COLUMN_ROLES, *ROW_ROLES)
    cell.S = Name.TH if is_head else Name.TD
    if is_head:
        attributes.Scope = Name.Column if place.role in COLUMN_ROLES else Name.Row
    if place.id:
        cell.ID = String(place.id)
        heads[place.id] = cell
    elif "/ID" in cell:
        del cell["/ID"]
    if place.headers:
        attributes.Headers = Array([String(name) for name in place.headers])
    _set_attributes(cell, attributes)


def _set_attributes(element: Element, attributes: Dictionary) -> None:
    """Replace what is said of the element as part of a table; keep the rest (its layout)."""
    old = element.get("/A")
    given = old if isinstance(old, Array) else [] if old is None else [old]
    kept = [
        attribute
        for attribute in given
        if isinstance(attribute, Dictionary) and attribute.get("/O") != Name.Table
    ]
    element.A = Array([attributes, *kept]) if kept else attributes
