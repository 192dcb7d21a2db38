"""The characters that the shipped fonts can print."""

from __future__ import annotations

from functools import cache

from generator.common import data_folders


@cache
def shipped_characters() -> frozenset[str]:
    """The characters that some shipped face has (made with the faces, proved by a test)."""
    path = data_folders.folder("styles") / "fonts" / "coverage.txt"
    return frozenset(path.read_text(encoding="utf-8"))
