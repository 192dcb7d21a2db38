"""A value as a key of what was worked out of it."""

from __future__ import annotations

from typing import Generic, TypeVar

Value = TypeVar("Value")


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
