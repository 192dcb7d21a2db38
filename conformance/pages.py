"""A reader of PDF pages that knows nothing of styles: lines with their places, fonts, sizes, tables.

Lengths are millimetres from the top or the left edge of the page, sizes points.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from PIL import ImageOps

from generator.writers.style.tokens import MM_PER_POINT

NUMBER = re.compile(r"—\s*(\d+)\s*—")
DPI = 600


@dataclass(frozen=True, slots=True)
class Line:
    """Text on one baseline; ``font`` and ``size`` are those of most of its characters."""

    text: str
    baseline: float
    left: float
    right: float
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """What stands of a table on one page: how many rows, and from where to where."""

    rows: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines from the top down, outside tables and inside, and its tables.

    ``dash``: how high above the foot of the page the ink of its number's first dash begins.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    cells: tuple[Line, ...]
    tables: tuple[PrintedTable, ...]
    dash: float = 0.0

    @property
    def is_upright(self) -> bool:
        """Whether the page is not turned."""
        return self.height > self.width


@cache
def pages(data: bytes) -> tuple[Page, ...]:
    """Every page of a PDF; read once."""
    names = _font_names(data)
    drawn = pypdfium2.PdfDocument(data)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return tuple(_page(page, names, drawn[number]) for number, page in enumerate(pdf.pages))


def _page(page: Any, names: Mapping[str, str], drawn: Any) -> Page:
    boxes = page.find_tables()
    tables = tuple(PrintedTable(len(box.rows), _mm(box.bbox[1]), _mm(box.bbox[3])) for box in boxes)
    outside: list[Any] = []
    inside: list[Any] = []
    for char in page.chars:
        within = any(_inside(char, box.bbox) for box in boxes)
        (inside if within else outside).append(char)
    lines = tuple(_lines(page, outside, names))
    number = next((line for line in reversed(lines) if NUMBER.fullmatch(line.text)), None)
    return Page(
        _mm(page.width),
        _mm(page.height),
        lines,
        tuple(_lines(page, inside, names)),
        tables,
        _dash(drawn, number) if number else 0.0,
    )


def _dash(page: Any, number: Line) -> float:
    """The ink's upper edge, from a picture of the place."""
    width, height = page.get_size()
    left, bottom = number.left / MM_PER_POINT, height - number.baseline / MM_PER_POINT
    top = bottom + number.size
    around = (left, bottom, width - left - number.size, height - top)
    picture = page.render(scale=DPI / 72, crop=around, grayscale=True).to_pil().convert("L")
    ink = ImageOps.invert(picture).point(lambda grey: 255 * (grey > 127)).getbbox()
    return _mm(top - (ink[1] if ink else 0) * 72 / DPI)


def _inside(char: Any, box: tuple[float, float, float, float]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _lines(page: Any, chars: list[Any], names: Mapping[str, str]) -> Iterator[Line]:
    rows: dict[int, list[Any]] = {}
    for char in chars:
        rows.setdefault(round(page.height - char["matrix"][5]), []).append(char)
    for _, row in sorted(rows.items()):
        row.sort(key=lambda char: char["x0"])
        text = "".join(char["text"] for char in row)
        seen = [char for char in row if char["text"].strip()]
        if not seen:
            continue
        fonts = Counter(names.get(char["fontname"], char["fontname"]) for char in seen)
        sizes = Counter(round(char["size"], 1) for char in seen)
        baseline = _mm(page.height - seen[0]["matrix"][5])
        edges = _mm(seen[0]["x0"]), _mm(seen[-1]["x1"])
        yield Line(text.strip(), baseline, *edges, fonts.most_common(1)[0][0], sizes.most_common(1)[0][0])


def _mm(points: float) -> float:
    return points * MM_PER_POINT


# ---------------------------------------------------------------- fonts


def _font_names(data: bytes) -> dict[str, str]:
    """What the PDF calls each font: the name that the embedded font bears itself."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item)
        return {str(font.FontName)[1:]: _own_name(font) for font in found}


def _own_name(descriptor: Any) -> str:
    named = str(descriptor.FontName)[1:]
    if "/FontFile3" in descriptor:
        return _bare(_cff_name(descriptor.FontFile3.read_bytes()))
    if "/FontFile2" in descriptor:
        with TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), lazy=True) as font:
            return _bare((font["name"].getDebugName(6) if "name" in font else None) or named)
    return _bare(named)


def _bare(name: str) -> str:
    """Without the tag of a subset and the name of an encoding."""
    return re.sub(r"^[A-Z]{6}\+|-(Identity-H|ProportionalCJK)$", "", name)


def _cff_name(data: bytes) -> str:
    if data[:4] == b"OTTO":
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return str(font["CFF "].cff.fontNames[0])
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    return str(fonts.fontNames[0])
