"""Patterns that cannot hang: every search has an end in time, whatever the pattern and the text.

Patterns are Python's regular expressions as data.  They are searched by the ``regex`` library, which
finds what ``re`` finds and stops when its time is over; ``re`` itself cannot be stopped.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from re import Match
from time import process_time
from typing import cast

import regex

# Seconds of computing that one rule may spend on one filing.  Ours spend thousandths on a usual one.
LIMIT = 0.4
# What a rule may always spend, when others have been stopped before it: bad packs must not add up.
LEAST = 0.02


class TooSlow(Exception):
    """A search that was stopped before its end; what it looked for is not known to be there or not."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern


@dataclass
class Allowance:
    """The seconds that the searches of one rule may still spend."""

    left: float


_allowance: ContextVar[Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def limited(stopped: int = 0) -> Iterator[None]:
    """All searches inside share one allowance: the shorter, the more rules have been ``stopped`` before."""
    token = _allowance.set(Allowance(max(LEAST, LIMIT / 2**stopped)))
    try:
        yield
    finally:
        _allowance.reset(token)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, searched as ``re`` would; each search raises TooSlow when its time is over."""

    compiled: regex.Pattern[str]
    written: str

    def search(self, words: str) -> Match[str] | None:
        """The first match, or None."""
        with self._timed() as left:
            return cast("Match[str] | None", self.compiled.search(words, timeout=left))

    def finditer(self, words: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match[str]]:
        """Every match.  All are found before the first is given: only searching is timed, not what is
        done with a match."""
        with self._timed() as left:
            found = list(self.compiled.finditer(words, start, end, timeout=left))
        return cast("Iterator[Match[str]]", iter(found))

    @contextmanager
    def _timed(self) -> Iterator[float]:
        """The seconds there are, less for the next search by what this one spends."""
        allowance = _allowance.get() or Allowance(LIMIT)
        began = process_time()
        try:
            if allowance.left <= 0:
                raise TooSlow(self.written)
            yield allowance.left
        except TimeoutError:
            raise TooSlow(self.written) from None
        finally:
            allowance.left -= process_time() - began


def compiled(text: str, written: str) -> Pattern:
    """A pattern, ``written`` so in its file; raises regex.error for one that is none."""
    return Pattern(regex.compile(text, regex.MULTILINE | regex.VERSION0), written)
