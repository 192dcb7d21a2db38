"""Step four, *build*: a Filing becomes a Report, all text settled, no looks.  Pure.

Writers print a Report and nothing else, so that DOCX, HTML and PDF cannot say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.filing.filing import Filing
from generator.filing.narrative.filters import han
from generator.filing.narrative.markup import Run
from generator.form.format import Part, Section
from generator.form.header import Contact, Header, Website
from generator.form.table_grid import Grid
from generator.report.around import Head, foot, head, lines
from generator.report.around_tables import before_table, below_table
from generator.report.blocks import Block, Figure, Figures, Heading, Items, Origin, Paragraph, TableBlock
from generator.report.form_lines import beside_table, fill, own_fields
from generator.report.history import Years, history_of
from generator.report.language import SIMPLIFIED, language_of
from generator.report.overview import Overview, overview
from generator.report.own_tables import own_tables
from generator.report.prose import narrative
from generator.report.published import published
from generator.report.rewritten import settled
from generator.report.sheets import Workbook
from generator.report.tables import filled, free_grid

__all__ = ["Block", "Figure", "Figures", "Heading", "Items", "Paragraph", "Report", "TableBlock", "build"]

NUMBER_HOLE = "{序号}"


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be printed.  ``data`` is the filing as YAML, so far as it is for others; outputs carry it.

    ``overview`` is no part of the statutory report: the web page and the picture sheet show it; nor is
    ``history``, which the web page shows.
    ``letter`` stands before the title, on a page of its own; ``head`` about the title.  ``workbook`` goes
    with it where one is asked for.
    """

    title: tuple[str, ...]
    header: Header
    form: str
    blocks: tuple[Block, ...]
    data: str
    draft: bool = False
    overview: Overview = field(default_factory=Overview)
    history: Years = field(default_factory=Years)
    letter: tuple[Block, ...] = ()
    language: str = SIMPLIFIED
    head: Head = field(default_factory=Head)
    workbook: Workbook | None = None

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """Letter and report, in the order of print."""
        return (*self.letter, *self.blocks)

    @property
    def begins_landscape(self) -> bool:
        """Whether the title stands on a turned page: it goes with the first block."""
        return bool(self.blocks) and self.blocks[0].landscape

    @property
    def full_title(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    @property
    def website(self) -> Website:
        """The publishing site; empty where the filing names none."""
        return self.header.website or Website.model_validate({})

    @property
    def contact(self) -> Contact:
        """The contact; empty where the filing gives none."""
        return self.header.contact or Contact.model_validate({})


def build(filing: Filing, *, draft: bool = False) -> Report:
    """The Report of a filing without error-level findings.

    With ``draft`` a filing with errors is built too: what cannot be settled stays visible (a
    placeholder as written, a missing number as ？).  Raises ValueError where the head is missing.
    """
    if filing.header is None:
        raise ValueError("a filing without a head has no title")
    printed = [section for section in filing.format.sections if not filing.is_left_out(section)]
    report = Report(
        title=_title(filing, filing.header),
        head=head(filing, filing.header),
        header=filing.header.public,
        form=f"{filing.format.name}（{filing.format.basis}）",
        blocks=tuple(_outline(_body(filing, filing.header, printed))),
        data=published(filing),
        draft=draft,
        overview=overview(filing),
        history=history_of(filing),
        language=language_of("".join(text.scalar.text for text in filing.texts.values())),
        letter=tuple(_outline(_letter(filing, printed))),
    )
    return settled(report)


def _title(filing: Filing, header: Header) -> tuple[str, ...]:
    """The office's own title, or else the form's."""
    return lines(filing, header.title) or tuple(fill(filing, line) for line in filing.format.title)


def _outline(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings with their anchors, at levels without a gap.

    「1.」 right below 「一、」 is of the second level, whatever its numbering: an outline that skips a
    level cannot be followed by ear (PDF/UA-1, 7.4.2).  Before the first section there is none.
    """
    counts: list[int] = []
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
        elif block.level > 1 and not counts:
            yield Paragraph((Run(block.text, strong=True),), origin=block.origin)
        else:
            level = min(block.level, len(counts) + 1)
            counts = [*counts, 0][:level]
            counts[-1] += 1
            yield replace(block, level=level, id="s" + "-".join(map(str, counts)))


def _letter(filing: Filing, printed: Iterable[Section]) -> Iterator[Block]:
    """What stands before the title."""
    for section in printed:
        if section.letter:
            yield from _section(filing, section, "")


def _body(filing: Filing, header: Header, printed: Iterable[Section]) -> Iterator[Block]:
    """The sections behind the title, what follows them, and last what is annexed."""
    sections = list(printed)
    turned = any(section.landscape for section in [each for each in sections if not each.letter][:1])
    for block in own_fields(filing, "top"):
        yield replace(block, landscape=turned)
    last: Block | None = None
    for last in _sections(filing, [section for section in sections if not section.annex]):
        yield last
    for block in own_fields(filing, "bottom"):
        yield replace(block, landscape=last is not None and last.landscape)
    yield from foot(filing, header)
    yield from own_tables(filing)
    yield from _sections(filing, [section for section in sections if section.annex])


def _sections(filing: Filing, printed: Iterable[Section]) -> Iterator[Block]:
    """Sections, those that want it with their number."""
    number = 0
    for section in printed:
        if section.letter:
            continue
        number += NUMBER_HOLE in (section.heading or "")
        yield from _section(filing, section, (section.heading or "").replace(NUMBER_HOLE, han(number)))


def _section(filing: Filing, section: Section, heading: str) -> Iterator[Block]:
    """What a section prints, all of it on pages of the same direction."""
    for block in _content(filing, section, heading):
        origin = block.origin or Origin(section.key)
        yield replace(block, landscape=section.landscape, origin=origin)


def _content(filing: Filing, section: Section, heading: str) -> Iterator[Block]:
    if heading:
        yield Heading(fill(filing, heading), 1, "", section.page)
    caption = fill(filing, heading) or section.key
    yield from beside_table(filing, section.before)
    if section.has_table:
        yield from before_table(filing, section.key, filing.units.get(section.key))
        yield _printed_table(filing, section, caption)
        yield from below_table(filing, section.key)
    elif section.parts and section.key not in filing.texts:
        for part in section.parts:
            yield from _part(filing, f"{section.key}.{part.key}", part)
    else:
        yield from _aligned(narrative(filing, section.key), section)
    yield from beside_table(filing, section.after)


def _part(filing: Filing, path: str, part: Part) -> Iterator[Block]:
    if part.heading and (path in filing.texts):
        yield Heading(part.heading, 2, "", origin=Origin(path))
    yield from _aligned(narrative(filing, path), part)


def _aligned(blocks: Iterable[Block], part: Part) -> Iterator[Block]:
    """The paragraphs of a text at the side where the form has them."""
    for block in blocks:
        if isinstance(block, Paragraph) and not block.align:
            yield replace(block, align=part.align)
        else:
            yield block


# ---------------------------------------------------------------- tables


def _printed_table(filing: Filing, section: Section, caption: str) -> TableBlock:
    """The table of a section, its own or a free one."""
    if section.table:
        return _table(filled(filing, section.key, section.table), section.key, section.table.widths, caption)
    assert section.free is not None  # the caller has looked
    grid = free_grid(section.key, section.free, filing.printed_rows(section.key))
    return _table(grid, section.key, section.free.widths, caption)


def _table(grid: Grid, id: str, widths: tuple[int, ...], heading: str) -> TableBlock:
    caption = re.sub(r"^[一二三四五六七八九十]+、", "", heading)
    return TableBlock(id, caption, grid.columns, grid.rows, grid.head_rows, widths, grid.places)
