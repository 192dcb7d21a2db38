"""Step four, *build*: a Filing becomes a Report, all text settled, no looks.  Pure.

Writers print a Report and nothing else, so that DOCX, HTML and PDF cannot say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from generator.dump import dump
from generator.filing import Cell, Filing, Picture, State
from generator.format import Section
from generator.grid import Place, Role, lay_out
from generator.header import Contact, Header, Website
from generator.narrative import markup
from generator.narrative.expression import Mistake
from generator.narrative.filters import Unwritable, plain
from generator.narrative.markup import Line, Run
from generator.narrative.placeholders import Hidden, Placeholder, Unknown, resolve, scan
from generator.overview import Overview, overview

LANGUAGE = "zh-CN"


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is a section of the form (一、), 2 to 4 what stands below it; ``id`` is its anchor."""

    text: str
    level: int
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list without numbers."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and its caption, which is also its text alternative."""

    caption: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A statutory table: every place of its grid with its text, in reading order.

    ``caption`` names it for those who do not see it; ``widths`` are proportions of grid columns.
    """

    id: str
    caption: str
    columns: int
    rows: int
    head_rows: int
    widths: tuple[int, ...]
    places: tuple[Place, ...]


Block = Heading | Paragraph | Items | Figure | TableBlock


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be printed.  ``data`` is the filing itself as YAML, carried inside every output.

    ``overview`` is no part of the statutory report: the web page and the picture sheet show it.
    """

    title: tuple[str, ...]
    header: Header
    form: str
    blocks: tuple[Block, ...]
    data: str
    draft: bool = False
    overview: Overview = field(default_factory=Overview)

    @property
    def full_title(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    @property
    def language(self) -> str:
        """The language of the whole report."""
        return LANGUAGE

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
    blocks = (block for section in filing.format.sections for block in _section(filing, section))
    return Report(
        title=tuple(_title(filing.header, line) for line in filing.format.title),
        header=filing.header,
        form=f"{filing.format.name}（{filing.format.basis}）",
        blocks=tuple(_outline(blocks)),
        data=dump(filing.document.root),
        draft=draft,
        overview=overview(filing),
    )


def _title(header: Header, line: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda hole: header.named(hole[1]), line)


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
            yield Paragraph((Run(block.text, strong=True),))
        else:
            level = min(block.level, len(counts) + 1)
            counts = [*counts, 0][:level]
            counts[-1] += 1
            yield replace(block, level=level, id="s" + "-".join(map(str, counts)))


def _section(filing: Filing, section: Section) -> Iterator[Block]:
    if section.heading:
        yield Heading(section.heading, 1, "")
    if section.table:
        yield _table(filing, section)
    elif section.parts:
        for part in section.parts:
            yield from _part(filing, f"{section.key}.{part.key}", part.heading)
    else:
        yield from _narrative(filing, section.key)


def _part(filing: Filing, path: str, heading: str | None) -> Iterator[Block]:
    if heading and (path in filing.texts):
        yield Heading(heading, 2, "")
    yield from _narrative(filing, path)


# ---------------------------------------------------------------- text


def _narrative(filing: Filing, path: str) -> Iterator[Block]:
    text = filing.texts.get(path)
    items: list[tuple[Run, ...]] = []
    for line in markup.lines(text.scalar.text) if text else ():
        if line.kind == "item":
            items.append(settle(filing, line.text))
            continue
        yield from _pending(items)
        yield from _block(filing, line)
    yield from _pending(items)


def _pending(items: list[tuple[Run, ...]]) -> Iterator[Block]:
    if items:
        yield Items(tuple(items))
        items.clear()


def _block(filing: Filing, line: Line) -> Iterator[Block]:
    settled = settle(filing, line.text)
    text = "".join(run.text for run in settled)
    if line.kind == "heading":
        yield Heading(text, line.level, "")
    elif line.kind == "paragraph":
        yield Paragraph(settled)
    elif line.path in filing.pictures:
        yield Figure(text, filing.pictures[line.path])
    else:
        yield Paragraph((Run(f"![{text}]({line.path})"),))


def settle(filing: Filing, text: str) -> tuple[Run, ...]:
    """A line's runs with every placeholder replaced by its value.

    Values are put in after the markup is taken apart, so that no value can be read as markup.
    """
    holder = next(chr(code) for code in range(0xF0000, 0xFFFFD) if chr(code) not in text)
    values: list[str] = []
    pieces: list[str] = []
    end = 0
    for one in scan(text):
        values.append(_value(filing, one, text))
        pieces += [text[end : one.start], holder]
        end = one.end
    waiting = iter(values)
    runs = markup.runs("".join(pieces) + text[end:])
    return tuple(replace(run, text=_fill(run.text, holder, waiting)) for run in runs)


def _fill(text: str, holder: str, values: Iterable[str]) -> str:
    waiting = iter(values)
    return "".join(next(waiting) if character == holder else character for character in text)


def _value(filing: Filing, one: Placeholder, text: str) -> str:
    """The value, or for a draft the placeholder as written: check has reported it already."""
    try:
        return resolve(filing, one)
    except (Mistake, Unknown, Unwritable, Hidden):
        return text[one.start : one.end]


# ---------------------------------------------------------------- tables


def _table(filing: Filing, section: Section) -> TableBlock:
    assert section.table is not None  # the caller has looked
    grid = lay_out(section.key, section.table)
    places = tuple(_filled(filing, place) for place in grid.places)
    caption = re.sub(r"^[一二三四五六七八九十]+、", "", section.heading or section.key)
    widths = section.table.widths
    return TableBlock(section.key, caption, grid.columns, grid.rows, grid.head_rows, widths, places)


def _filled(filing: Filing, place: Place) -> Place:
    return replace(place, text=figure(filing.cells[place.path])) if place.role is Role.NUMBER else place


def figure(cell: Cell) -> str:
    """A number as printed: ordinary digits, no separators; a blank stays blank, a broken one is ？."""
    if cell.state is State.BLANK:
        return ""
    if cell.value is None:
        return "？"
    return f"{Decimal(cell.value):f}" if cell.state is State.GIVEN else plain(Fraction(cell.value))


def without(report: Report, characters: Iterable[str]) -> Report:
    """The report with 〓, the printer's mark for a missing type, for each of these characters.

    For drafts only: what no font has must neither stop a draft nor vanish from it.
    """
    missing = str.maketrans(dict.fromkeys(characters, "〓"))
    blocks = tuple(_without(block, missing) for block in report.blocks)
    return replace(report, title=tuple(line.translate(missing) for line in report.title), blocks=blocks)


def _without(block: Block, missing: dict[int, str]) -> Block:
    match block:
        case Heading(text=text):
            return replace(block, text=text.translate(missing))
        case Paragraph(runs=runs):
            return Paragraph(_translated(runs, missing))
        case Items(items=items):
            return Items(tuple(_translated(item, missing) for item in items))
        case Figure(caption=caption):
            return replace(block, caption=caption.translate(missing))
        case TableBlock():
            return block


def _translated(runs: tuple[Run, ...], missing: dict[int, str]) -> tuple[Run, ...]:
    return tuple(replace(run, text=run.text.translate(missing)) for run in runs)
