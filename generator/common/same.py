"""What was worked out of a value, kept by which value it is: comparing two filings would cost more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

Value = TypeVar("Value")
Made = TypeVar("Made")
# Of so many values what was worked out last is kept: of a filing, and of the one that it is held against.
LAST = 2


def kept_of_the_same(function: Callable[[Value], Made]) -> Callable[[Value], Made]:
    """A pure function of a value whose last results are kept; what it returns must not be changed.

    It is asked hundreds of times a filing: to look through two costs a tenth of what a key would."""
    held: tuple[tuple[Value, Made], ...] = ()

    @wraps(function)
    def called(value: Value) -> Made:
        nonlocal held
        for each, made in held:
            if each is value:
                return made
        made = function(value)
        held = ((value, made), *held[: LAST - 1])
        return made

    return called


class Same(Generic[Value]):
    """The same value, not an equal one.  Holding it keeps its identity its own.

    ``by``: what of it must be the same, where copies of it are as good as itself.
    """

    def __init__(self, value: Value, by: object = None) -> None:
        self.value = value
        self._by = value if by is None else by

    def __hash__(self) -> int:
        return id(self._by)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._by is other._by
