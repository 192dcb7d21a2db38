"""Texts that were copied: from the unit's own report of last year, or from another unit's of the same year.

Sentences are cut into runs of a few characters (shingles).  A sixteenth of these, chosen by their hash, is
what filings are looked up by, so that only likely pairs are compared in full; the time grows with the
length of all texts together, not with the number of pairs.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from generator.collect.handed import Handed
from generator.collect.lines import Line

# The characters of a shingle, and how many of a sentence's must be in the other text for it to be the same.
SHINGLE, SAME = 6, 0.8
# One of so many shingles is looked up.
EVERY = 16
# So many filings that share one are remembered: where a thousand are of one mould, each is held against the
# first of them.
HOLDERS = 20
# So many of the likeliest others are compared in full.
LIKELIEST = 3
# What is told: such a share of the text, and so many sentences.
SHARE, LEAST = 0.5, 5


@dataclass(frozen=True, slots=True)
class Copy:
    """A filing that says what another says: ``lines`` are its sentences that stand there too, ``share`` is
    their part of its whole text by length; ``own``: the other is its own of an earlier year."""

    filing: Handed
    source: Handed
    lines: tuple[Line, ...]
    share: float
    own: bool


def copies(filings: Sequence[Handed], before: Sequence[Handed]) -> list[Copy]:
    """The copies among filings of one year, each against its own of the year before and against the other
    of which it has most; the gravest first."""
    last = {filing.key: filing for filing in before if filing.key}
    pairs = [(filing, last[filing.key], True) for filing in filings if filing.key in last]
    pairs += [(filing, other, False) for filing, other in _likeliest(filings)]
    best: dict[tuple[str, bool], Copy] = {}
    for filing, other, own in pairs:
        copy = _copy(filing, other, own=own)
        known = best.get((filing.file, own))
        if copy and (known is None or copy.share > known.share):
            best[filing.file, own] = copy
    return sorted(best.values(), key=lambda copy: (-copy.share, copy.filing.file, copy.own))


def _copy(filing: Handed, other: Handed, *, own: bool) -> Copy | None:
    """What of one stands in the other, where it is much."""
    there, keys = _shingles_of(other), frozenset(line.key for line in other.lines)
    same = tuple(line for line in filing.lines if line.key in keys or _is_within(line.key, there))
    whole = sum(len(line.key) for line in filing.lines)
    share = sum(len(line.key) for line in same) / whole if whole else 0.0
    return Copy(filing, other, same, share, own) if len(same) >= LEAST and share >= SHARE else None


@lru_cache(maxsize=512)
def _shingles_of(filing: Handed) -> frozenset[str]:
    return frozenset(shingle for line in filing.lines for shingle in _shingles(line.key))


def _shingles(key: str) -> Iterator[str]:
    return (key[at : at + SHINGLE] for at in range(max(1, len(key) - SHINGLE + 1)))


def _is_within(key: str, there: frozenset[str]) -> bool:
    own = list(_shingles(key))
    return sum(shingle in there for shingle in own) >= SAME * len(own)


def _likeliest(filings: Sequence[Handed]) -> Iterator[tuple[Handed, Handed]]:
    """Each filing with the few others, of other authorities, with which it shares most that is looked up."""
    marks = [_marks(filing.lines) for filing in filings]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(marks):
        for mark in own:
            if len(holders[mark]) < HOLDERS:
                holders[mark].append(number)
    for number, own in enumerate(marks):
        shared = Counter(other for mark in own for other in holders[mark])
        others = (other for other, _ in shared.most_common() if filings[other].key != filings[number].key)
        yield from ((filings[number], filings[other]) for other in islice(others, LIKELIEST))


def _marks(lines: Iterable[Line]) -> frozenset[int]:
    """The hashes that a text is looked up by."""
    hashes = (zlib.crc32(shingle.encode()) for line in lines for shingle in _shingles(line.key))
    return frozenset(number for number in hashes if number % EVERY == 0)
