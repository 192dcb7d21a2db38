"""The elements of a web page as paragraphs and grids."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.findings.position import Position
from generator.importers.expand import Spanning, expand
from generator.importers.frames import is_frame
from generator.importers.page_body import is_shown
from generator.importers.pages import (
    STRONG,
    WEAK,
    Block,
    Grid,
    Paragraph,
    as_text,
    link,
    lowered,
    marked,
    picture,
    strong,
)

# What stands within a line; everything else is a paragraph of its own.
INLINE = {
    *(
        "a",
        "abbr",
        "b",
        "bdi",
        "big",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "o:p",
    ),
    *(
        "s",
        "small",
        "span",
        "st1",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "v:shape",
        "wbr",
        "nobr",
        "img",
    ),
}
LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLANKS = re.compile(r"[ \t\r\n\f\v]+")
DATA = re.compile(r"data:image/(?:png|jpeg);base64,")
PAGED = re.compile(r"\u200b|\ufeff")


@dataclass
class Blocks:
    """Reading goes on through a page: how many tables, paragraphs and pictures there were.  ``files`` are
    pictures that came with the page, by the addresses that it names."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    tables: int = 0
    lines: int = 0
    pictures: list[bytes] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def of(self, element: Any) -> Iterator[Block]:
        """What an element holds."""
        yield from self._inside(element, 0)
        yield from self._line(0)

    def _inside(self, element: Any, level: int) -> Iterator[Block]:
        self._say(element.text)
        for each in element:
            if is_shown(each):
                yield from self._element(each, level)
            self._say(each.tail)

    def _element(self, element: Any, level: int) -> Iterator[Block]:
        tag = element.tag
        if tag == "br":
            yield from self._line(level)
        elif tag == "img":
            self._picture(element)
        elif tag == "a":
            self._link(element)
        elif tag == "table" and _holds_figures(element):
            yield from self._line(level)
            yield self._grid(element)
            yield from self._pictures_of(element)
        elif tag in INLINE:
            self.words.append(STRONG if tag in ("b", "strong") else "")
            yield from self._inside(element, level)
            self.words.append(WEAK if tag in ("b", "strong") else "")
        else:
            yield from self._line(level)
            if tag == "li":
                self.words.append("- ")
            below = LEVELS.get(tag, level)
            yield from self._inside(element, below)
            yield from self._line(below)

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(as_text(BLANKS.sub(" ", PAGED.sub("", text))))

    def _picture(self, element: Any) -> None:
        source = str(element.get("src") or "").strip()
        self.pictures.append(self.files.get(source) or _picture(source))
        self.words.append(picture(len(self.pictures) - 1, str(element.get("alt") or "")))

    def _pictures_of(self, table: Any) -> Iterator[Paragraph]:
        """The pictures in the cells of a table, which stand below it: a cell has words alone."""
        for element in table.iter("img"):
            if all(is_shown(around) for around in (element, *element.iterancestors())):
                self._picture(element)
                yield Paragraph("".join(self.words), Position(table=self.tables))
                self.words.clear()

    def _link(self, element: Any) -> None:
        words = lowered(" ".join(str(element.text_content()).split()))
        self.words.append(link(as_text(words), str(element.get("href") or "").strip()))

    def _line(self, level: int) -> Iterator[Paragraph]:
        text = _whole(lowered("".join(self.words))).strip(" \t\u3000\xa0")
        self.words.clear()
        if text and text != "-":
            self.lines += 1
            yield Paragraph(text, Position(line=self.lines), level)

    def _grid(self, table: Any) -> Grid:
        self.tables += 1
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        return expand(
            ([_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in rows),
            Position(table=self.tables),
        )


def _whole(text: str) -> str:
    """The words of a line with its strong ones marked, where these begin and end on it."""
    pairs = re.sub(f"{STRONG}[^{STRONG}{WEAK}]*{WEAK}", lambda found: strong(found.group()[1:-1]), text)
    alone = re.sub(f"{STRONG}([^{STRONG}{WEAK}]+){WEAK}", "", pairs)
    if STRONG in alone or WEAK in alone:
        return text.replace(STRONG, "").replace(WEAK, "")
    return marked(pairs)


def _picture(source: str) -> bytes:
    """A picture that the page itself holds; nothing is fetched."""
    match = DATA.match(source)
    if match is None:
        return b""
    try:
        return b64decode(source[match.end() :], validate=True)
    except ValueError:
        return b""


def _holds_figures(table: Any) -> bool:
    """Whether it is a table of data: one that holds tables, or is a frame, only arranges the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = ([_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr"))
    return not is_frame([row for row in rows if row])


def _table_of(row: Any) -> Any:
    return next(row.iterancestors("table"), None)


def _cell(element: Any) -> Spanning:
    return Spanning(_text(element), _count(element.get("colspan")), _count(element.get("rowspan")))


def _text(element: Any) -> str:
    """The text of a cell, with the ends of its lines."""
    pieces: list[str] = []
    _pieces(element, pieces)
    text = PAGED.sub("", lowered("".join(pieces)))
    return "\n".join(line.strip(" \u3000\xa0") for line in text.split("\n") if line.strip(" \u3000\xa0"))


def _pieces(element: Any, pieces: list[str]) -> None:
    pieces.append(BLANKS.sub(" ", element.text or ""))
    for each in element:
        if is_shown(each):
            breaks = each.tag == "br" or each.tag not in INLINE
            pieces.append("\n" if breaks else "")
            _pieces(each, pieces)
            pieces.append("\n" if breaks and each.tag != "br" else "")
        pieces.append(BLANKS.sub(" ", each.tail or ""))


def _count(text: str | None) -> int:
    text = (text or "1").strip()
    return max(1, int(text)) if text.isdecimal() and len(text) < 5 else 1
