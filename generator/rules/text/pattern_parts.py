"""What a pattern is made of: every character it names, a text that fits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from generator.rules.text.patterns import pattern_text
from generator.rules.text.sieve import REPEATS, inner_of, parsed


@cache
def named(text: str) -> tuple[str, ...]:
    """Every character that the pattern names, in its order: of a range the first and the last."""
    return tuple(dict.fromkeys(_named(parsed(pattern_text(text)))))


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
    return "".join(_fitting(parsed(pattern_text(text))))


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
        elif name in REPEATS:
            yield "".join(_fitting(of_step[2])) * min(max(of_step[0], 1), 9)
        elif not name.startswith("ASSERT"):
            yield from _fitting(inner_of(name, of_step) or ())
