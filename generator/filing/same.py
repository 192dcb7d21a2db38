"""A filing as a key of what was worked out of it."""

from __future__ import annotations

from generator.filing.filing import Filing


class Same:
    """The same filing, not an equal one.  Holding it keeps its identity its own."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing

    def __hash__(self) -> int:
        return id(self.filing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.filing is other.filing
