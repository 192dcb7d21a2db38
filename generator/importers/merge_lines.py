"""Which lines of two texts are the same line: as it was, changed, or moved to another place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# A line of which less stays the same is another line; one that was moved as well keeps more of itself.
ALIKE = 0.5
MOVED = 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """``to``: for each line the other text's, None where that has none; ``moved`` are those that stand
    elsewhere among the others there; ``added`` the lines that only the other text has."""

    to: tuple[int | None, ...]
    moved: frozenset[int]
    added: tuple[int, ...]


def match(
    keys: Sequence[str], others: Sequence[str], words: Sequence[str], other_words: Sequence[str]
) -> Match:
    """Lines by their keys where these are the same, else by their words where enough of these is."""
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            pairs |= zip(range(start, end), range(first, last), strict=True)
        elif kind == "replace":
            pairs |= _in_order(range(start, end), range(first, last), words, other_words)
    left = [line for line in range(len(keys)) if line not in pairs]
    taken = set(pairs.values())
    for line in left:
        rest = [other for other in range(len(others)) if other not in taken]
        if (other := _moved(line, rest, keys, others, words, other_words)) is not None:
            pairs[line] = other
            taken.add(other)
    added = tuple(other for other in range(len(others)) if other not in taken)
    return Match(tuple(map(pairs.get, range(len(keys)))), _out_of_order(pairs), added)


def likeness(words: str, other: str) -> float:
    """How much of two lines is the same, from 0 to 1."""
    return SequenceMatcher(None, words, other, autojunk=False).ratio()


def _in_order(
    lines: range, others: range, words: Sequence[str], other_words: Sequence[str]
) -> dict[int, int]:
    """Lines that stand in place of others: each with the one that is most like it behind the last."""
    pairs: dict[int, int] = {}
    first = others.start
    for line in lines:
        alike = {other: likeness(words[line], other_words[other]) for other in range(first, others.stop)}
        best = max(alike, key=alike.__getitem__, default=None)
        if best is not None and alike[best] >= ALIKE:
            pairs[line] = best
            first = best + 1
    return pairs


def _moved(
    line: int,
    rest: Sequence[int],
    keys: Sequence[str],
    others: Sequence[str],
    words: Sequence[str],
    other_words: Sequence[str],
) -> int | None:
    """Where a line went that is not in its place."""
    same = next((other for other in rest if others[other] == keys[line]), None)
    if same is not None:
        return same
    alike = {other: likeness(words[line], other_words[other]) for other in rest}
    best = max(alike, key=alike.__getitem__, default=None)
    return best if best is not None and alike[best] >= MOVED else None


def _out_of_order(pairs: dict[int, int]) -> frozenset[int]:
    """The fewest lines without which the others stand in one order."""
    lines = sorted(pairs)
    ends: list[int] = []  # of the longest rising rows, the least last place of each length
    rows: list[list[int]] = []
    for line in lines:
        length = bisect_left(ends, pairs[line])
        row = [*(rows[length - 1] if length else ()), line]
        if length == len(ends):
            ends.append(pairs[line])
            rows.append(row)
        else:
            ends[length], rows[length] = pairs[line], row
    return frozenset(lines) - frozenset(rows[-1] if rows else ())
