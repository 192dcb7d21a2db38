"""Patterns that cannot hang: every search has an end in time, whatever the pattern and the text.

Patterns are Python's regular expressions as data.  They are searched by the ``regex`` library, which
finds what ``re`` finds and stops when its time is over; ``re`` itself cannot be stopped.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from re import Match
from time import process_time
from typing import TypeVar, cast

import regex

from generator.common.kept import LONGEST, kept
from generator.rules.text.sieve import Sieve, sieve

Found = TypeVar("Found")

# Seconds of computing that one rule may spend on one filing.  Ours spend thousandths on a usual one.
LIMIT = 0.4
# What it may spend besides for each character of the filing; of ours, two digits in three cost so much.
A_CHARACTER = 0.000002
# What a rule may always spend, when others have been stopped before it: bad packs must not add up.
LEAST = 0.02
# All rules together, with everything they do: when this is over, hardly anything is left to each.
TOGETHER = 1.0
TOGETHER_A_CHARACTER = 0.000005
LAST = 0.002


FLAGS = regex.MULTILINE | regex.VERSION0


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


class Budget:
    """The time that the rules of one filing have, each and together: more for a long filing, so that it is
    not called slow."""

    def __init__(self, length: int = 0) -> None:
        self.of_one = LIMIT + length * A_CHARACTER
        self.ends = process_time() + TOGETHER + length * TOGETHER_A_CHARACTER
        self.stopped = 0

    @contextmanager
    def of_a_rule(self) -> Iterator[None]:
        """All searches inside share one allowance: the shorter, the more rules have been stopped before, and
        the less there is left to all; never nothing, so that a rule that does little is not stopped."""
        token = _allowance.set(Allowance(self._seconds()))
        try:
            yield
        except TooSlow:
            self.stopped += 1
            raise
        finally:
            _allowance.reset(token)

    def _seconds(self) -> float:
        left = self.ends - process_time()
        return max(LAST, min(left, max(LEAST, self.of_one * 0.5**self.stopped)))


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern, searched as ``re`` would; each search raises TooSlow when its time is over.

    It is compiled when it is first searched for in a text that can hold what it finds: most never are."""

    text: str
    written: str

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """As it is searched for."""
        return regex.compile(self.text, FLAGS)

    @cached_property
    def _sieve(self) -> Sieve:
        return sieve(self.text)

    def can_be_in(self, words: str) -> bool:
        """Whether words are such that it can find anything in them."""
        of, length = self._sieve, len(words)
        if length < of.shortest or of.literal not in words:
            return False
        return of.needed is None or length > LONGEST or not of.needed.isdisjoint(_characters(words))

    def search(self, words: str) -> Match[str] | None:
        """The first match, or None."""
        if not self.can_be_in(words):
            return None
        search = _first if len(words) <= LONGEST else _first.__wrapped__
        return search(self, words)

    def finditer(self, words: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match[str]]:
        """Every match.  All are found before the first is given: only searching is timed, not what is
        done with a match."""
        if not self.can_be_in(words):
            return iter(())
        if start == 0 and end == sys.maxsize and len(words) <= LONGEST:
            return iter(_every(self, words))
        return iter(_every.__wrapped__(self, words, start, end))

    def timed(self, search: Callable[[float], Found]) -> Found:
        """What a search finds in the seconds there are; there are less for the next by what this one spends.
        There are hundreds of searches a filing, so this is no context manager."""
        allowance = _allowance.get() or Allowance(LIMIT)
        if allowance.left <= 0:
            raise TooSlow(self.written)
        began = process_time()
        try:
            return search(allowance.left)
        except TimeoutError:
            raise TooSlow(self.written) from None
        finally:
            allowance.left -= process_time() - began


@kept
def _characters(words: str) -> frozenset[str]:
    """The characters that stand in words: of one text dozens of patterns ask."""
    return frozenset(words)


# Most texts are what they were when they were last examined: what was found in them is kept.
@lru_cache(maxsize=2048)
def _first(pattern: Pattern, words: str) -> Match[str] | None:
    search = pattern.compiled.search
    found = pattern.timed(lambda left: search(words, timeout=left))
    return cast("Match[str] | None", found)


@lru_cache(maxsize=2048)
def _every(pattern: Pattern, words: str, start: int = 0, end: int = sys.maxsize) -> list[Match[str]]:
    search = pattern.compiled.finditer
    found = pattern.timed(lambda left: list(search(words, start, end, timeout=left)))
    return cast("list[Match[str]]", found)


def compiled(text: str, written: str) -> Pattern:
    """A pattern, ``written`` so in its file; raises re.error for one that is none."""
    sieve(text)
    return Pattern(text, written)


# What ``re`` says of a pattern that is none, by the beginning of its sentence.
_PROBLEMS = {
    "missing )": "有一个左括号没有配对",
    "unbalanced parenthesis": "有一个右括号没有配对",
    "unterminated character set": "有一个方括号没有配对",
    "nothing to repeat": "* + ? {} 前面没有可以重复的东西",
    "multiple repeat": "两个重复的记号连在一起",
    "min repeat greater than max repeat": "花括号里前一个次数比后一个大",
    "bad character range": "方括号里的范围前后颠倒",
    "look-behind requires fixed-width pattern": "(?<= 和 (?<! 里的东西要一样长",
    "redefinition of group name": "同一个空位或名称用了两次",
    "bad escape": "反斜线后面的字母没有这样的用法",
    "unknown extension": "(? 后面的写法不认识",
    "invalid group reference": "引用的组不存在",
    "unknown group name": "引用的组不存在",
}


def problem_in(text: str) -> str:
    """What is wrong with a pattern of Python's ``re``, or nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # [[ and the like: read otherwise elsewhere
            re.compile(text, re.MULTILINE)
        regex.compile(text, FLAGS)
    except re.error as error:
        known = (words for start, words in _PROBLEMS.items() if error.msg.startswith(start))
        return f"{next(known, '写法不通')}，在第 {(error.pos or 0) + 1} 个字附近"
    except FutureWarning:
        return "方括号里又有方括号，或者有 --、&&、||、~~，各种工具的读法不同；前面加反斜线"
    except (regex.error, OverflowError, RecursionError):
        return "写法不通，或者太大、套得太深"
    return ""
