"""Which column each figure of a row stands in: by the heads above it, else by its order if none is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.importers.lines import Printed
from generator.importers.names import FormNames, Head, Line
from generator.importers.pages import Cell
from generator.importers.wild import folded, is_blank, short


@dataclass(frozen=True, slots=True)
class Assigned:
    """The cells of a row by their addresses; ``extra`` belong to no column of the form.

    ``by_order``: no heads were found; ``wrong``: how many figures there are where they fit no columns.
    """

    cells: Mapping[str, Cell] = field(default_factory=dict)
    extra: tuple[Cell, ...] = ()
    by_order: bool = False
    wrong: bool = False


def assigned(names: FormNames, printed: Printed, lines: Sequence[Line]) -> Assigned:
    """The figures of a row by address; ``lines`` are several where rows stand side by side."""
    wanted = [(line, head) for line in lines for head in names.heads(line)]
    paths = [".".join(filter(None, (line.path, head.key))) for line, head in wanted]
    if len(paths) == 1:
        return _single(printed, paths[0])
    named = [] if printed.loose else [_head(names, printed, lines, column) for column in printed.columns]
    if by_heads := _by_heads(printed, named, paths):
        return by_heads
    cells = _fitting(printed, paths, named)
    if cells is None:
        return Assigned(wrong=True)
    return Assigned(dict(zip(paths, cells, strict=True)), by_order=not any(named))


def _single(printed: Printed, path: str) -> Assigned:
    """The only figure of a row."""
    filled = [cell for cell in printed.values if not is_blank(cell.text)]
    if len(filled) > 1:
        return Assigned(wrong=True)
    return Assigned({path: filled[0] if filled else printed.values[0]})


def _by_heads(printed: Printed, named: Sequence[str], paths: Sequence[str]) -> Assigned | None:
    """Figures under heads that name a column each; None where the heads do not say enough."""
    known = [path for path in named if path]
    if not known or len(set(known)) < len(known):
        return None
    nameless = [cell for cell, path in zip(printed.values, named, strict=True) if not path]
    if len(known) < len(paths) and any(not is_blank(cell.text) for cell in nameless):
        return None
    if len(known) * 2 < len(paths):
        return None
    cells = {path: cell for cell, path in zip(printed.values, named, strict=True) if path}
    return Assigned(cells, tuple(cell for cell in nameless if not is_blank(cell.text)))


def _fitting(printed: Printed, paths: Sequence[str], named: Sequence[str]) -> list[Cell] | None:
    """As many figures as there are columns: empty places at one end do not count."""
    count = len(paths)
    cells, heads = list(printed.values), list(named) or [""] * len(printed.values)
    if (
        any(heads)
        and len(cells) == count
        and any(head not in ("", path) for head, path in zip(heads, paths, strict=True))
    ):
        return None  # the heads say another order
    if len(cells) == count:
        return cells
    if not printed.loose and printed.spare and is_blank(cells[0].text):
        cells, heads = cells[: -printed.spare], heads[: -printed.spare]
    if len(cells) < count or _both_ends_blank(cells, printed.loose):
        return None
    for end in (0, -1) if not printed.loose else (-1,):
        tried, at = list(cells), list(heads)
        while len(tried) > count and is_blank(tried[end].text) and not at[end]:
            tried.pop(end), at.pop(end)
        # An empty place at the left may be a number that was left out, unless all of them are taken away.
        if len(tried) == count and (end or not is_blank(tried[0].text)):
            return tried
    return None


def _both_ends_blank(cells: Sequence[Cell], loose: bool) -> bool:
    """Whether it cannot be told at which end there is too much."""
    return not loose and is_blank(cells[0].text) and is_blank(cells[-1].text)


def _head(names: FormNames, printed: Printed, lines: Sequence[Line], column: int) -> str:
    """The address of the column that the heads above a place name, the nearest first."""
    key: Head | None = None
    for row in reversed(printed.above):
        text = row[column].text if column < len(row) else ""
        said = {folded(text), short(text)} - {""}
        if not said:
            continue
        key = key or next((head for head in names.heads(lines[0]) if head.names & said), None)
        if key is None:
            continue
        line = lines[0] if len(lines) == 1 else next((line for line in lines if line.names & said), None)
        if line is not None:
            return ".".join(filter(None, (line.path, key.key)))
    return ""
