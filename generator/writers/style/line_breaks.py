"""A title, a name, a head broken into lines: at whole words, in as few lines as will do, as even as they go.

GB/T 9704 wants a title's lines to form a trapezoid or a rhombus and to break where the sense allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, combinations, pairwise
from unicodedata import east_asian_width

from generator.writers.style.tokens import MM_PER_POINT, Style
from generator.writers.style.words import OPENING, words

# A figure or letter in the widest of the faces, in its own size; a Chinese character is 1.
NARROW = 0.6
# What an uneven line costs is the square of what it has too much or too little, in characters.  A shape like
# an hourglass costs more; before a bracket is a good place to break.
HOURGLASS = 12.0
BRACKET = -10.0
# So many words and lines are tried in all ways; a longer text is filled line by line.
TRIED_WORDS, TRIED_LINES = 40, 4


def width(text: str) -> float:
    """How wide a text is, in characters."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else NARROW for sign in text)


def broken(text: str, room: float, below: float = 0.0) -> tuple[str, ...]:
    """The lines of a text, none wider than ``room``; ``below`` is the width of the line that follows it."""
    return (text,) if width(text) <= room else _broken(text, room, below)


@cache
def _broken(text: str, room: float, below: float) -> tuple[str, ...]:
    pieces = tuple(part for word in words(text) for part in _parts(word, room))
    filled = _filled(pieces, room)
    if len(pieces) > TRIED_WORDS or len(filled) > TRIED_LINES:
        return filled
    ways = (way for way in _ways(pieces, len(filled)) if max(map(width, way)) <= room)
    return min(ways, key=lambda way: _cost(way, below))


def _parts(word: str, room: float) -> Iterator[str]:
    """A word, or where no line holds it, as much of it as one does, and the rest."""
    while width(word) > room and len(word) > 1:
        fits = max(sum(total <= room for total in accumulate(map(width, word))), 1)
        yield word[:fits]
        word = word[fits:]
    yield word


def _filled(pieces: Sequence[str], room: float) -> tuple[str, ...]:
    """Each line as full as it goes, so that there are as few as can be."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1] + piece) > room:
            lines.append("")
        lines[-1] += piece
    return tuple(lines)


def _ways(pieces: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """All ways to set the pieces in so many lines."""
    for cuts in combinations(range(1, len(pieces)), count - 1):
        edges = (0, *cuts, len(pieces))
        yield tuple("".join(pieces[start:end]) for start, end in pairwise(edges))


def _cost(lines: Sequence[str], below: float) -> float:
    widths = [width(line) for line in lines]
    even = sum(widths) / len(widths)
    uneven = sum((line - even) ** 2 for line in widths)
    shape = [*widths, below] if below else widths
    waists = sum(
        middle < min(above, under) - 1
        for above, middle, under in zip(shape, shape[1:], shape[2:], strict=False)
    )
    brackets = sum(line[0] in OPENING for line in lines[1:])
    return uneven + HOURGLASS * waists + BRACKET * brackets


def title_lines(title: Sequence[str], style: Style) -> tuple[tuple[str, ...], ...]:
    """Each line of a title in the lines that it takes on the style's paper."""
    return all_broken(title, style.page.text_width / MM_PER_POINT / style.title.size)


def all_broken(title: Sequence[str], room: float) -> tuple[tuple[str, ...], ...]:
    """The same for lines ``room`` characters wide."""
    below = [*map(width, title[1:]), 0.0]
    return tuple(broken(line, room, under) for line, under in zip(title, below, strict=True))
