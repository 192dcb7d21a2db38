"""What a pattern is made of: characters without which it finds nothing, all it names, a text that fits it.

All is read from the tree that Python makes of a pattern; what is not understood counts as unknown.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from generator.rules.text.patterns import pattern_text

# ``re`` keeps its parser to itself; there is no other that reads exactly what it reads.
_parser: Any = importlib.import_module("re._parser")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
# A class of more characters than these says little of a text.
FEW = 64


@cache
def needed(text: str) -> frozenset[str] | None:
    """Characters of which one stands in every text where the pattern finds anything; None if not known."""
    tree = _parser.parse(pattern_text(text), re.MULTILINE)
    return None if tree.state.flags & re.IGNORECASE else _of_sequence(tree)


@cache
def shortest(text: str) -> int:
    """How many characters a text has at least in which the pattern finds anything."""
    return int(_parser.parse(pattern_text(text), re.MULTILINE).getwidth()[0])


def can_be_in(text: str, words: str, characters: frozenset[str]) -> bool:
    """Whether the pattern can find anything in words of these characters: most texts of a table are short and
    hold nothing that is looked for, and each search that is not made counts."""
    return len(words) >= shortest(text) and ((of := needed(text)) is None or bool(of & characters))


def _of_sequence(tree: Iterable[Any]) -> frozenset[str] | None:
    """The fewest characters that any step of it cannot do without."""
    sets = [found for step, of_step in tree if (found := _of_step(str(step), of_step)) is not None]
    return min(sets, key=len, default=None)


def _of_step(step: str, of_step: Any) -> frozenset[str] | None:
    if step == "LITERAL":
        return frozenset(chr(of_step))
    if step == "IN":
        return _of_class(of_step)
    if step == "BRANCH":
        return _of_branches(of_step[1])
    if step in _REPEATS and of_step[0] == 0:
        return None
    if step == "SUBPATTERN" and of_step[1]:
        return None  # flags of its own
    inner = _inner(step, of_step)
    return None if inner is None else _of_sequence(inner)


def _of_branches(branches: Iterable[Any]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for branch in branches:
        if (characters := _of_sequence(branch)) is None:
            return None
        found |= characters
    return found


def _inner(step: str, of_step: Any) -> Iterable[Any] | None:
    """What stands in a group, a repeat or a look-around that wants it; None for anything else."""
    if step == "ATOMIC_GROUP":
        return list(of_step)
    return list(of_step[-1]) if step in {*_REPEATS, "SUBPATTERN", "ASSERT"} else None


def _of_class(members: Iterable[Any]) -> frozenset[str] | None:
    found: set[str] = set()
    for sort, value in members:
        if str(sort) == "LITERAL":
            found.add(chr(value))
        elif str(sort) == "RANGE" and value[1] - value[0] < FEW:
            found |= {chr(code) for code in range(value[0], value[1] + 1)}
        else:
            return None
    return frozenset(found) if len(found) <= FEW else None


@cache
def named(text: str) -> tuple[str, ...]:
    """Every character that the pattern names, in its order: of a range the first and the last."""
    return tuple(dict.fromkeys(_named(_parser.parse(pattern_text(text), re.MULTILINE))))


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, tuple) and len(value) == 2 and str(value[0]) in {"LITERAL", "NOT_LITERAL"}:
        yield chr(value[1])
    elif isinstance(value, tuple) and len(value) == 2 and str(value[0]) == "RANGE":
        yield from map(chr, value[1])
    elif not isinstance(value, int | str | None):
        for part in value:
            yield from _named(part)


@cache
def fitting(text: str) -> str:
    """A short text that the pattern most likely fits: of a choice the first, of a repeat the least."""
    return "".join(_fitting(_parser.parse(pattern_text(text), re.MULTILINE)))


def _fitting(tree: Iterable[Any]) -> Iterator[str]:
    for step, of_step in tree:
        name = str(step)
        if name == "LITERAL":
            yield chr(of_step)
        elif name in {"ANY", "NOT_LITERAL"}:
            yield "字"
        elif name == "IN":
            yield next(_named(of_step), "字") if str(of_step[0][0]) != "NEGATE" else "字"
        elif name == "BRANCH":
            yield from _fitting(of_step[1][0])
        elif name in _REPEATS:
            yield "".join(_fitting(of_step[2])) * min(max(of_step[0], 1), 9)
        elif not name.startswith("ASSERT"):
            yield from _fitting(_inner(name, of_step) or ())
