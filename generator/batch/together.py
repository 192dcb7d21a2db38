"""Filings that belong together: last year's of the same authority, twins, and the parts of a region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.batch.facts import Facts, facts_of
from generator.batch.likeness import most_alike
from generator.batch.regions import parts_of_regions
from generator.filing.filing import Filing
from generator.filing.key import Key, key_before
from generator.filing.last_year import LastYear
from generator.filing.load import Loaded, with_last_year
from generator.findings.catalogue import found
from generator.findings.exit_code import Fault, attempt
from generator.findings.finding import Finding, Place, Span
from generator.rules.examine import Examined, examine_loaded
from generator.source.nodes import Document


@dataclass(frozen=True, slots=True)
class Last:
    """Where last year's filings are looked for besides: ``only``, given for one filing alone, or any
    of ``filings`` with the same authority.  ``given``: they were asked for, so that it is told (C03) where
    there is none."""

    only: Filing | None = None
    filings: tuple[Filing, ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What one filing is to be held against, each by its number among all that are known: those of last year
    first, then those of the run; and what was found out on the way."""

    previous: int | None = None
    below: tuple[int, ...] = ()
    alike: int | None = None
    more: tuple[Finding, ...] = ()

    @property
    def others(self) -> tuple[int, ...]:
        """All that it is held against."""
        found = (self.previous, *self.below, self.alike)
        return tuple(number for number in found if number is not None)


@dataclass(frozen=True, slots=True)
class Joined:
    """A document, what it loaded to with its last year's and its parts beside it, and what else was found."""

    document: Document
    loaded: Loaded
    more: tuple[Finding, ...]

    def examine(self) -> Examined:
        """All its findings."""
        return examine_loaded(self.document, self.loaded, self.more)

    def examined(self) -> Examined | Fault:
        """The same, or our fault in examining it."""
        return attempt(self.document.source.name, self.examine)


def join(alone: Sequence[tuple[Document, Loaded]], last: Last) -> list[Joined]:
    """Documents and what each loaded to by itself, put beside each other.

    Last year's filing is the one given for it, else the one its head names, else the one among those
    given or among the documents with the same authority, a year earlier.
    """
    given = [facts_of(filing, id(filing.document)) for filing in last.filings]
    own = [
        facts_of(loaded.filing, id(document)) if loaded.filing is not None else None
        for document, loaded in alone
    ]
    known = [*last.filings, *(loaded.filing for _, loaded in alone)]
    arranged = arrange(own, given, needed=last.given, apart=last.only is not None)
    return [
        Joined(document, held(_with_only(loaded, last), beside, known), beside.more)
        for (document, loaded), beside in zip(alone, arranged, strict=True)
    ]


def held(loaded: Loaded, beside: Beside, known: Sequence[Filing | None] | Mapping[int, Filing]) -> Loaded:
    """A filing with those beside it that it is to be held against, by their numbers."""
    filing = loaded.filing
    if filing is None or not beside.others:
        return loaded
    before = filing.previous if beside.previous is None else known[beside.previous]
    below = tuple(part for number in beside.below if (part := known[number]))
    other = None if beside.alike is None else known[beside.alike]
    return replace(
        loaded, filing=replace(filing, previous=before, below=below, alike=(other,) if other else ())
    )


def _with_only(loaded: Loaded, last: Last) -> Loaded:
    """With last year's filing beside it that was given for this one alone."""
    if loaded.filing is None or last.only is None or key_before(loaded.filing) is None:
        return loaded
    return with_last_year(loaded, LastYear(last.only.source.name, last.only), Span())


def arrange(
    own: Sequence[Facts | None], last: Sequence[Facts], *, needed: bool, apart: bool = False
) -> list[Beside]:
    """What each filing of a run is to be held against; ``last`` are those of last year that were given.

    ``needed``: they were asked for, so that it is told (C03) where there is none; ``apart``: each has got its
    own already.
    """
    numbers = [number for number, each in enumerate(own) if each is not None]
    filings = [each for each in own if each is not None]
    known = _by_key([*enumerate(last), *((len(last) + number, own[number]) for number in numbers)])
    paired = [_last_of(each, known, needed=needed, apart=apart) for each in filings]
    twins, alike, parts = _twins(filings), most_alike(filings), parts_of_regions(filings)
    whole = [len(last) + number for number in numbers]
    found = {
        number: Beside(
            paired[place][0],
            tuple(whole[part] for part in parts.get(place, ())),
            whole[alike[place]] if place in alike else None,
            (*paired[place][1], *twins.get(place, ())),
        )
        for place, number in enumerate(numbers)
    }
    return [found.get(number, Beside()) for number in range(len(own))]


def _by_key(filings: Iterable[tuple[int, Facts | None]]) -> dict[Key, list[int]]:
    """The filings by authority (white space apart) and year, each file once however it was named."""
    known: dict[Key, dict[int | str, int]] = {}
    for number, each in filings:
        if each and each.key:
            known.setdefault(each.key, {}).setdefault(each.identity, number)
    return {key: list(numbers.values()) for key, numbers in known.items()}


def _last_of(
    filing: Facts, known: Mapping[Key, list[int]], *, needed: bool, apart: bool
) -> tuple[int | None, tuple[Finding, ...]]:
    """Last year's filing of the same authority; where there are two of them, neither can be chosen."""
    before = filing.before
    if before is None or apart or filing.has_last:
        return None, ()
    candidates = known.get(before, [])
    if len(candidates) == 1:
        return candidates[0], ()
    if not candidates and not needed:
        return None, ()
    why = f"有 {len(candidates)} 份，不知道用哪一份" if candidates else "给的路径里没有"
    when = f"{before.year} {before.period}".strip()
    return None, (found("C03", filing.span, year=when, problem=why),)


def _twins(filings: Sequence[Facts]) -> dict[int, list[Finding]]:
    """S12 for every filing after the first of its authority and year, by its number."""
    first: dict[Key, Facts] = {}
    findings: dict[int, list[Finding]] = {}
    for number, filing in enumerate(filings):
        if filing.key is None:
            continue
        other = first.setdefault(filing.key, filing)
        if other is not filing and not _on_different_sites(filing, other):
            finding = found("S12", filing.span, other=other.name)
            place = Place(other.span, "另一份", other.name)
            findings[number] = [replace(finding, related=(place,))]
    return findings


def _on_different_sites(filing: Facts, other: Facts) -> bool:
    """Two townships of one name in different counties: their reports stand on different sites."""
    domains = [each.domain for each in (filing, other)]
    return None not in domains and domains[0] != domains[1]
