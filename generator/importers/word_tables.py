"""Rows and cells of Word's tables: how far they reach, where they stand."""

from __future__ import annotations

from lxml import etree

from generator.importers.expand import Spanning
from generator.importers.xml_parts import child, value


def is_deleted(cell: etree._Element) -> bool:
    """Whether a cell was taken out."""
    return child(child(cell, "tcPr"), "cellDel") is not None


def count(element: etree._Element | None) -> int:
    """A number that an element holds, 1 where it holds none."""
    text = value(element) if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 5 else 1


def columns_before(row: etree._Element) -> int:
    """How many columns of the grid a row leaves out at its beginning."""
    before = child(child(row, "trPr"), "gridBefore")
    return count(before) if before is not None else 0


def placed(first: int, row: list[Spanning]) -> list[Spanning]:
    """Cells with the columns that they stand in: Word writes those that go on from above as well."""
    found, column = [], first
    for cell in row:
        found.append(Spanning(cell.text, cell.right, cell.down, column))
        column += cell.right
    return found
