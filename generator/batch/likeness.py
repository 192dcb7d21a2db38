"""Which filings of a run say the same in many sentences, though they are of different authorities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.batch.facts import Facts

# Fewer in common are not worth being looked at.
LEAST = 5
# A sentence that more have is held against the first of them only, so that a thousand filings of one mould
# take no longer than any others.
MOST = 20


def most_alike(filings: Sequence[Facts]) -> dict[int, int]:
    """For each filing, by its number, the number of the one of another authority in the same year with
    which it has most sentences in common, where it has a few; of several the first."""
    holders: dict[int, list[int]] = {sentence: [] for sentence in _shared(filings)}
    for number, filing in enumerate(filings):
        for sentence in filing.sentences:
            if sentence in holders and len(holders[sentence]) < MOST:
                holders[sentence].append(number)
    nearest = ((number, _nearest(number, holders, filings)) for number in range(len(filings)))
    return {number: other for number, other in nearest if other is not None}


def _shared(filings: Sequence[Facts]) -> set[int]:
    """The sentences that stand in more than one filing; most stand in one, and are not held for long."""
    every = sorted(sentence for filing in filings for sentence in filing.sentences)
    return {sentence for sentence, following in pairwise(every) if sentence == following}


def _nearest(number: int, holders: dict[int, list[int]], filings: Sequence[Facts]) -> int | None:
    sentences = filings[number].sentences
    counts = Counter(
        other for sentence in sentences for other in holders.get(sentence, ()) if other != number
    )
    for other, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if count < LEAST:
            return None
        if _are_rivals(filings[number], filings[other]):
            return other
    return None


def _are_rivals(filing: Facts, other: Facts) -> bool:
    """Whether two filings are for the same time and of different authorities."""
    mine, theirs = filing.key, other.key
    if mine is None or theirs is None:
        return False
    return mine.authority != theirs.authority and mine._replace(authority="") == theirs._replace(authority="")
