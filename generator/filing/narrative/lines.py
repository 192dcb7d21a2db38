"""A narrative line by line, each for what it is: paragraph, heading, item, picture, table, note.

One line is one paragraph, as clerks write and as text comes out of Word; Markdown's joining of lines would
silently run two paragraphs into one.  What a line may hold of Markdown is small on purpose
(docs/decisions/0005, 0068); what offices themselves set at the head of a line (●, ①, 1、) has its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from generator.common.kept import kept
from generator.filing.narrative.text_tables import is_row
from generator.filing.pictures import PICTURE_LINE, PICTURES_LINE

# 一、 is the level of the form's own sections; below it 公文 number （一） 1. （1）, GB/T 9704—2012 7.3.3.
HEADINGS = (
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*(?P<rest>.*)")),
    (3, re.compile(r"[0-9]{1,2}(?:[.．](?![0-9])|、)\s*(?P<rest>.*)")),
    (4, re.compile(r"[（(][0-9]{1,2}[）)]\s*(?P<rest>.*)")),
)
HEADING_LENGTH = 50
SENTENCE = re.compile("[。！？；：…]")
# The levels whose face differs from the body's, so that a head run into its paragraph can be told by it.
RUN_IN = (2, 3)
RUN_IN_LENGTH = 30
# A sentence with figures says something of its own, and marks would be torn apart.
NO_HEAD = re.compile(r"[0-9０-９*\[\]{}|]")
# The last ones are Word's own, of its fonts Symbol and Wingdings; pasted, they keep these codes.
SIGNS = "•●▪■◆◇◦‣⁃∙➢➤►▶✦❖\uf06c\uf06e\uf075\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
BULLET = re.compile(
    rf"(?:[-*+·・○□–－]\s+|[{SIGNS}]\s*|·(?=[一-鿿])|[-－–](?=[一-鿿“‘《（A-Za-z]))(?P<rest>\S.*)"
)
# A figure after 、 or a point is none of a list: 「1、2月」, 「1.5万件」.
NUMBER = re.compile(
    r"(?:[(（]?(?P<bracket>[0-9]{1,2})[)）]|(?P<circled>[①-⑳⑴-⒇])|(?P<point>[0-9]{1,2})[.．、](?![0-9０-９]))"
    r"\s*(?P<rest>\S.*)"
)
# Items that go on within their line are no lines of a list; their numbers stay as they are.
GOES_ON = re.compile(r"[①-⑳⑴-⒇]|[；;。，,]\s*[(（]?[0-9]{1,2}(?:[)）]|[.．、](?![0-9０-９]))")
CIRCLED = (ord("①"), ord("⑴"))
NOTE = re.compile(r"注[0-9]{0,2}[:：]\s*\S.*")
NOTED = ("table", "picture", "picture row", "note")
# A placeholder counts as the few characters it will print.
PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a narrative: ``kind`` is paragraph, heading, item, picture, picture row, table or note.

    ``level`` is a heading's, or that of the head run into a paragraph, which is its first ``head``
    characters; ``path`` a picture's; ``number`` what is printed before it in place of the office's own
    number; ``start`` the offset of ``text`` in the narrative.  A table has all its lines.
    """

    kind: str
    text: str
    start: int
    level: int = 0
    path: str = ""
    head: int = 0
    number: str = ""


def lines(text: str) -> Iterator[Line]:
    """The lines of a narrative that hold anything, each for what it is."""
    yield from _lines(text)


@kept
def _lines(text: str) -> tuple[Line, ...]:
    found: list[Line] = []
    before = ""
    for line in _each(text):
        is_note = line.kind == "paragraph" and before in NOTED and NOTE.fullmatch(line.text)
        before = "note" if is_note else line.kind
        found.append(line if before == line.kind else replace(line, kind=before))
    return tuple(found)


def _each(text: str) -> Iterator[Line]:
    for is_table, pieces in groupby(_pieces(text), key=lambda piece: is_row(piece.text)):
        group = list(pieces)
        if is_table and len(group) > 1:
            start, last = group[0].start, group[-1]
            yield Line("table", text[start : last.start + len(last.text)], start)
        else:
            yield from (_line(piece) for piece in group if piece.text)


def _pieces(text: str) -> Iterable[Line]:
    """Every line without the white space around it, empty ones too."""
    start = 0
    for raw in text.split("\n"):
        inner = raw.strip()
        yield Line("paragraph", inner, start + raw.index(inner))
        start += len(raw) + 1


def _line(piece: Line) -> Line:
    text, start = piece.text, piece.start
    if picture := PICTURE_LINE.fullmatch(text):
        return Line("picture", picture["caption"], start + 2, path=picture["path"])
    if PICTURES_LINE.fullmatch(text):
        return replace(piece, kind="picture row")
    if item := BULLET.fullmatch(text):
        return Line("item", item["rest"], start + item.start("rest"))
    if level := heading_level(text):
        return replace(piece, kind="heading", level=level)
    return _paragraph(piece)


def _paragraph(piece: Line) -> Line:
    """A paragraph, its number in one shape, and how much of it is a head."""
    level, head = _run_in(piece.text)
    if (number := _number(piece.text)) is None:
        return replace(piece, level=level, head=head)
    before = number.start("rest")
    start = piece.start + before
    shape = _shape(number)
    return Line("paragraph", number["rest"], start, level, head=max(head - before, 0), number=shape)


def _number(text: str) -> re.Match[str] | None:
    """The number that a line of a list begins with."""
    match = NUMBER.fullmatch(text)
    return match if match and not GOES_ON.search(match["rest"]) else None


def _shape(number: re.Match[str]) -> str:
    """The number of an item as all of its kind are printed: 「1.」 or 「（1）」."""
    if number["point"]:
        return f"{number['point']}."
    if number["circled"]:
        first = max(code for code in CIRCLED if code <= ord(number["circled"]))
        return f"（{ord(number['circled']) - first + 1}）"
    return f"（{number['bracket']}）"


def headings(text: str) -> Iterator[str]:
    """The headings of the highest level in a text, those run into their paragraphs too."""
    heads = [line for line in lines(text) if line.level]
    top = min((line.level for line in heads), default=0)
    yield from (heading_of(line) for line in heads if line.level == top)


def heading_of(line: Line) -> str:
    """The heading that a line is, or begins with."""
    return line.text[: line.head].rstrip("。") if line.head else line.text


def heading_level(text: str) -> int:
    """2, 3 or 4 for a line numbered the official way that is a heading, else 0.

    A heading is short and holds no sentence: 「1.加强培训。全年……」 is a paragraph that begins so.
    """
    printed = PLACEHOLDER.sub("0000", text)
    for level, pattern in HEADINGS:
        match = pattern.fullmatch(printed)
        if match and 0 < len(match["rest"]) <= HEADING_LENGTH and not SENTENCE.search(match["rest"]):
            return level
    return 0


def _run_in(text: str) -> tuple[int, int]:
    """The level of the head that a paragraph begins with, and how many characters it has; else nothing.

    「（一）抓公开。2024年……」 has one; a paragraph of a single sentence has none, nor has one whose first
    sentence holds figures.
    """
    end = text.find("。") + 1
    for level, pattern in HEADINGS if 0 < end < len(text) else ():
        match = pattern.fullmatch(text[: end - 1])
        if match and level in RUN_IN and _is_head(match["rest"]):
            return level, end
    return 0, 0


def _is_head(words: str) -> bool:
    return 0 < len(words) <= RUN_IN_LENGTH and not SENTENCE.search(words) and not NO_HEAD.search(words)


def marks(text: str) -> Iterator[tuple[int, int]]:
    """Where the signs and numbers stand that are printed in a shape of our own: from where to where."""
    for piece in _pieces(text):
        match = BULLET.fullmatch(piece.text) or _number(piece.text)
        if match:
            yield piece.start, piece.start + match.start("rest")
