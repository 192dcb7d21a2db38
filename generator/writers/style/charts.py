"""Where the bars and words of a chart stand: one drawing, printed by the web page as SVG and by the
picture sheet in Typst.

A drawing is ``WIDTH`` wide, which is a phone's; words are never written on a bar, and every bar has
its number beside it, so that a chart says the same in black and white, to the colour-blind, and in
the dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from unicodedata import east_asian_width

from generator.filing.narrative.filters import write
from generator.report.overview import Bar, Chart

WIDTH = 340.0
SIZE = 14.0
GAP = 8.0
# Lines of words, rows of bars, and how thick these are.
LINE = 22.0
ROW = 28.0
THICK = 16.0
STACK = 24.0
THIN = 13.0
# Between the parts of a bar; the least of a part that is not nothing.
SEAM = 2.0
LEAST = 2.0
SWATCH = 12.0
# The column of the shares in a legend.
SHARE = 64.0


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A bar, a part of one, or a swatch of the legend, in the look of its series."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; ``y`` is its middle, ``role`` label, value or quiet."""

    x: float
    y: float
    text: str
    role: str
    end: bool = False


@dataclass
class Drawing:
    """A chart laid out; ``height`` is what it has come to."""

    height: float = 0
    rectangles: list[Rectangle] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    width: float = WIDTH


def draw(chart: Chart) -> Drawing:
    """The drawing of a chart by its kind."""
    drawing = Drawing()
    {"bars": _bars, "stacks": _stacks, "years": _years}[chart.kind](drawing, chart.bars)
    return drawing


def width_of(text: str) -> float:
    """About how wide a text is: Chinese takes a square, a figure or letter a little over half of one."""
    return sum(1.0 if east_asian_width(sign) in "WF" else 0.58 for sign in text) * SIZE


def _labels(bars: Iterable[Bar]) -> float:
    return max(width_of(bar.label) for bar in bars) + GAP


def _bars(drawing: Drawing, bars: tuple[Bar, ...]) -> None:
    left = _labels(bars)
    room = WIDTH - left - GAP - max(width_of(bar.text) for bar in bars)
    for bar in bars:
        middle = drawing.height + ROW / 2
        drawing.words.append(Words(left - GAP, middle, bar.label, "label", end=True))
        end = _row(drawing, bar, left, middle - THICK / 2, THICK, room * _share(bar, bars))
        drawing.words.append(Words(end + GAP, middle, bar.text, "value"))
        drawing.height += ROW


def _share(bar: Bar, bars: Iterable[Bar]) -> float:
    """The length of a bar as a part of the longest."""
    return float(bar.value / max(other.value for other in bars))


def _row(drawing: Drawing, bar: Bar, x: float, y: float, height: float, length: float) -> float:
    """The parts of a bar from left to right; returns where the last one ends."""
    parts = [part for part in bar.parts if part.value]
    widths = _widths([part.value for part in parts], length - SEAM * (len(parts) - 1))
    for part, width in zip(parts, widths, strict=True):
        drawing.rectangles.append(Rectangle(x, y, width, height, part.series))
        x += width + SEAM
    return x - SEAM if parts else x


def _widths(values: list[Fraction], room: float) -> list[float]:
    """Widths in proportion that fill the room; what would be too small to be seen takes from the others."""
    small: set[int] = set()
    while len(small) < len(values):
        widths = _shared_out(values, room, small)
        more = {at for at, width in enumerate(widths) if width < LEAST}
        if not more:
            return widths
        small |= more
    return [LEAST] * len(values)


def _shared_out(values: list[Fraction], room: float, small: set[int]) -> list[float]:
    """The least for the small ones; what they leave in proportion for the others."""
    rest = room - LEAST * len(small)
    whole = sum(value for at, value in enumerate(values) if at not in small)
    return [LEAST if at in small else rest * float(value / whole) for at, value in enumerate(values)]


# ---------------------------------------------------------------- parts of a whole


def _stacks(drawing: Drawing, bars: tuple[Bar, ...]) -> None:
    for number, bar in enumerate(bars):
        drawing.height += GAP if number else 0
        middle = drawing.height + LINE / 2
        drawing.words.append(Words(0, middle, bar.label, "label"))
        drawing.words.append(Words(WIDTH, middle, bar.text, "value", end=True))
        drawing.height += LINE + SEAM
        _row(drawing, bar, 0, drawing.height, STACK, WIDTH * _share(bar, bars))
        drawing.height += STACK + GAP / 2 if bar.value else 0
        _legend(drawing, bar)


def _legend(drawing: Drawing, bar: Bar) -> None:
    """Swatch, name, number and share of every part; of a whole that is nothing there is none."""
    for part in bar.parts if bar.value else ():
        middle = drawing.height + LINE / 2
        drawing.rectangles.append(Rectangle(0, middle - SWATCH / 2, SWATCH, SWATCH, part.series))
        drawing.words.append(Words(SWATCH + GAP, middle, part.label, "label"))
        drawing.words.append(Words(WIDTH - SHARE, middle, part.text, "value", end=True))
        share = write(part.value / bar.value, "百分比", 1)
        drawing.words.append(Words(WIDTH, middle, share, "quiet", end=True))
        drawing.height += LINE


# ---------------------------------------------------------------- this year and last


def _years(drawing: Drawing, bars: tuple[Bar, ...]) -> None:
    left = _labels(bars)
    year = max(width_of(bar.parts[0].label) for bar in bars) + GAP
    room = WIDTH - left - year - GAP - max(width_of(bar.text) for bar in bars)
    for label, pair in _pairs(bars):
        drawing.height += GAP if drawing.height else 0
        middle = drawing.height + len(pair) * (THIN + SEAM + 3) / 2
        drawing.words.append(Words(left - GAP, middle, label, "label", end=True))
        for bar in pair:
            y = drawing.height + (SEAM + 3) / 2
            drawing.words.append(Words(left, y + THIN / 2, bar.parts[0].label, "quiet"))
            end = _row(drawing, bar, left + year, y, THIN, room * _share(bar, bars))
            drawing.words.append(Words(end + GAP, y + THIN / 2, bar.text, "value"))
            drawing.height += THIN + SEAM + 3


def _pairs(bars: tuple[Bar, ...]) -> Iterator[tuple[str, list[Bar]]]:
    yield from ((label, list(pair)) for label, pair in groupby(bars, lambda bar: bar.label))
