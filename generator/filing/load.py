"""Step two, *load*: the tree of a document becomes a Filing, checked for shape against its Format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.common.did_you_mean import misspelt
from generator.filing.cells import load_tables
from generator.filing.contact_fields import check_contact
from generator.filing.filing import Filing
from generator.filing.free_tables import all_free_cells, load_free
from generator.filing.given import Given
from generator.filing.head import load_header
from generator.filing.head_lines import head_lines
from generator.filing.last_year import LastYear, judge_last_year
from generator.filing.own_head import load_own
from generator.filing.own_tables import load_own_tables, own_cells
from generator.filing.passages import passages
from generator.filing.pictures import load_pictures
from generator.filing.table_units import load_units
from generator.filing.texts import load_texts
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form.format import Format
from generator.form.header import REQUIRED
from generator.form.own_tables import KEY
from generator.source.nodes import Document, Mapping, scalars, swallowed


@dataclass(frozen=True, slots=True)
class Loaded:
    """A filing (None where its format cannot be told) and what was wrong with its shape."""

    filing: Filing | None
    findings: tuple[Finding, ...]


def load(document: Document, given: Given) -> Loaded:
    """Load a document against the form it is given, beside what lies beside it.  Pure: no disk.

    Findings: what reading found, then S01 to S11, N20, C01 and C02; all of them, not the first.
    """
    loaded = _load_alone(document, given)
    if loaded.filing is None or given.last is None:
        return loaded
    return with_last_year(loaded, given.last, loaded.filing.span_of("previous"))


def with_last_year(loaded: Loaded, last: LastYear, span: Span) -> Loaded:
    """The same filing with last year's beside it, if it can serve as that (else C01)."""
    if loaded.filing is None:
        return loaded
    serves, problems = judge_last_year(loaded.filing, last, span)
    filing = replace(loaded.filing, previous=last.filing) if serves else loaded.filing
    return Loaded(filing, (*loaded.findings, *problems))


def _load_alone(document: Document, given: Given) -> Loaded:
    chosen = given.format
    if chosen is None or not document.root.entries:
        return Loaded(None, (*document.findings, *given.findings))
    excused = _misspelt(chosen, document.root)
    head = load_header(document.root, excused)
    own, of_own = load_own(chosen, document.root, excused)
    cells, words, of_cells = load_tables(chosen, document.root, excused)
    texts, of_texts = load_texts(chosen, document, excused)
    free, totals, of_free = load_free(chosen, document.root, excused)
    pictures, of_pictures = load_pictures(document.source, texts, given.pictures)
    units, of_units = load_units(chosen, document.root)
    tables, of_tables = load_own_tables(document.root)
    filing = Filing(chosen, head.header, cells, texts, pictures, document, known=head.known, own=own)
    filing = replace(filing, free=free, free_totals=totals, words=words, units=units, own_tables=tables)
    whole = _with_what_follows(filing)
    of_head = (*head.findings, *of_own, *check_contact(document.root, head.known), *given.findings)
    of_sections = (*of_cells, *of_texts, *of_units, *of_tables, *of_free, *of_pictures)
    of_reading = (*_beside_rows(document.findings, of_cells), *unknown_keys(document.root, _known(chosen)))
    of_whole = (*_wrong_year(whole), *_swallowed(whole))
    return Loaded(whole, (*of_reading, *of_head, *of_whole, *of_sections))


def _with_what_follows(filing: Filing) -> Filing:
    """The same with what follows from its parts: cells by address, lines of the head, passages."""
    return replace(
        filing,
        free_cells={**all_free_cells(filing.free, filing.free_totals), **own_cells(filing.own_tables)},
        lines=head_lines(filing.document.root),
        passages=passages(filing.format, filing.texts),
    )


def _beside_rows(of_reading: Iterable[Finding], of_cells: Iterable[Finding]) -> Iterator[Finding]:
    """What reading found, less the figures that are told with their row: the 041 of 「[1,041, 6]」."""
    rows = [finding.span for finding in of_cells if finding.code == "S05" and finding.fix]
    for finding in of_reading:
        if finding.code != "Y08" or not any(finding.span.within(row) for row in rows):
            yield finding


def _known(format: Format) -> tuple[str, ...]:
    return (*format.head_keys, KEY, *(section.key for section in format.sections))


def _misspelt(format: Format, root: Mapping) -> frozenset[str]:
    """Keys of the top that stand there under a wrong name."""
    own = (field.key for field in format.own_fields if field.required)
    needed = (*REQUIRED, *own, *(section.key for section in format.sections if section.required))
    return frozenset(misspelt(root.entries, _known(format), needed).values())


def _swallowed(filing: Filing) -> Iterator[Finding]:
    """S11 for words of the head and of the text that YAML takes for a comment."""
    source, entries = filing.source, filing.document.root.entries
    keys = (key for key in filing.format.head_keys if key in entries)
    of_head = [(key, scalar) for key in keys for scalar in scalars(entries[key])]
    of_text = [(text.path, text.scalar) for text in filing.texts.values()]
    for key, scalar in (*of_head, *of_text):
        if span := swallowed(source, scalar):
            lost = source.lines[span.line - 1][span.column - 1 :]
            yield replace(found("S11", span, key=key), evidence=(key, lost))


def _wrong_year(filing: Filing) -> list[Finding]:
    year, form = filing.year, filing.format
    if year is None or year in form.years:
        return []
    span = filing.document.root.entries["年度"].span
    return [found("S09", span, basis=form.basis, year=year, version=form.version, range=form.years)]
