"""What a call cannot do, told in one plain sentence."""

from __future__ import annotations


class Problem(Exception):
    """A call that is refused: ``status`` is that of HTTP, whoever carries the answer."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.words = words
        self.status = status
