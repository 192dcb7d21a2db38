"""Which lines of two texts are the same line: as it was, changed, or moved to another place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
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
    """Lines by their keys where these are the same, in their place or elsewhere; then those left by their
    words where enough of these is: a line that only moved is not taken for a change of the one it replaced.
    """
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    pairs = _same(keys, others, matcher)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "replace":
            lines = [line for line in range(start, end) if line not in pairs]
            there = [other for other in _left(others, pairs.values()) if first <= other < last]
            pairs |= _in_order(lines, there, words, other_words)
    for line in _left(keys, pairs):
        rest = _left(others, pairs.values())
        if (moved := _moved(words[line], rest, other_words)) is not None:
            pairs[line] = moved
    added = tuple(_left(others, pairs.values()))
    return Match(tuple(map(pairs.get, range(len(keys)))), _out_of_order(pairs), added)


def _same(keys: Sequence[str], others: Sequence[str], matcher: SequenceMatcher[str]) -> dict[int, int]:
    """The lines that are as they were: in their place, then elsewhere."""
    blocks = matcher.get_matching_blocks()
    pairs = {start + at: first + at for start, first, size in blocks for at in range(size)}
    for line in _left(keys, pairs):
        rest = _left(others, pairs.values())
        if (same := next((other for other in rest if others[other] == keys[line]), None)) is not None:
            pairs[line] = same
    return pairs


def _left(lines: Sequence[str], paired: Collection[int]) -> list[int]:
    """The lines that have none of the other text yet."""
    taken = set(paired)
    return [line for line in range(len(lines)) if line not in taken]


def likeness(words: str, other: str) -> float:
    """How much of two lines is the same, from 0 to 1."""
    return SequenceMatcher(None, words, other, autojunk=False).ratio()


def _in_order(
    lines: Sequence[int], others: Sequence[int], words: Sequence[str], other_words: Sequence[str]
) -> dict[int, int]:
    """Lines that stand in place of others: each with the one that is most like it behind the last."""
    pairs: dict[int, int] = {}
    first = 0
    for line in lines:
        alike = {other: likeness(words[line], other_words[other]) for other in others if other >= first}
        best = max(alike, key=alike.__getitem__, default=None)
        if best is not None and alike[best] >= ALIKE:
            pairs[line] = best
            first = best + 1
    return pairs


def _moved(words: str, rest: Sequence[int], other_words: Sequence[str]) -> int | None:
    """Where a line went that was changed and is not in its place."""
    alike = {other: likeness(words, other_words[other]) for other in rest}
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
