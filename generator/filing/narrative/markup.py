"""Narrative text into blocks: paragraphs, official headings, lists, pictures, emphasis.

One line is one paragraph, as clerks write and as text comes out of Word; Markdown's joining of
lines would silently run two paragraphs into one.  What a line may hold of Markdown is small on
purpose (docs/decisions/0005): ``**重点**``, a line ``- …`` for a list, a line ``![说明](路径)`` for a
picture.  Everything else is text, so that ``10*20*30`` stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.filing.pictures import PICTURE_LINE

# 一、 is the level of the form's own sections; below it 公文 number （一） 1. （1）, GB/T 9704—2012 7.3.3.
HEADINGS = (
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*(?P<rest>.*)")),
    (3, re.compile(r"[0-9]{1,2}(?:[.．](?![0-9])|、)\s*(?P<rest>.*)")),
    (4, re.compile(r"[（(][0-9]{1,2}[）)]\s*(?P<rest>.*)")),
)
HEADING_LENGTH = 50
SENTENCE = re.compile("[。！？；：…]")
BULLET = re.compile(r"-\s+(?P<rest>.+)")
# A placeholder counts as the few characters it will print.
PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a narrative: ``kind`` is paragraph, heading, item or picture.

    ``level`` is a heading's; ``path`` a picture's; ``start`` the offset of ``text`` in the narrative.
    """

    kind: str
    text: str
    start: int
    level: int = 0
    path: str = ""


def lines(text: str) -> Iterator[Line]:
    """The lines of a narrative that hold anything, each for what it is."""
    start = 0
    for raw in text.split("\n"):
        inner = raw.strip()
        if inner:
            yield _line(inner, start + raw.index(inner))
        start += len(raw) + 1


def _line(text: str, start: int) -> Line:
    if picture := PICTURE_LINE.fullmatch(text):
        return Line("picture", picture["caption"], start + 2, path=picture["path"])
    if item := BULLET.fullmatch(text):
        return Line("item", item["rest"], start + item.start("rest"))
    return (
        Line("heading", text, start, level)
        if (level := heading_level(text))
        else Line("paragraph", text, start)
    )


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


def runs(text: str) -> tuple[Run, ...]:
    """Emphasis taken apart: ``**…**`` becomes a strong run, a backslash frees ``*`` and ``{``."""
    found: list[Run] = []
    strong = 0
    for token in _parser().parseInline(text)[0].children or ():
        if token.type == "text" and token.content:
            _append(found, Run(token.content, strong > 0))
        strong += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
    return tuple(found)


def _append(found: list[Run], run: Run) -> None:
    if found and found[-1].strong == run.strong:
        found[-1] = Run(found[-1].text + run.text, run.strong)
    else:
        found.append(run)


@cache
def _parser() -> MarkdownIt:
    """CommonMark's inline parser with our emphasis and escapes in place of its own."""
    parser = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "fragments_join"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("escape", _escape)
    parser.inline.ruler.enable("escape")
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Runs of exactly two asterisks open and close emphasis, beside any character.

    CommonMark lets ``**重点。**后`` not close, because 。 is punctuation and 后 is a letter; Chinese
    has no spaces to tell the sides by, so only spaces inside the marks count here.
    """
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    text = state.src[state.pos : state.pos + scanned.length]
    token = state.push("text", "", 0)
    token.content = text
    state.pos += scanned.length
    if scanned.length == 2:
        token.content = "*"
        second = state.push("text", "", 0)
        second.content = "*"
        _delimiters(state, len(state.tokens) - 2)
    return True


def _delimiters(state: StateInline, first: int) -> None:
    before = state.src[state.pos - 3] if state.pos >= 3 else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    for token in (first, first + 1):
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=2,
                token=token,
                end=-1,
                open=not after.isspace(),
                close=not before.isspace(),
            )
        )


def _escape(state: StateInline, silent: bool) -> bool:
    r"""``\*`` and ``\{`` are the character itself; any other backslash is text."""
    if state.src[state.pos] != "\\" or state.src[state.pos + 1 : state.pos + 2] not in ("*", "{"):
        return False
    if not silent:
        state.pending += state.src[state.pos + 1]
    state.pos += 2
    return True
