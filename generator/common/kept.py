"""What was worked out of a text, kept for when the same text comes again.

A filing is examined after every keystroke, and all of its texts but one are what they were; within one
examination, too, many rules ask the same of the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")
# So many results are kept of each function, and none of a longer text: what is kept has an end.
KEPT = 512
LONGEST = 8_000


def kept(function: Callable[[str], Made]) -> Callable[[str], Made]:
    """A pure function of a text whose last results are kept; what it returns must not be changed."""
    keeping = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def called(text: str) -> Made:
        return keeping(text) if len(text) <= LONGEST else function(text)

    return called
