"""Filings that belong together: last year's of the same authority, twins, and the parts of a region."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.examine import Examined, examine_loaded
from generator.filing import Filing
from generator.findings import Finding, Place, Span, found
from generator.header import Header
from generator.loading import Loaded, load, with_previous
from generator.nodes import Document

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Last:
    """Where last year's filings are looked for besides: ``only``, given for one filing alone, or any
    of ``filings`` with the same authority."""

    only: Filing | None = None
    filings: tuple[Filing, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """A document, what it loaded to with its last year's and its parts beside it, and what else was found."""

    document: Document
    loaded: Loaded
    more: tuple[Finding, ...]

    def examine(self) -> Examined:
        """All its findings."""
        return examine_loaded(self.document, self.loaded, self.more)


def examine_together(documents: Sequence[Document], last: Last) -> list[Examined]:
    """All findings of documents that are checked together, document by document."""
    return [one.examine() for one in join([(one, load(one)) for one in documents], last)]


def join(alone: Sequence[tuple[Document, Loaded]], last: Last) -> list[Joined]:
    """Documents and what each loaded to by itself, put beside each other.

    Last year's filing is the one given for it, else the one its head names, else the one among those
    given or among the documents with the same authority, a year earlier.
    """
    filings = [loaded.filing for _, loaded in alone if loaded.filing is not None]
    known = _by_key([*last.filings, *filings])
    paired = [_paired(loaded, last.only, known) for _, loaded in alone]
    twins = _twins(filings)
    parts = _parts([one.filing for one in paired if one.filing is not None])
    return [
        Joined(document, _with_parts(one, parts), tuple(twins.get(id(document), ())))
        for (document, _), one in zip(alone, paired, strict=True)
    ]


def _key(filing: Filing) -> Key | None:
    header = filing.header
    return None if header is None else (header.authority, header.year)


def _by_key(filings: Iterable[Filing]) -> dict[Key, Filing]:
    """The filings by authority and year; where there are two of a kind, neither can be chosen."""
    found: dict[Key, list[Filing]] = {}
    for one in filings:
        if key := _key(one):
            found.setdefault(key, []).append(one)
    return {key: several[0] for key, several in found.items() if len(several) == 1}


def _paired(loaded: Loaded, only: Filing | None, known: dict[Key, Filing]) -> Loaded:
    filing = loaded.filing
    if filing is None or filing.header is None:
        return loaded
    if only is not None:
        return with_previous(loaded, only, only.source.name, Span())
    if filing.previous is not None:
        return loaded
    last = known.get((filing.header.authority, filing.header.year - 1))
    return loaded if last is None else replace(loaded, filing=replace(filing, previous=last))


# ---------------------------------------------------------------- twins


def _twins(filings: Iterable[Filing]) -> dict[int, list[Finding]]:
    """S12 for every filing after the first of its authority and year, by the identity of its document."""
    first: dict[Key, Filing] = {}
    told: dict[int, list[Finding]] = {}
    for one in filings:
        key = _key(one)
        if key is None:
            continue
        other = first.setdefault(key, one)
        if other is not one:
            finding = found("S12", one.span_of("authority"), other=other.source.name)
            place = Place(other.span_of("authority"), "另一份", other.source.name)
            told[id(one.document)] = [replace(finding, related=(place,))]
    return told


# ---------------------------------------------------------------- regions

# What a declared scope takes in: authorities of the same level only, or of any.
WIDE = {"本级政府及部门": True, "本行政区域": False}
GOVERNMENT = "人民政府"


def _parts(filings: Sequence[Filing]) -> dict[int, tuple[Filing, ...]]:
    """The filings that each region's takes in, by the identity of its document.

    Where one of them is itself a region's, it stands for those it takes in.
    """
    named = sorted(((key, one) for one in filings if (key := _key(one))), key=_year_first)
    covers = {id(one.document): _covered(one, named) for _, one in named if _is_region(one.header)}
    parts: dict[int, tuple[Filing, ...]] = {}
    for whole, inside in covers.items():
        deeper = {id(one) for other in inside for one in covers.get(id(other.document), ())}
        parts[whole] = tuple(one for one in inside if id(one) not in deeper)
    return {whole: inside for whole, inside in parts.items() if inside}


def _year_first(pair: tuple[Key, Filing]) -> tuple[int, str]:
    (authority, year), _ = pair
    return year, authority


def _covered(whole: Filing, named: Sequence[tuple[Key, Filing]]) -> list[Filing]:
    """The other authorities of the same year whose names begin with the region's; found by bisection,
    because a province's folder holds thousands."""
    ours = whole.header
    assert ours is not None
    region = ours.authority.removesuffix(GOVERNMENT)
    start, end = (
        bisect_left(named, (ours.year, region + last), key=_year_first) for last in ("", "\U0010ffff")
    )
    same_level = WIDE[str(ours.scope)]
    return [
        one
        for _, one in named[start:end]
        if (theirs := one.header)
        and theirs.authority != ours.authority
        and (not same_level or theirs.level == ours.level)
    ]


def _is_region(header: Header | None) -> bool:
    if header is None:
        return False
    whole = header.authority.endswith(GOVERNMENT) and len(header.authority) > len(GOVERNMENT) + 1
    return whole and header.authority_kind == GOVERNMENT and header.scope in WIDE


def _with_parts(loaded: Loaded, parts: dict[int, tuple[Filing, ...]]) -> Loaded:
    if loaded.filing is None or id(loaded.filing.document) not in parts:
        return loaded
    return replace(loaded, filing=replace(loaded.filing, below=parts[id(loaded.filing.document)]))
