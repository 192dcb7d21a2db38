"""Lines of a PDF become paragraphs again; lines that are the rows of a table without rules become a grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.findings.position import Position
from generator.importers.pages import Block, Cell, Grid, Paragraph, as_text
from generator.importers.pdf_lines import TextLine

FIGURE = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.]*(?:万元|亿元|元|件)?|[-—–/]")
# A row of a table without rules is never further from the one before than so many lines.
GAP = 4
ROWS = 4
# What is told by the size of its letters.
LARGER = 1.25
# A line of so many letters that ends within a sentence is no heading: the next one goes on with it.
UNFINISHED = 30
BEGINS = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")

# What an item of a list begins with.
ITEM = re.compile(r"[-–•·●◆➢]|[0-9]{1,2}[.．、]|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, a table or the mark of a picture, the page it stands on, and how high."""

    page: int
    top: float
    what: TextLine | Grid | Paragraph


def loose_tables(placed: Sequence[Placed]) -> Iterator[Placed]:
    """The same with rows of figures outside ruled tables put together to grids, page by page."""
    start = 0
    while start < len(placed):
        end = _end_of_rows(placed, start)
        if end > start:
            yield Placed(placed[start].page, placed[start].top, _loose(placed[start:end]))
            start = end
        else:
            yield placed[start]
            start += 1


def _end_of_rows(placed: Sequence[Placed], start: int) -> int:
    """Where rows of figures that begin here end; the same place where none begin."""
    if not _is_row(placed[start]):
        return start
    end, rows, gap = start, 0, 0
    for number in range(start, len(placed)):
        each = placed[number]
        if not isinstance(each.what, TextLine) or gap > GAP or each.page != placed[start].page:
            break
        if _is_row(each):
            end, rows, gap = number + 1, rows + 1, 0
        else:
            gap += 1
    return end if rows >= ROWS or any(_is_long(each) for each in placed[start:end]) else start


def _is_row(placed: Placed) -> bool:
    """Whether a line is a label and figures that stand apart."""
    if not isinstance(placed.what, TextLine):
        return False
    pieces = _pieces(placed.what)
    return len(pieces) > 1 and FIGURE.fullmatch(pieces[-1]) is not None


def _is_long(placed: Placed) -> bool:
    """Whether a line has so many figures that it is a row by itself."""
    return (
        isinstance(placed.what, TextLine)
        and sum(bool(FIGURE.fullmatch(p)) for p in _pieces(placed.what)) >= 7
    )


def _pieces(line: TextLine) -> list[str]:
    """What stands apart on a line; figures that stand beside each other with blanks are apart as well."""
    found: list[str] = []
    for piece in line.pieces:
        parts = piece.split(" ")
        found += parts if all(FIGURE.fullmatch(part) for part in parts) else [piece]
    return found


def _loose(placed: Sequence[Placed]) -> Grid:
    page = placed[0].page
    rows = []
    for number, each in enumerate(placed, 1):
        assert isinstance(each.what, TextLine)
        at = Position(page=page, row=number)
        rows.append(
            tuple(Cell(text, replace(at, column=column)) for column, text in enumerate(_pieces(each.what), 1))
        )
    return Grid(tuple(rows), Position(page=page), loose=True)


# ---------------------------------------------------------------- paragraphs


def paragraphs(placed: Iterable[Placed]) -> Iterator[Block]:
    """Lines put together to paragraphs, over the ends of pages too; tables as they are."""
    items = list(placed)
    measure = _measure([each.what for each in items if isinstance(each.what, TextLine)])
    held: list[Placed] = []
    # Pictures at the end of a page, over which a paragraph may go on.
    waiting: list[Block] = []
    number = 0
    for each in [*items, None]:
        if each and isinstance(each.what, Paragraph):
            waiting.append(each.what)
            continue
        goes_on = each and isinstance(each.what, TextLine) and held and not _begins(held, each, measure)
        if not goes_on:
            if held:
                number += 1
                yield _paragraph(held, number, measure)
            yield from waiting
            held, waiting = [], []
        if each and isinstance(each.what, Grid):
            yield each.what
        elif each:
            held.append(each)


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where most lines begin and end, and how large most letters are."""

    left: float
    right: float
    size: float


def _measure(lines: Sequence[TextLine]) -> _Measure:
    if not lines:
        return _Measure(0, 0, 1)
    sizes = Counter(round(line.size) for line in lines for _ in range(len(line.text)))
    size = sizes.most_common(1)[0][0] or 1
    usual = [line for line in lines if abs(line.size - size) < 2] or list(lines)
    lefts, rights = Counter(round(line.left) for line in usual), Counter(round(line.right) for line in usual)
    often = [left for left, count in lefts.items() if count >= max(2, lefts.most_common(1)[0][1] * 0.2)]
    far = [right for right, count in rights.items() if count >= 2]
    far += [round(line.right) for line in usual if _goes_on(line)]
    return _Measure(min(often, default=min(lefts)), max(far, default=max(rights)), size)


def _goes_on(line: TextLine) -> bool:
    """Whether a line is surely not the last of its paragraph: long, and broken off within a sentence."""
    return len(line.text) >= UNFINISHED and line.text[-1:] not in "。！？：；…”）》"


def _begins(held: Sequence[Placed], placed: Placed, measure: _Measure) -> bool:
    """Whether a line begins a paragraph of its own, and does not go on with the lines before it."""
    before = held[-1]
    last, line = before.what, placed.what
    assert isinstance(last, TextLine)
    assert isinstance(line, TextLine)
    if abs(line.size - last.size) > measure.size * 0.2 and _is_larger(last, measure) != _is_larger(
        line, measure
    ):
        return True
    if _is_larger(line, measure) and _is_larger(last, measure):
        return placed.page != before.page
    indented = line.left > measure.left + measure.size * 1.2 and not _hangs(held, line, measure)
    short = last.right < measure.right - measure.size * 2.5
    apart = placed.page == before.page and last.bottom - line.top > measure.size * 2.2
    return indented or short or apart or (BEGINS.match(line.text) is not None and line.left > last.left + 1)


def _hangs(held: Sequence[Placed], line: TextLine, measure: _Measure) -> bool:
    """Whether a line stands below the words of an item of a list, behind the item's mark."""
    first, last = held[0].what, held[-1].what
    if not isinstance(first, TextLine) or not isinstance(last, TextLine) or not ITEM.match(first.text):
        return False
    if ITEM.match(line.text) or BEGINS.match(line.text):
        return False
    if len(held) > 1:
        return abs(line.left - last.left) < measure.size * 0.2
    return measure.size * 0.4 < line.left - first.left < measure.size * 3


def _is_larger(line: TextLine, measure: _Measure) -> bool:
    return line.size > measure.size * LARGER


def _paragraph(held: Sequence[Placed], number: int, measure: _Measure) -> Paragraph:
    lines = [each.what for each in held if isinstance(each.what, TextLine)]
    text = lines[0].text
    for line in lines[1:]:
        joint = " " if text[-1:].isascii() and line.text[:1].isascii() and text[-1:].isalpha() else ""
        text += joint + line.text
    is_title = held[0].page == 1 and _is_larger(lines[0], measure)
    return Paragraph(as_text(text), Position(page=held[0].page, line=number), title=is_title)
