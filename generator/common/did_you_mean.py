"""The nearest known word, for messages about an unknown one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from itertools import islice

LENGTH_LIMIT = 60
SLIPS_LIMIT = 50


def nearest(word: str, known: Iterable[str]) -> str:
    """「，是不是“…”？」 with the known word most like ``word``, or nothing."""
    close = closest(word, known)
    return f"，是不是“{close}”？" if close else ""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, or None; a word too long to be a slip is like none."""
    if len(word) > LENGTH_LIMIT:
        return None
    choices = list(known)
    close = get_close_matches(word, choices, n=1, cutoff=0.5)
    if not close:
        close = [choice for choice in choices if word and (word in choice or choice in word)][:1]
    return close[0] if close else None


def misspelt(written: Collection[str], known: Iterable[str], needed: Iterable[str]) -> dict[str, str]:
    """Unknown keys that were most likely meant for a missing one: the key as written to the key meant.

    Such a slip is one mistake: the unknown key is told, the missing one is not told as well.
    """
    keys, choices = set(written), list(known)
    missing = set(needed) - keys
    found: dict[str, str] = {}
    for key in islice((key for key in written if key not in choices), SLIPS_LIMIT if missing else 0):
        meant = closest(key, choices)
        if meant in missing:
            found[key] = str(meant)
            missing.discard(str(meant))
    return found
