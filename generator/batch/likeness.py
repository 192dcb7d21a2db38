"""Which filings of a run say the same in many sentences, though they are of different authorities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.filing.filing import Filing, key_of
from generator.rules.text.copying import sentences

# Shorter sentences are alike by chance.
LENGTH = 12
# Fewer in common are not worth being looked at.
LEAST = 5
# A sentence that more have is held against the first of them only, so that a thousand filings of one mould
# take no longer than any others.
MOST = 20


def most_alike(filings: Sequence[Filing]) -> dict[int, Filing]:
    """For each filing, by the identity of its document, the one of another authority in the same year with
    which it has most sentences in common, where it has a few."""
    keys = [frozenset(sentence.key for sentence in sentences(filing, LENGTH)) for filing in filings]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            if len(holders[key]) < MOST:
                holders[key].append(number)
    found = {}
    for number, filing in enumerate(filings):
        other = _nearest(number, keys[number], holders, filings)
        if other is not None:
            found[id(filing.document)] = filings[other]
    return found


def _nearest(
    number: int, keys: frozenset[str], holders: dict[str, list[int]], filings: Sequence[Filing]
) -> int | None:
    counts = Counter(other for key in keys for other in holders[key] if other != number)
    for other, count in counts.most_common():
        if count < LEAST:
            return None
        if _are_rivals(filings[number], filings[other]):
            return other
    return None


def _are_rivals(filing: Filing, other: Filing) -> bool:
    """Whether two filings are for the same time and of different authorities."""
    mine, theirs = key_of(filing), key_of(other)
    if mine is None or theirs is None:
        return False
    return mine.authority != theirs.authority and mine._replace(authority="") == theirs._replace(authority="")
