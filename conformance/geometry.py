"""What a printed report measures, taken from its pages alone.

The type area cannot be seen, only its lines.  By the standard it is as high as its lines with the
space between them, so its height is the number of lines times their pitch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, median

from conformance.pages import NUMBER, Line, Page, PrintedTable
from generator.report.build import Heading, Report, TableBlock
from generator.writers.style.tokens import MM_PER_POINT

Measures = dict[str, float | str]

# A character's body reaches so far above and below the baseline, as shares of its size.
ABOVE, BELOW = 0.88, 0.12
# So much of a page may be left empty before a table that goes on the next one as a whole.
EMPTY = 0.25
# How far a line's end may be from where it belongs, in millimetres.
NEAR = 1.0
# Text in which each character is as wide as the next and none may be squeezed.
EVEN = re.compile("(?:[一-鿿]|(?<=[一-鿿])[，。、；：](?=[一-鿿]))+")


def measure(pages: Sequence[Page], report: Report) -> Measures:
    """Every measure by its name in ``gbt9704.yaml``; what a short report does not show is left out.

    The type area is that of pages that lie upright: turned ones have another, and tables on them.
    Raises ValueError where there is no text or no page number.
    """
    upright = [page for page in pages if page.is_upright]
    size = _body_size(upright)
    text = [[line for line in _text(page) if line.size == size] for page in upright]
    font = _common(line.font for lines in text for line in lines)
    pitch = _pitch([line for line in max(text, key=len) if line.font == font])
    first = min((lines[0] for lines in text if lines), key=_baseline)
    left = min(line.left for lines in text for line in lines)
    return {
        "width": upright[0].width,
        "height": upright[0].height,
        "left": left,
        "top": first.baseline - ABOVE * size * MM_PER_POINT,
        "pitch": pitch / MM_PER_POINT,
        "body_size": size,
        "body_font": font,
        **_full_line(text, left),
        **_full_page(upright, text, left, pitch),
        **_headings(pages, report),
        **_page_numbers(pages),
        "whole_tables": "、".join(_broken_tables(pages, report)) or "是",
        "lone_headings": "、".join(_lone_headings(pages, report)) or "没有",
        "cut_rows": "、".join(_cut_rows(pages, report)) or "没有",
    }


def _full_line(text: Sequence[Sequence[Line]], left: float) -> Measures:
    """The longest line of which every character takes the same room and that goes on below."""
    pairs = ((line, after) for lines in text for line, after in pairwise(lines))
    full = [line for line, after in pairs if _is_flush(line, left) and _is_flush(after, left)]
    edge = max((line.right - 1.5 * line.size * MM_PER_POINT for line in full), default=0.0)
    even = [line for line in full if EVEN.fullmatch(line.text) and _is_tight(line) and line.right > edge]
    longest = max(even, key=_length, default=None)
    if longest is None:
        return {}
    return {"line": longest.right - longest.left, "characters": len(longest.text)}


def _is_tight(line: Line) -> bool:
    """Whether its characters stand close: before a long address they are spread over the line."""
    return line.right - line.left < 1.1 * line.size * MM_PER_POINT * len(line.text)


def _full_page(pages: Sequence[Page], text: Sequence[Sequence[Line]], left: float, pitch: float) -> Measures:
    """How many lines a page holds, where nothing but text stands and a paragraph goes on over the page."""
    triples = zip(pages, text, text[1:], strict=False)
    full = [
        lines
        for page, lines, after in triples
        if len(page.lines) == len(lines) + 1  # and its number; no title
        and not page.tables
        and after
        and _is_flush(after[0], left)
        and _dense(lines, pitch)
    ]
    lines = max(full, key=len, default=None)
    if lines is None:
        return {}
    below = BELOW * lines[-1].size * MM_PER_POINT
    foot = pages[0].height - lines[-1].baseline - below
    return {"lines": len(lines), "area": len(lines) * pitch, "foot": foot}


def _is_flush(line: Line, left: float) -> bool:
    """Whether it begins at the edge, as only the second and later lines of a paragraph do."""
    return line.left - left < NEAR


def _dense(lines: Sequence[Line], pitch: float) -> bool:
    """Whether no line is left out, as beside a picture or below a title."""
    gaps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return bool(gaps) and max(gaps) < 1.5 * pitch


def _pitch(lines: Sequence[Line]) -> float:
    """From line to line, on average, where no other line, picture or space stands between them."""
    gaps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    near = median(gaps)
    return mean(gap for gap in gaps if gap < 1.5 * near)


def _length(line: Line) -> int:
    return len(line.text)


def _size(line: Line) -> float:
    return line.size


def _baseline(line: Line) -> float:
    return line.baseline


def _common(values: Iterator[str]) -> str:
    return Counter(values).most_common(1)[0][0]


def _body_size(pages: Sequence[Page]) -> float:
    """The size of most characters outside tables."""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in _text(page)):
        sizes[line.size] += len(line.text)
    if not sizes:
        raise ValueError("a report without text")
    return sizes.most_common(1)[0][0]


def _text(page: Page) -> list[Line]:
    """The lines of a page outside tables, without its number."""
    return [line for line in page.lines if not NUMBER.fullmatch(line.text)]


# ---------------------------------------------------------------- title and headings


def _headings(pages: Sequence[Page], report: Report) -> Measures:
    """Size and font of the title and of headings by level."""
    lines = [line for page in pages for line in _text(page)]
    title = max((line for line in lines if _same(line.text, report.title[0])), key=_size)
    found: Measures = {"title_size": title.size, "title_font": title.font}
    levels = {_plain(block.text): block.level for block in report.blocks if isinstance(block, Heading)}
    seen: dict[int, set[tuple[str, float]]] = {}
    for line in lines:
        if level := levels.get(_plain(line.text)):
            seen.setdefault(level, set()).add((line.font, line.size))
    for level, looks in sorted(seen.items()):
        found[f"heading_{level}_font"] = "、".join(sorted({font for font, _ in looks}))
        found[f"heading_{level}_size"] = min(size for _, size in looks)
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _same(text: str, other: str) -> bool:
    return _plain(text) == _plain(other)


def _lone_headings(pages: Sequence[Page], report: Report) -> Iterator[str]:
    """Headings that stand last on their page, parted from what they head."""
    texts = [_plain(block.text) for block in report.blocks if isinstance(block, Heading)]
    for number, page in enumerate(pages, 1):
        bottom = max((table.bottom for table in page.tables), default=0.0)
        last = max(_text(page), key=lambda line: line.baseline, default=None)
        if last and last.baseline > bottom and any(text.endswith(_plain(last.text)) for text in texts):
            yield f"第{number}页“{last.text}”"


# ---------------------------------------------------------------- page numbers


def _page_numbers(pages: Sequence[Page]) -> Measures:
    """Size, font and place; the place is told in characters from the outer edge of the type area."""
    found = [(number, page, _number(page)) for number, page in enumerate(pages, 1)]
    lines = [line for _, _, line in found if line]
    if len(lines) != len(pages):
        raise ValueError(f"{len(pages)} pages, {len(lines)} page numbers")
    wrong = [f"第{number}页" for number, _, line in found if line and _value(line) != number]
    upright = [(page, line) for _, page, line in found if line and page.is_upright]
    odd = [page.width - line.right for page, line in upright if _value(line) % 2]
    even = [line.left for _, line in upright if not _value(line) % 2]
    return {
        "number_size": lines[0].size,
        "number_font": _common(line.font for line in lines),
        "number_odd": max(odd),
        **({"number_even": max(even)} if even else {}),
        "number_dash": max(page.dash for page, _ in upright),
        "number_order": "、".join(wrong) or "是",
    }


def _number(page: Page) -> Line | None:
    """The page's number: the last such line on it."""
    return next((line for line in reversed(page.lines) if NUMBER.fullmatch(line.text)), None)


def _value(line: Line) -> int:
    match = NUMBER.fullmatch(line.text)
    return int(match[1]) if match else 0


# ---------------------------------------------------------------- tables


def _pieces(pages: Sequence[Page], report: Report) -> Iterator[tuple[TableBlock, list[PrintedTable]]]:
    """Each table of the report with what stands of it on one page after the other."""
    printed = [table for page in pages for table in page.tables]
    for block in (candidate for candidate in report.blocks if isinstance(candidate, TableBlock)):
        pieces: list[PrintedTable] = []
        while printed and _rows(block, pieces) < block.rows:
            pieces.append(printed.pop(0))
        yield block, pieces


def _rows(block: TableBlock, pieces: Sequence[PrintedTable]) -> int:
    """How many rows of the table stand on the pages, repeated heads counted once."""
    return sum(piece.rows for piece in pieces) - block.head_rows * max(len(pieces) - 1, 0)


def _cut_rows(pages: Sequence[Page], report: Report) -> Iterator[str]:
    """Tables whose printed rows are not theirs: a row cut by the page's end counts twice."""
    for block, pieces in _pieces(pages, report):
        if (rows := _rows(block, pieces)) != block.rows:
            yield f"“{block.caption}”印出{rows}行，应为{block.rows}行"


def _broken_tables(pages: Sequence[Page], report: Report) -> Iterator[str]:
    """Tables on several pages that one page could hold; one that would have left much of a page empty may."""
    for block, pieces in _pieces(pages, report):
        height = sum(piece.bottom - piece.top for piece in pieces)
        little = pieces[0].bottom - pieces[0].top < EMPTY * _room(pages) if pieces else False
        if len(pieces) > 1 and height < 0.9 * _room(pages) and (little or not block.head_rows):
            yield f"“{block.caption}”分在{len(pieces)}页"


def _room(pages: Sequence[Page]) -> float:
    """The height that text takes on the fullest page."""
    return max(page.lines[-2].baseline - page.lines[0].baseline for page in pages if len(page.lines) > 2)
