"""What a text must have in which a pattern finds anything: so many characters, and one of certain ones.

Both are read from the tree that Python makes of a pattern; what is not understood counts as unknown.  Most
texts have nothing of what is looked for, and each search that is not made counts.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

# ``re`` keeps its parser to itself; there is no other that reads exactly what it reads.
_parser: Any = importlib.import_module("re._parser")
# What has no width of its own.
LOOKS = ("AT", "ASSERT", "ASSERT_NOT")
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
# A class of more characters than these says little of a text.
FEW = 64


def parsed(text: str) -> Any:
    """The tree of a pattern."""
    return _parser.parse(text, re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sieve:
    """How many characters a text has at least in which a pattern finds anything, what stands in it word for
    word (nothing if not known), and of which characters one stands in it (None if not known)."""

    shortest: int
    literal: str
    needed: frozenset[str] | None


@cache
def sieve(text: str) -> Sieve:
    """The sieve of a pattern; raises re.error for one that is none."""
    tree = parsed(text)
    shortest = int(tree.getwidth()[0])
    if tree.state.flags & re.IGNORECASE:
        return Sieve(shortest, "", None)
    return Sieve(shortest, max(_runs(tree), key=len, default=""), _of_sequence(tree))


def _runs(tree: Iterable[Any]) -> Iterator[str]:
    """The characters that a pattern names one behind the other; what only looks stands between none."""
    run = ""
    for step, of_step in tree:
        name = str(step)
        if literal := _literal(name, of_step):
            run += literal
        elif name not in LOOKS:
            yield run
            run = ""
    yield run


def _literal(step: str, of_step: Any) -> str:
    """What a step is word for word: a character, or a group of nothing else."""
    if step == "LITERAL":
        return chr(of_step)
    if step != "SUBPATTERN" or of_step[1]:
        return ""
    inside = [_literal(str(name), of_name) for name, of_name in of_step[-1]]
    return "".join(inside) if all(inside) else ""


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
    if step in REPEATS and of_step[0] == 0:
        return None
    if step == "SUBPATTERN" and of_step[1]:
        return None  # flags of its own
    inner = inner_of(step, of_step)
    return None if inner is None else _of_sequence(inner)


def _of_branches(branches: Iterable[Any]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for branch in branches:
        if (characters := _of_sequence(branch)) is None:
            return None
        found |= characters
    return found


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


def inner_of(step: str, of_step: Any) -> Iterable[Any] | None:
    """What stands in a group, a repeat or a look-around that wants it; None for anything else."""
    if step == "ATOMIC_GROUP":
        return list(of_step)
    return list(of_step[-1]) if step in {*REPEATS, "SUBPATTERN", "ASSERT"} else None
