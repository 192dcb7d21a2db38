"""What a new filing takes from last year's: what stays, what is carried, what is shown to be written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.compose.blank import Known
from generator.compose.free_rows import free_rows, kept_sections
from generator.compose.head import kept, next_year, shown_of_last_year
from generator.compose.own_head import following
from generator.compose.own_table_lines import next_tables
from generator.compose.quoting import Quoting, names
from generator.compose.texts import Placed, beside_tables, own_headings, placed
from generator.compose.written import rows, values
from generator.compose.years import following_year
from generator.filing.filing import Filing
from generator.form.carrying import carrying
from generator.form.correspondence import corresponding
from generator.form.format import Format
from generator.form.reserved import TEXTS
from generator.source.yaml_text import quoted


def carried_over(
    filing: Filing, target: Format, path: str, narratives: Mapping[str, str] | None = None
) -> Known:
    """What a new filing in that format knows from last year's, which lies at ``path`` from the new one.

    ``narratives``: its texts as the new one's begin, by path; without them the new one's are empty.

    Rows that are carried (``carries`` of the new format) go over number by number: what last year's format
    has for it is told by the formats' lineage, never by where it stands.
    """
    if filing.header is None:
        return Known()
    year, own = following(filing, target)
    head = {**kept(next_year(filing)), **own, "年度": str(year), "上年填报": quoted(path)}
    del head["发布日期"]
    known = Known(
        head,
        rows(target, _carried(filing, target)),
        {} if narratives else own_headings(filing, target),
        units=units(filing, target),
        free=free_rows(filing, kept_sections(filing, target), blank=True),
        shown_head=shown_of_last_year(filing),
        remarks=_remarks(filing, target),
    )
    return _with_texts(known, filing, target, narratives or {})


def _with_texts(known: Known, filing: Filing, target: Format, begun: Mapping[str, str]) -> Known:
    """The same with the texts: narratives, what is said beside tables, and the office's own tables."""
    quoting, shown = _quoting(filing, target), beside_tables(filing, target)
    texts = {path: quoting.moved(_renamed(filing, begun.get(path, text))) for path, text in shown.items()}
    narratives = _narratives(filing, target, begun, quoting)
    own_tables = tuple(next_tables(filing, texts))
    return replace(
        known, texts=narratives.texts, own_tables=own_tables, shown_texts=texts, left=narratives.unplaced
    )


def _quoting(filing: Filing, target: Format) -> Quoting:
    """How placeholders go over to the new filing; one of a number that its form has not is marked."""
    pairs, free = corresponding(target, filing.format), frozenset(kept_sections(filing, target))
    return Quoting(filing, target, names(pairs), free, last_year=True, mark=carrying().revise)


def _narratives(filing: Filing, target: Format, narratives: Mapping[str, str], quoting: Quoting) -> Placed:
    """The texts with which a new filing begins, each where it belongs in its form."""
    begun = {
        path: replace(text, scalar=replace(text.scalar, text=_renamed(filing, narratives[path])))
        for path, text in filing.texts.items()
        if path in narratives and path.rpartition(".")[2] not in TEXTS
    }
    return placed(replace(filing, texts=begun), target, quoting.moved)


def units(filing: Filing, target: Format) -> dict[str, str]:
    """The lines right above the tables that the target form has too."""
    tables = {section.key for section in target.sections if section.has_table}
    return {key: unit.text.strip() for key, unit in filing.units.items() if key in tables}


def _renamed(filing: Filing, text: str) -> str:
    """A text with the titles that the office's own tables have a year later."""
    assert filing.header is not None  # the caller has looked
    for table in filing.own_tables:
        text = text.replace(table.title, following_year(table.title, filing.header.year))
    return text


def _carried(filing: Filing, target: Format) -> dict[str, str]:
    """The numbers of the new filing that begin as last year's, by their addresses."""
    known = values(filing, corresponding(target, filing.format))
    pairs = [
        (to.path, after.path)
        for carry in target.carries
        for to in target.rows[carry.to]
        for after in target.rows[carry.after]
        if to.column == after.column
    ]
    return {to: known[after] for to, after in pairs if after in known}


def _remarks(filing: Filing, target: Format) -> dict[str, tuple[str, ...]]:
    """What was said of last year's numbers, by the row of the new form."""
    found: dict[str, tuple[str, ...]] = {}
    for pair in corresponding(target, filing.format):
        row = target.addresses[pair.here[0]].row_path
        found[row] = (*found.get(row, ()), *_remarked(filing, pair.there))
    return {row: remarks for row, remarks in found.items() if remarks}


def _remarked(filing: Filing, paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        if remark := filing.cells[path].remark:
            several = len(filing.format.rows[filing.format.addresses[path].row_path]) > 1
            column = f"{filing.format.labels.column(path)}，" if several else ""
            yield f"{column}{remark.text.strip()}"
