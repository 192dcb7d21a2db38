"""The characters that the shipped fonts can print."""

from __future__ import annotations

import unicodedata
from functools import cache

from generator.common import data_folders


@cache
def shipped_characters() -> frozenset[str]:
    """The characters that some shipped face has (made with the faces, proved by a test).

    Without the marks that join the letter before them: the face that has the letter need not have the mark.
    """
    path = data_folders.folder("styles") / "fonts" / "coverage.txt"
    return frozenset(sign for sign in path.read_text(encoding="utf-8") if not is_joining(sign))


def is_joining(character: str) -> bool:
    """Whether a character is a mark on the one before it."""
    return unicodedata.category(character).startswith("M")
