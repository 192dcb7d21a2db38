"""Where a line of Chinese may be broken: between words, never within one.

Which words there are is data, ``styles/words.yaml``; what is not in it holds together with the ending behind
it, as the name of a place does.  No more is known of the language than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.common import data_folders
from generator.source.data_file import DataFault, Model, load_model

FILE = "words.yaml"
# Marks that no line may begin with, and those that none may end with.
CLOSING = "，。、；：？！）〕》〉」』】”’…—·.,;:?!)]}%％℃"
OPENING = "（〔《〈「『【“‘([{"
# Letters and figures hold together, with the character that says what they count.
_LATIN = re.compile(r"[0-9A-Za-z][!-~]*[年月日号届次度]?")
# What goes with the piece before it, and what takes the piece behind it.
_BACK = ("ending", "join", "closing")
_ON = ("beginning", "opening")


class Words(Model):
    """The words of ``words.yaml``, on lines, by what they hold to."""

    endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    joins: tuple[str, ...]
    words: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """The text in pieces between which a line may be broken."""
    found: list[str] = []
    before = ""
    for kind, word in _tokens(text):
        alike = before == kind == "unknown"
        if found and (kind in _BACK or before in _ON or alike):
            found[-1] += word
        else:
            found.append(word)
        before = kind
    return tuple(found)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """The text cut into words of the lists, marks, Latin, and single characters of which nothing is known."""
    at = 0
    while at < len(text):
        kind, word = _token(text, at)
        yield kind, word
        at += len(word)


def _token(text: str, at: int) -> tuple[str, str]:
    if text[at] in CLOSING:
        return "closing", text[at]
    if text[at] in OPENING:
        return "opening", text[at]
    if match := _LATIN.match(text, at):
        return "word", match[0]
    return _known_word(text, at) or ("unknown", text[at])


def _known_word(text: str, at: int) -> tuple[str, str] | None:
    """The longest word of the lists that stands there."""
    known = _kinds()
    pieces = (text[at : at + length] for length in range(max(map(len, known)), 0, -1))
    return next(((known[piece], piece) for piece in pieces if piece in known), None)


@cache
def _kinds() -> dict[str, str]:
    """What kind each word is of."""
    lists = load_model(data_folders.folder("styles") / FILE, Words, DataFault)
    kinds = {"word": lists.words, "join": lists.joins, "beginning": lists.beginnings, "ending": lists.endings}
    return {word: kind for kind, lines in kinds.items() for line in lines for word in line.split()}
