"""Filings that belong together: last year's of the same authority, twins, and the parts of a region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.batch.likeness import most_alike
from generator.batch.regions import parts_of_regions
from generator.filing.filing import Filing, Key, key_before, key_of
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
    filings = [loaded.filing for _, loaded in alone if loaded.filing is not None]
    known = _by_key([*last.filings, *filings])
    paired = [_paired(loaded, last, known) for _, loaded in alone]
    twins = _twins(filings)
    alike = most_alike(filings)
    parts = parts_of_regions([loaded.filing for loaded in paired if loaded.filing is not None])
    return [
        Joined(document, _with_alike(_with_parts(loaded, parts), alike), tuple(twins.get(id(document), ())))
        for (document, _), loaded in zip(alone, paired, strict=True)
    ]


def _by_key(filings: Iterable[Filing]) -> dict[Key, list[Filing]]:
    """The filings by authority (white space apart) and year, each file once however it was named."""
    known: dict[Key, dict[int, Filing]] = {}
    for filing in filings:
        if key := key_of(filing):
            known.setdefault(key, {}).setdefault(id(filing.document), filing)
    return {key: list(alike.values()) for key, alike in known.items()}


def _paired(loaded: Loaded, last: Last, known: dict[Key, list[Filing]]) -> Loaded:
    """With last year's filing beside it; where there are two of them, neither can be chosen."""
    filing = loaded.filing
    if filing is None or (before := key_before(filing)) is None:
        return loaded
    if last.only is not None:
        return with_last_year(loaded, LastYear(last.only.source.name, last.only), Span())
    if filing.previous is not None:
        return loaded
    candidates = known.get(before, [])
    if len(candidates) == 1:
        return replace(loaded, filing=replace(filing, previous=candidates[0]))
    if not candidates and not last.given:
        return loaded
    why = f"有 {len(candidates)} 份，不知道用哪一份" if candidates else "给的路径里没有"
    when = f"{before.year} {before.period}".strip()
    finding = found("C03", filing.span_of("authority"), year=when, problem=why)
    return replace(loaded, findings=(*loaded.findings, finding))


# ---------------------------------------------------------------- twins


def _twins(filings: Iterable[Filing]) -> dict[int, list[Finding]]:
    """S12 for every filing after the first of its authority and year, by the identity of its document."""
    first: dict[Key, Filing] = {}
    findings: dict[int, list[Finding]] = {}
    for filing in filings:
        key = key_of(filing)
        if key is None:
            continue
        other = first.setdefault(key, filing)
        if other is not filing and not _on_different_sites(filing, other):
            finding = found("S12", filing.span_of("authority"), other=other.source.name)
            place = Place(other.span_of("authority"), "另一份", other.source.name)
            findings[id(filing.document)] = [replace(finding, related=(place,))]
    return findings


def _on_different_sites(filing: Filing, other: Filing) -> bool:
    """Two townships of one name in different counties: their reports stand on different sites."""
    sites = [each.known.get("website") for each in (filing, other)]
    domains = [site.domain for site in sites if site]
    return len(domains) == 2 and None not in domains and domains[0] != domains[1]


# ---------------------------------------------------------------- regions


def _with_parts(loaded: Loaded, parts: dict[int, tuple[Filing, ...]]) -> Loaded:
    if loaded.filing is None or id(loaded.filing.document) not in parts:
        return loaded
    return replace(loaded, filing=replace(loaded.filing, below=parts[id(loaded.filing.document)]))


def _with_alike(loaded: Loaded, alike: dict[int, Filing]) -> Loaded:
    if loaded.filing is None or id(loaded.filing.document) not in alike:
        return loaded
    return replace(loaded, filing=replace(loaded.filing, alike=(alike[id(loaded.filing.document)],)))
