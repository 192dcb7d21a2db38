"""Regions: which filings a government's report takes in, by its declared scope and the names below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from generator.batch.facts import Facts, Speaker
from generator.filing.key import Key
from generator.form.authorities import authorities

Named = Sequence[tuple[Key, int]]


def parts_of_regions(filings: Sequence[Facts]) -> dict[int, tuple[int, ...]]:
    """The filings that each region's takes in, by their numbers.

    Where one of them is itself a region's, it stands for those it takes in.
    """
    named = sorted(((each.key, number) for number, each in enumerate(filings) if each.key), key=_year_first)
    regions = (number for _, number in named if _is_region(filings[number].speaker))
    covers = {region: _covered(filings[region], named, filings) for region in regions}
    return {whole: parts for whole, inside in covers.items() if (parts := _outermost(inside, covers))}


def _outermost(inside: Sequence[int], covers: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """Those that none of the others takes in."""
    deeper = {part for number in inside for part in covers.get(number, ())}
    return tuple(number for number in inside if number not in deeper)


def _year_first(pair: tuple[Key, int]) -> tuple[int, str]:
    key = pair[0]
    return key.year, key.authority


def _covered(whole: Facts, named: Named, filings: Sequence[Facts]) -> list[int]:
    """The other authorities of the same year whose names begin with the region's; found by bisection,
    because a province's folder holds thousands."""
    ours = whole.speaker
    assert ours is not None
    region = _region(ours)
    start, end = (
        bisect_left(named, (ours.year, region + last), key=_year_first) for last in ("", "\U0010ffff")
    )
    alike = [number for key, number in named[start:end] if key.period == ours.period]
    return [number for number in alike if _belongs(filings[number].speaker, ours)]


def _belongs(theirs: Speaker | None, ours: Speaker) -> bool:
    """Whether a region takes in another authority of its name: one that counts only itself, or a smaller
    region.  A department that speaks for its branch is neither: it counts what others count too."""
    if theirs is None:
        return False
    narrow = not authorities().takes_in(theirs.scope)
    return (
        authorities().belongs(theirs.kind)
        and (narrow or _is_region(theirs))
        and (_region(theirs) != _region(ours) if _is_region(theirs) else theirs.authority != ours.authority)
        and (authorities().takes_in(ours.scope) == "any level" or theirs.level == ours.level)
    )


def _is_region(speaker: Speaker | None) -> bool:
    """Whether a report speaks for a region: a government's, or its office's, on more than itself."""
    return (
        speaker is not None
        and bool(authorities().takes_in(speaker.scope))
        and authorities().speaks(speaker.kind)
        and len(_region(speaker)) > 1
        and authorities().seat in speaker.authority
    )


def _region(speaker: Speaker) -> str:
    return authorities().place_of(speaker.authority) or speaker.authority
