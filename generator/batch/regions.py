"""Regions: which filings a government's report takes in, by its declared scope and the names below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from generator.filing.filing import Filing, Key, key_of
from generator.form.authorities import authorities
from generator.form.header import Header


def parts_of_regions(filings: Sequence[Filing]) -> dict[int, tuple[Filing, ...]]:
    """The filings that each region's takes in, by the identity of its document.

    Where one of them is itself a region's, it stands for those it takes in.
    """
    named = sorted(((key, filing) for filing in filings if (key := key_of(filing))), key=_year_first)
    regions = (filing for _, filing in named if _is_region(filing.header))
    covers = {id(region.document): _covered(region, named) for region in regions}
    return {whole: parts for whole, inside in covers.items() if (parts := _outermost(inside, covers))}


def _outermost(inside: Sequence[Filing], covers: Mapping[int, Sequence[Filing]]) -> tuple[Filing, ...]:
    """Those that none of the others takes in."""
    deeper = {id(part) for filing in inside for part in covers.get(id(filing.document), ())}
    return tuple(filing for filing in inside if id(filing) not in deeper)


def _year_first(pair: tuple[Key, Filing]) -> tuple[int, str]:
    key = pair[0]
    return key.year, key.authority


def _covered(whole: Filing, named: Sequence[tuple[Key, Filing]]) -> list[Filing]:
    """The other authorities of the same year whose names begin with the region's; found by bisection,
    because a province's folder holds thousands."""
    ours = whole.header
    assert ours is not None
    region = _region(ours)
    start, end = (
        bisect_left(named, (ours.year, region + last), key=_year_first) for last in ("", "\U0010ffff")
    )
    alike = (filing for key, filing in named[start:end] if key.period == whole.period)
    inside = (filing for filing in alike if filing.header and _belongs(filing.header, ours))
    return list(inside)


def _belongs(theirs: Header, ours: Header) -> bool:
    """Whether a region takes in another authority of its name: one that counts only itself, or a smaller
    region.  A department that speaks for its branch is neither: it counts what others count too."""
    narrow = not authorities().takes_in(theirs.scope)
    return (
        authorities().belongs(theirs.authority_kind)
        and (narrow or _is_region(theirs))
        and (_region(theirs) != _region(ours) if _is_region(theirs) else theirs.authority != ours.authority)
        and (authorities().takes_in(ours.scope) == "any level" or theirs.level == ours.level)
    )


def _is_region(header: Header | None) -> bool:
    """Whether a report speaks for a region: a government's, or its office's, on more than itself."""
    return (
        header is not None
        and bool(authorities().takes_in(header.scope))
        and authorities().speaks(header.authority_kind)
        and len(_region(header)) > 1
        and authorities().seat in header.authority
    )


def _region(header: Header) -> str:
    return authorities().place_of(header.authority) or header.authority
