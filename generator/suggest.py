"""The nearest known word, for messages about an unknown one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """「，是不是“…”？」 with the known word most like ``word``, or nothing."""
    choices = list(known)
    close = get_close_matches(word, choices, n=1, cutoff=0.5)
    if not close:
        close = [one for one in choices if word and (word in one or one in word)][:1]
    return f"，是不是“{close[0]}”？" if close else ""
