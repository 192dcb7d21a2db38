"""The text of a source, section by section: what stands before the first heading, and below each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.filing.pictures import PICTURE_LINE
from generator.form.format import Format, Part, Section
from generator.form.reserved import BEFORE, BELOW
from generator.importers.about_pairs import about_pairs
from generator.importers.headings import Heading, headings
from generator.importers.pages import Block, Grid, Pages, Paragraph
from generator.importers.prose import is_small, line_of, prose
from generator.importers.table_words import MARK, TableWords
from generator.importers.wild import folded, reading, weighty

NUMBERED = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]是|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[.、．])"
)
HEADING = 40
UNIT = re.compile(r"[（(]?单位[:：]\s*(?P<unit>[^\s）)]{1,8})[）)]?")
NOTE = re.compile(r"(?:注|备注|说明)[0-9]{0,2}[:：]")
# How much of a line of the form must be there to be known as that.
KNOWN = 4


@dataclass
class Sections:
    """``front`` is what stands before the first heading, ``texts`` the narratives by path, ``beside`` the
    texts about tables (``申请办理情况.说明``), ``units`` those above them; ``near`` headings that are worded
    otherwise, ``gone`` paragraphs that have no place in the filing; ``drawn`` are the tables that found one
    outside the narratives, by ``id``."""

    front: list[Paragraph] = field(default_factory=list)
    texts: dict[str, list[Block]] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    found: list[Heading] = field(default_factory=list)
    near: list[tuple[Paragraph, str]] = field(default_factory=list)
    gone: list[Paragraph] = field(default_factory=list)
    drawn: set[int] = field(default_factory=set)

    @property
    def held(self) -> set[int]:
        """All tables that have a place, by ``id``."""
        inside = (each for blocks in self.texts.values() for each in blocks if isinstance(each, Grid))
        return self.drawn | {id(each) for each in inside}

    def forget(self, paragraphs: set[int]) -> None:
        """What went elsewhere, by ``id``, is no more to be looked for here."""
        self.front = [each for each in self.front if id(each) not in paragraphs]
        self.gone = [each for each in self.gone if id(each) not in paragraphs]


def read_sections(form: Format, pages: Pages, words: TableWords) -> Sections:
    """The texts of a source by the form's sections; ``words`` knows those of the tables that were read."""
    blocks = list(_events(pages, words))
    paragraphs = [(place, each) for place, each in enumerate(blocks) if isinstance(each, Paragraph)]
    found = headings(form, paragraphs)
    sections = Sections(found=found)
    first = found[0].place if found else len(blocks)
    sections.front = list(_front(sections, blocks[:first]))
    ends = [*(heading.place for heading in found), len(blocks)][1:]
    for heading, end in zip(found, ends, strict=True):
        inside = blocks[heading.place + 1 : end]
        if heading.rest:
            inside = [Paragraph(heading.rest, blocks[heading.place].at), *inside]
        if heading.near:
            paragraph = blocks[heading.place]
            assert isinstance(paragraph, Paragraph)
            sections.near.append((paragraph, heading.section.name))
        _take(sections, heading.section, inside)
    return sections


def _events(pages: Pages, words: TableWords) -> Iterator[Block]:
    """The blocks, of the tables that were read only what is none of the form's words; rows of a single text
    within these may be headings."""
    number = -1
    for block in pages.blocks:
        number += isinstance(block, Grid)
        if isinstance(block, Grid) and number in words.tables.used:
            yield from words.of(block)
        elif isinstance(block, Grid) and words.has_all(block):
            yield Paragraph(MARK)
        elif isinstance(block, Paragraph) and words.has(block.text):
            yield Paragraph(f"{MARK}{block.text}", block.at)
        elif not (isinstance(block, Paragraph) and block.text.strip() in reading().screen):
            yield block


def _front(sections: Sections, blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """What stands before the first heading; tables of what pages say about a report as lines."""
    for block in blocks:
        if isinstance(block, Grid):
            if pairs := list(about_pairs(block)):
                sections.drawn.add(id(block))
                yield from pairs
        elif not _is_mark(block):
            yield block


def _is_mark(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.startswith(MARK)


def _take(sections: Sections, section: Section, inside: list[Block]) -> None:
    if section.has_table:
        _beside(sections, section, inside)
        return
    inside = [each for each in inside if not _is_mark(each)]
    if section.parts:
        _parts(sections, section, inside)
    elif inside:
        sections.texts[section.key] = inside


def _beside(sections: Sections, section: Section, inside: list[Block]) -> None:
    """What stands about a table: its unit, notes, a paragraph of the office's own."""
    known = [folded(re.sub(r"\{[^{}]*\}", "", line)) for line in (*section.before, *section.after)]
    below = False
    for block in inside:
        if _is_mark(block):
            below = True
            continue
        if isinstance(block, Grid):
            if section.table and is_small(block):
                sections.drawn.add(id(block))
                key = f"{section.key}.{BELOW if below else BEFORE}"
                sections.beside.setdefault(key, []).extend(prose([block]))
            continue
        line = line_of(block.text)
        # What is said about a table has no pictures.
        if PICTURE_LINE.fullmatch(line) or any(folded(line)[:KNOWN] == name[:KNOWN] for name in known):
            continue
        if unit := UNIT.fullmatch(line):
            sections.units[section.key] = unit["unit"]
        elif line:
            is_note = below or NOTE.match(line) is not None
            key = f"{section.key}.{BELOW if is_note else BEFORE}"
            # The name of the note is printed by itself.
            words = line.removeprefix(f"{BELOW}：")
            sections.beside.setdefault(key, []).append(words)


def _parts(sections: Sections, section: Section, inside: list[Block]) -> None:
    """The parts of a section by their headings; where these are the office's own, all of it as one text."""
    parts = [part for part in section.parts if part.heading]
    places = _places(parts, inside)
    if parts and len(places) == len(parts):
        before = inside[: places[0][0]]
        opening = next((part for part in section.parts if not part.heading), None)
        if before and opening:
            sections.texts[f"{section.key}.{opening.key}"] = before
        ends = [*(place for place, _ in places[1:]), len(inside)]
        for part, (place, rest), end in zip(parts, places, ends, strict=True):
            own = [Paragraph(rest, inside[place].at)] if rest else []
            sections.texts[f"{section.key}.{part.key}"] = [*own, *inside[place + 1 : end]]
    elif section.one_text and inside:
        sections.texts[section.key] = inside
    else:
        sections.gone += [each for each in inside if isinstance(each, Paragraph)]


def _places(parts: Sequence[Part], inside: Sequence[Block]) -> list[tuple[int, str]]:
    """Where the heading of each part stands, one after the other, and what goes on behind it on its line."""
    found: list[tuple[int, str]] = []
    for part in parts:
        after = found[-1][0] + 1 if found else 0
        names = {weighty(part.heading or ""), weighty(part.key)}
        for place, block in enumerate(inside):
            if place < after or not isinstance(block, Paragraph):
                continue
            head, rest = _head(block)
            if head and weighty(head) in names:
                found.append((place, rest))
                break
    return found


def _head(paragraph: Paragraph) -> tuple[str, str]:
    """The numbered heading that a paragraph is, or begins with, and what goes on behind it."""
    text = line_of(paragraph.text).replace("**", "")
    if not NUMBERED.match(text) and not paragraph.level:
        return "", ""
    head, stop, rest = text.partition("。")
    if len(head) > HEADING:
        head, stop, rest = re.split("[:：]", text, maxsplit=1)[0], "", re.split("[:：]", text, maxsplit=1)[-1]
        return (head, rest.strip()) if len(head) <= HEADING else ("", "")
    return head, rest.strip() if stop else ""
