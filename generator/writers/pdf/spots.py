"""What stands where on pages that were set to be looked at.

The template marks what it prints: blocks by links that lead nowhere, cells of tables by a ground that cannot
be seen.  Typst writes both into the SVG of a page as rectangles that print nothing.  They are taken out again
here, so that what is left is the page as it is without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.report.blocks import Origin, TableBlock
from generator.report.build import Report

TITLE, HEAD = "title", "head"
_LINK = rb'<a [^>]*?href="mark:([^"]*)"[^>]*><rect width="([0-9.e-]+)" height="([0-9.e-]+)"[^>]*/></a>'
_GROUND = rb'<path fill="#([0-9a-f]{6})00"[^>]* d="M 0 0v ([0-9.e-]+)h ([0-9.e-]+)[^>]*/>'
_TOKEN = re.compile(rb"</g>|<g(?: [^>]*[^>/])?>|%b|%b" % (_LINK, _GROUND))
_MOVED = re.compile(rb'<[^>]*? transform="translate\(([0-9.e-]+) ([0-9.e-]+)\)"')
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something of a filing is printed on a page, in points from its upper left corner."""

    origin: Origin
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as an SVG, and what stands where on it."""

    svg: bytes
    spots: tuple[Spot, ...]


def marked(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a report with a mark for everything that is to be found again."""
    blocks = [block for group in (*data["letter"], *data["groups"]) for block in group]
    places = (place for block in blocks for place in block.get("places", ()))
    for number, place in enumerate(places):
        place["mark"] = f"#{number:06x}00"
    return {**data, "marked": True}


def sheets(pages: Iterable[bytes], report: Report) -> Iterator[Sheet]:
    """Pages as they were set, with marks, as they are without."""
    cells = list(_cells(report))
    for page in pages:
        taken = _Taken(page, report, cells)
        for token in _TOKEN.finditer(page):
            taken.take(token)
        yield Sheet(b"".join((*taken.kept, page[taken.end :])), tuple(taken.spots))


def cell_name(table: str, row: int, column: int) -> str:
    """What a cell is called that has no path of its own; rows and columns count from 0, heads too."""
    return f"{table}@{row},{column}"


def _cells(report: Report) -> Iterator[Origin]:
    """What every cell of every table stands for, in the order in which they were marked."""
    for block in report.all_blocks:
        if isinstance(block, TableBlock):
            table = block.origin.path if block.origin else block.id
            for place in block.places:
                yield Origin(place.path or cell_name(table, place.row, place.column))


@dataclass
class _Taken:
    """A page from which the marks are taken: what is kept of it, up to where it was looked through, and how
    far each group that is open is moved (nothing where it is turned)."""

    page: bytes
    report: Report
    cells: list[Origin]
    kept: list[bytes] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    end: int = 0
    moves: list[Point | None] = field(default_factory=lambda: [(0.0, 0.0)])
    opened: int = -1

    def take(self, token: re.Match[bytes]) -> None:
        """The next token."""
        tag = token.group()
        if tag.startswith(b"<g"):
            self.moves.append(_moved(self.moves[-1], tag))
            self.opened = token.end()
        elif tag == b"</g>":
            self.moves.pop()
            self._close(token)
        else:
            self._spot(token, _moved(self.moves[-1], tag))
            self._leave_out(token.start(), token.end())

    def _close(self, token: re.Match[bytes]) -> None:
        """A group that held nothing but marks is empty, as Typst writes an empty one."""
        if self.opened == self.end == token.start() and self.kept:
            self.kept[-1] = self.kept[-1][:-1] + b"/>"
            self.end = token.end()

    def _leave_out(self, start: int, end: int) -> None:
        if start > self.end or not self.kept:
            self.kept.append(self.page[self.end : start])
        self.opened = end if self.opened == start else -1
        self.end = end

    def _spot(self, token: re.Match[bytes], at: Point | None) -> None:
        name, width, height, cell, down, across = token.groups()
        origin = self._origin(name.decode()) if name is not None else self.cells[int(cell, 16)]
        if origin is not None and at is not None:
            size = (float(width), float(height)) if name is not None else (float(across), float(down))
            self.spots.append(Spot(origin, *at, *size))

    def _origin(self, name: str) -> Origin | None:
        """What a link stands for: a block by its number, or the title, which says most of the head."""
        return Origin(HEAD) if name == TITLE else self.report.all_blocks[int(name)].origin


def _moved(from_: Point | None, tag: bytes) -> Point | None:
    """Where something stands whose tag may move it."""
    if from_ is None or b"transform=" not in tag:
        return from_
    move = _MOVED.match(tag)
    return (from_[0] + float(move[1]), from_[1] + float(move[2])) if move else None
