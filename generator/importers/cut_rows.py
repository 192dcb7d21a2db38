"""Rows that the end of a page cuts in two: put together where the two halves are the name of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.importers.lines import is_label
from generator.importers.names import FormNames
from generator.importers.pages import Cell, Grid
from generator.importers.wild import folded, short

Row = tuple[Cell, ...]


def whole_rows(names: FormNames, grids: Sequence[Grid]) -> list[Grid]:
    """The same grids, as many: the second half of a row stands with its first half, on the page before."""
    whole = list(grids)
    for place in range(1, len(whole)):
        above, below = whole[place - 1], whole[place]
        if _goes_on(above, below) and (row := _joined(names, above.rows[-1], below.rows[0])):
            whole[place - 1] = replace(above, rows=(*above.rows[:-1], row))
            whole[place] = replace(below, rows=below.rows[1:])
    return whole


def _goes_on(above: Grid, below: Grid) -> bool:
    """Whether a grid may go on with the last one of the page before."""
    pages = above.at.page, below.at.page
    ruled = not above.loose and not below.loose and bool(above.rows) and bool(below.rows)
    return ruled and pages[0] is not None and pages[1] == pages[0] + 1


def _joined(names: FormNames, first: Row, second: Row) -> Row | None:
    """Both halves as one row; None where they are not halves of a row of the form."""
    upper = [place for place, cell in enumerate(first) if not cell.covered]
    lower = [cell.text for cell in second if not cell.covered]
    # What stands before the name may reach over several rows, and begins anew on the page.
    count = min(len(upper), len(lower))
    texts = {
        place: (first[place].text, text) for place, text in zip(upper[-count:], lower[-count:], strict=True)
    }
    halves = [pair for pair in texts.values() if is_label("".join(pair))][-1:]
    if not halves or not _is_name(names, "".join(halves[0])):
        return None
    if halves[0][1].strip() and _is_name(names, halves[0][0]):
        return None  # a whole row, and another one
    behind = [pair for place, pair in texts.items() if place > _last_label(texts)]
    if any(all(text.strip() for text in pair) for pair in behind):
        return None
    return tuple(
        replace(cell, text="\n".join(filter(None, texts[place]))) if place in texts else cell
        for place, cell in enumerate(first)
    )


def _last_label(texts: dict[int, tuple[str, str]]) -> int:
    return max(place for place, pair in texts.items() if is_label("".join(pair)))


def _is_name(names: FormNames, text: str) -> bool:
    return folded(text) in names.by_name or short(text) in names.by_name
