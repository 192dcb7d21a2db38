"""A page of a PDF taken apart: its letters with their places, and the straight lines that are drawn on it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)
# Dotted rules are thousands of tiny pieces: what is shorter is no line of a table, and there is an end.
SHORTEST = 4.0
PIECES = 100_000
LETTERS = 60_000
DEEPEST = 8
# What is set larger is a mark across the page, 草稿 or the like.
MARK = 60.0
STRAIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and its box; a blank has the place at which it stands."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> Point:
        """The middle of its box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line: from ``start`` to ``end`` along it, ``at`` across."""

    start: float
    end: float
    at: float


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A picture and its box; ``element`` is the printed one, as long as its page is open."""

    element: Any
    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """How wide it is printed."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is printed."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on a page: letters, lines across and lines down, pictures."""

    letters: tuple[Letter, ...]
    across: tuple[Line, ...]
    down: tuple[Line, ...]
    pictures: tuple[Placement, ...]
    width: float
    height: float


def sheet(page: Any) -> Sheet:
    """A page as it is seen, turned as its viewer turns it."""
    turn = _turned(page)
    drawing = _Drawing()
    objects = pdfium.FPDFPage_CountObjects(page)
    drawing.take(objects, lambda number: pdfium.FPDFPage_GetObject(page, number), SAME, 0)
    lines = [(turn(*start), turn(*end)) for start, end in drawing.lines]
    far = turn(pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    width, height = (near + end for near, end in zip(turn(0, 0), far, strict=True))
    return Sheet(
        tuple(_letters(page, turn)),
        tuple(line for pair in lines if (line := _line(pair, 0))),
        tuple(line for pair in lines if (line := _line(pair, 1))),
        tuple(_placement(element, matrix, turn) for element, matrix in drawing.pictures),
        abs(width),
        abs(height),
    )


def _placement(element: Any, matrix: Matrix, turn: Callable[[float, float], Point]) -> Placement:
    """The box of a picture, which is drawn on the square from 0 to 1."""
    corners = [turn(*_point(matrix, x, y)) for x in (0, 1) for y in (0, 1)]
    (left, *_, right), (bottom, *_, top) = (sorted(each[along] for each in corners) for along in (0, 1))
    return Placement(element, left, right, bottom, top)


def _turned(page: Any) -> Callable[[float, float], Point]:
    """From the page's own places to those that are seen."""
    rotation = pdfium.FPDFPage_GetRotation(page)
    across, up = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    # Width and height are those of the turned page.
    turns: dict[int, Callable[[float, float], Point]] = {
        1: lambda x, y: (y, up - x),
        2: lambda x, y: (across - x, up - y),
        3: lambda x, y: (across - y, x),
    }
    return turns.get(rotation, lambda x, y: (x, y))


def _line(pair: tuple[Point, Point], along: int) -> Line | None:
    """A line across (0) or down (1), if it is one."""
    (start, end), other = pair, 1 - along
    if abs(start[other] - end[other]) >= STRAIGHT or abs(start[along] - end[along]) <= SHORTEST:
        return None
    first, last = sorted((start[along], end[along]))
    return Line(first, last, (start[other] + end[other]) / 2)


class _Drawing:
    """The lines of a page's paths, those in forms too."""

    def __init__(self) -> None:
        self.lines: list[tuple[Point, Point]] = []
        self.pictures: list[tuple[Any, Matrix]] = []
        self.pieces = 0

    def take(self, count: int, get: Callable[[int], Any], matrix: Matrix, depth: int) -> None:
        for number in range(count):
            if self.pieces > PIECES or depth > DEEPEST:
                return
            element = get(number)
            kind = pdfium.FPDFPageObj_GetType(element)
            self.pieces += 1
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                inside = pdfium.FPDFFormObj_CountObjects(element)
                below = _times(_matrix(element), matrix)
                self.take(inside, _of_form(element), below, depth + 1)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_drawn(element):
                self._path(element, _times(_matrix(element), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append((element, _times(_matrix(element), matrix)))

    def _path(self, element: Any, matrix: Matrix) -> None:
        start = last = None
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(pdfium.FPDFPath_CountSegments(element)):
            self.pieces += 1
            segment = pdfium.FPDFPath_GetPathSegment(element, number)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = _point(matrix, x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO and last:
                self.lines.append((last, point))
            last = point
            if start and start != point and pdfium.FPDFPathSegment_GetClose(segment):
                self.lines.append((point, start))


def _of_form(element: Any) -> Callable[[int], Any]:
    return lambda number: pdfium.FPDFFormObj_GetObject(element, number)


def _is_drawn(element: Any) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(element, filled, stroked)
    return bool(filled.value or stroked.value)


def _matrix(element: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(element, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, m, n, p, q, r = then
    return a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r


def _point(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _letters(page: Any, turn: Callable[[float, float], Point]) -> Iterator[Letter]:
    text = pdfium.FPDFText_LoadPage(page)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    # With the room that a letter takes, which a narrow figure or a comma has as well.
    wide = pdfium.FS_RECTF()
    try:
        for number in range(min(pdfium.FPDFText_CountChars(text), LETTERS)):
            code = pdfium.FPDFText_GetUnicode(text, number)
            if code < 32 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
                continue
            pdfium.FPDFText_GetCharBox(text, number, left, right, bottom, top)
            known = pdfium.FPDFText_GetLooseCharBox(text, number, wide) and wide.right > wide.left
            box = (wide.left, wide.bottom, wide.right, wide.top)
            first, low, last, high = box if known else (left.value, bottom.value, right.value, top.value)
            ends = turn(first, low), turn(last, high)
            across, up = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
            if up[1] - up[0] < MARK:
                yield Letter(chr(code), across[0], across[1], up[0], up[1])
    finally:
        pdfium.FPDFText_ClosePage(text)
