"""Tables of a source that are none of the form's and stand in no text: none of them vanishes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.findings.finding import Finding
from generator.form.format import Format
from generator.form.own_tables import KEY
from generator.importers.doubts import doubt
from generator.importers.own_grid import OwnGrid, free_rows, free_section, own_table
from generator.importers.pages import Block, Grid, Pages, Paragraph
from generator.importers.prose import drawn, is_small, line_of
from generator.importers.sections import NOTE, UNIT, Sections
from generator.importers.table_words import TableWords
from generator.importers.wild import reading

MARK = re.compile(rf"(?:{KEY}|表|附件)[0-9一二三四五六七八九十]{{0,3}}[-—－.、:：\s　]*")
SENTENCE = re.compile("[。；，！？]")
LONGEST_TITLE = 40
# So far above a table its title may stand: below it a unit, and what is said of the table.
ABOVE = 4
FIRST_WORDS = 30
UNTITLED = "没有标题的表"


@dataclass
class Strays:
    """``own``: the lines of tables of the office's own; ``free`` the rows of free tables of the form by
    section; ``left`` what became neither, as it stands there; ``about`` the paragraphs that went with a
    table, by ``id``."""

    own: list[str] = field(default_factory=list)
    free: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    about: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)


def take_strays(form: Format, pages: Pages, words: TableWords, sections: Sections) -> Strays:
    """What becomes of every table that was not read as one of the form's and is in no text; those
    in a text that cannot be drawn there are taken out of it where they can stand behind the report."""
    strays = Strays()
    blocks = [each for each in pages.blocks if not _is_of_screen(each)]
    numbers = {id(grid): number for number, grid in enumerate(pages.grids)}
    for place, grid in enumerate(blocks):
        if not isinstance(grid, Grid) or numbers[id(grid)] in words.tables.used or words.has_all(grid):
            continue
        if id(grid) not in sections.held:
            _take(strays, form, blocks, place)
        elif id(grid) not in sections.drawn and not is_small(grid):
            _out_of_text(strays, blocks, place, sections)
    strays.own[:0] = [f"{KEY}:"] if strays.own else []
    return strays


def _is_of_screen(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.strip() in reading().screen


def _take(strays: Strays, form: Format, blocks: Sequence[Block], place: int) -> None:
    """A table that stands in no text."""
    grid = blocks[place]
    assert isinstance(grid, Grid)
    if (section := free_section(form, grid)) and section not in strays.free:
        strays.free[section] = free_rows(form, section, grid)
        if form.free_tables[section].parts:
            strays.findings.append(
                doubt("I42", grid.at, table=section, parts=form.free_tables[section].parts)
            )
        return
    if not _own(strays, blocks, place):
        strays.left += drawn(grid)
        strays.findings.append(doubt("I39", grid.at, text=_first_words(grid)))


def _out_of_text(strays: Strays, blocks: Sequence[Block], place: int, sections: Sections) -> None:
    """A table within a text that cannot be drawn there: behind the report, or as lines where it stands."""
    grid = blocks[place]
    assert isinstance(grid, Grid)
    if len(grid.rows) > 1 and _own(strays, blocks, place, alone=True):
        for inside in sections.texts.values():
            inside[:] = [each for each in inside if each is not grid]
    elif len(grid.rows) > 1:
        strays.findings.append(doubt("I40", grid.at, text=_first_words(grid)))


def _own(strays: Strays, blocks: Sequence[Block], place: int, *, alone: bool = False) -> bool:
    """Whether it became a table of the office's own; ``alone``: what stands about it stays where it is."""
    grid = blocks[place]
    assert isinstance(grid, Grid)
    own, about = _with_words(grid, blocks, place)
    if alone:
        own.before, own.below = [], []
    titled, number = own.title, 1
    own.title = titled or UNTITLED
    while own.title in strays.titles:
        number += 1
        own.title = f"{titled or UNTITLED}（{number}）"
    lines = own_table(own, "" if titled else "    # 存疑：来源里没有标题，请写上")
    if not lines:
        return False
    strays.titles.add(own.title)
    strays.own += lines
    strays.about |= set() if alone else about
    strays.findings.append(doubt("I38", grid.at, text=own.title if titled else _first_words(grid)))
    return True


def _with_words(grid: Grid, blocks: Sequence[Block], place: int) -> tuple[OwnGrid, set[int]]:
    """The table with its title, unit and notes, and the paragraphs that these are."""
    own, about = OwnGrid(grid), set()
    above = list(_paragraphs(blocks[max(0, place - ABOVE) : place][::-1]))
    titled = next((number for number, each in enumerate(above) if _title(each)), len(above))
    if titled < len(above):
        own.title = _title(above[titled])
        own.before = [line_of(each.text) for each in above[:titled][::-1] if not _unit(each)]
    own.unit = next(filter(None, map(_unit, above[: titled + 1])), "")
    about |= {id(each) for each in above[: titled + 1]} if own.title else set()
    for each in _paragraphs(blocks[place + 1 :]):
        if not NOTE.match(line_of(each.text)):
            break
        own.below.append(line_of(each.text).removeprefix("注：").strip())
        about.add(id(each))
    return own, about


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs up to the next table."""
    for block in blocks:
        if isinstance(block, Grid):
            return
        yield block


def _title(paragraph: Paragraph) -> str:
    """The title of a table that a paragraph is; nothing where it is none."""
    line = line_of(paragraph.text).replace("**", "").strip("《》")
    mark = MARK.match(line)
    name = line[mark.end() :] if mark else line
    is_title = bool(mark) or line.endswith(reading().table_titles)
    short = 1 < len(name) <= LONGEST_TITLE and not SENTENCE.search(name)
    return name if is_title and short and not _unit(paragraph) else ""


def _unit(paragraph: Paragraph) -> str:
    unit = UNIT.fullmatch(line_of(paragraph.text))
    return unit["unit"] if unit else ""


def _first_words(grid: Grid) -> str:
    """The words by which a reader finds a table again."""
    texts = (line_of(cell.text) for row in grid.rows for cell in row if not cell.covered)
    return "、".join(text for text in texts if text)[:FIRST_WORDS]
