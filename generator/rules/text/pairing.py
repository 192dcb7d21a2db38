"""Brackets and quotation marks that do not come in pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

# So deep is looked for what a mark closes: nobody nests brackets so.
DEEPEST = 8
# 「1）」 at the head of a line or of a clause is the number of an item.
ITEM = re.compile(r"(?:^|[\s，。；：、,;:])[0-9一二三四五六七八九十a-zA-Z①-⑳]{1,3}$")
Fault = Literal["open", "closed", "crossed"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The characters that open, and those that close; a sign that does both is in both."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark without its other half, or one whose pair crosses another, and where it stands."""

    start: int
    pair: Pair
    fault: Fault


@dataclass(slots=True)
class _Line:
    """What is open at some place of a line, and what was closed over."""

    stack: list[tuple[int, Pair]] = field(default_factory=list)
    crossed: list[tuple[int, Pair]] = field(default_factory=list)
    faults: list[Unpaired] = field(default_factory=list)

    def close(self, pair: Pair, at: int, before: str) -> None:
        """Take what closes here off the stack; what was opened since may still be closed behind it."""
        near = list(reversed(self.stack[-DEEPEST:]))
        depth = next((number for number, (_, open_pair) in enumerate(near) if open_pair is pair), None)
        if depth is not None:
            self.crossed += near[:depth]
            del self.stack[len(self.stack) - depth - 1 :]
        elif (start := self._was_crossed(pair)) is not None:
            self.faults.append(Unpaired(start, pair, "crossed"))
        elif not ITEM.search(before):
            self.faults.append(Unpaired(at, pair, "closed"))

    def _was_crossed(self, pair: Pair) -> int | None:
        """Where the last such pair began that another was closed over; it is closed now."""
        for back in range(1, min(DEEPEST, len(self.crossed)) + 1):
            if self.crossed[-back][1] is pair:
                return self.crossed.pop(-back)[0]
        return None

    def end(self) -> list[Unpaired]:
        """All that was found, in order."""
        left = [Unpaired(start, pair, "open") for start, pair in (*self.stack, *self.crossed)]
        return sorted([*self.faults, *left], key=lambda mark: mark.start)


def unpaired(line: str, pairs: Sequence[Pair]) -> list[Unpaired]:
    """Every mark of a line that has no other half, one step a sign."""
    signs, of_sign = _signs(tuple(pairs))
    state = _Line()
    for match in signs.finditer(line):
        at, character = match.start(), match[0]
        if _is_apostrophe(line, at):
            continue
        pair = of_sign[character]
        closes = character in pair.closing and (
            character not in pair.opening or any(mark[1] is pair for mark in state.stack[-DEEPEST:])
        )
        if closes:
            state.close(pair, at, line[max(0, at - 4) : at])
        else:
            state.stack.append((at, pair))
    return state.end()


@lru_cache(maxsize=64)
def _signs(pairs: tuple[Pair, ...]) -> tuple[re.Pattern[str], dict[str, Pair]]:
    """A pattern of all signs, and the pair of each: the last that opens with it, else the last it closes."""
    closing = {character: pair for pair in pairs for character in pair.closing}
    of_sign = closing | {character: pair for pair in pairs for character in pair.opening}
    return re.compile(f"[{re.escape(''.join(of_sign))}]" if of_sign else r"(?!)"), of_sign


def _is_apostrophe(line: str, at: int) -> bool:
    return line[at] == "’" and at > 0 and line[at - 1].isascii() and line[at - 1].isalpha()
