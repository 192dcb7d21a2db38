"""The rule below a table where a page ends: WeasyPrint leaves it out under a cell that goes on.

It works on what WeasyPrint keeps in memory, like `weasyprint_tags`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def close_tables(document: Any) -> None:
    """Rule every table below its last row of each page, on a document laid out and not yet written."""
    for page in document.pages:
        for table in _tables(page._page_box):
            _close(table)


def _tables(box: Any) -> Iterator[Any]:
    if hasattr(box, "collapsed_border_grid"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _tables(child)


def _close(table: Any) -> None:
    """Where a cell goes on there is no border; it is given the strongest of that row's."""
    rows = sum(len(group.children) for group in table.children)
    heads = len(table.children[0].children) if table.children[0].is_header else 0
    line = rows + (table.skipped_rows - heads if table.skipped_rows else 0)
    borders = table.collapsed_border_grid[1][line]
    strongest = max(borders, key=lambda border: border[1][1])
    borders[:] = [border if border[1][1] else strongest for border in borders]
