"""The filing that an output of ours carries, held against what is printed: it may have been edited since."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain

from generator.filing.blanks import is_blank
from generator.filing.filing import Filing, State
from generator.filing.given import form_of
from generator.filing.load import load
from generator.filing.numbers import figure
from generator.filing.pictures import PICTURE_LINE
from generator.filing.read import read
from generator.findings.finding import Finding
from generator.findings.position import Position
from generator.form.format import Format
from generator.form.library import Library
from generator.importers.doubts import doubt
from generator.importers.figures import figure as figure_of
from generator.importers.pages import Cell, Grid, Pages, Paragraph
from generator.importers.said import squeezed
from generator.importers.tables import Tables, read_tables
from generator.report.blocks import TableBlock
from generator.report.build import Report, build
from generator.report.rewritten import rewritten, settled

LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
# The address of a link, which is printed behind it on paper.
ADDRESS = re.compile(r"（(?:https?://[^（）]*|[\w.+-]+@[^（）]+)）")
STRONG = re.compile(r"(?<!\\)\*\*")
NUMBERED = re.compile(r"^(?:附件：)?(?:[0-9]{1,2}[.．、]|（[0-9]{1,2}）|[-•·]|[①-⑳㉑-㉟])?")
SHOWN = 30
# What tells of rows and figures of the form's tables that were not read.
NOT_READ = frozenset({"I11", "I12", "I15"})


@dataclass
class Carried:
    """``holds``: what is printed is what it says."""

    text: str
    form: Format
    holds: bool = True
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Position] = field(default_factory=dict)
    numbers: int = 0


def carried_filing(pages: Pages, library: Library) -> Carried | None:
    """The filing inside, if there is one that can be read; where what is printed differs, that is told."""
    if not pages.filing.strip():
        return None
    document = read(pages.filing.encode())
    given = form_of(document.root, library)
    loaded = load(document, given)
    if given.format is None or loaded.filing is None or loaded.filing.header is None:
        return None
    filing = loaded.filing
    carried = Carried(pages.filing, given.format, numbers=len(filing.cells))
    printed = read_tables(list(pages.grids), carried.form)
    _compare_numbers(carried, filing, printed)
    _compare_rows(carried, filing, pages, printed)
    _compare_texts(carried, filing, pages)
    return carried


def _compare_numbers(carried: Carried, filing: Filing, printed: Tables) -> None:
    for path, taken in printed.cells.items():
        carried.places[path] = taken.at
        cell = filing.cells.get(path)
        if cell is None or cell.state is State.BROKEN or taken.doubt:
            continue
        own = figure_of(
            "" if is_blank(filing, cell) else figure(cell),
            carried.form.kinds[cell_kind(carried, path)],
        )
        same = own.number == taken.figure.number or (not own.is_known and not taken.figure.is_known)
        if not same:
            carried.holds = False
            words = {
                "cell": carried.form.labels.short(path),
                "carried": own.number or "空",
                "printed": taken.text,
            }
            carried.findings.append(doubt("I30", taken.at, path, **words))


def _compare_rows(carried: Carried, filing: Filing, pages: Pages, printed: Tables) -> None:
    """What stands in tables and is none of the filing's: rows and figures that the form does not have, rows
    of other tables that the report of the filing has otherwise or not."""
    carried.holds = carried.holds and not any(each.code in NOT_READ for each in printed.findings)
    known = set(_rows(filing))
    _compare_missing(carried, filing, pages)
    # Pictures side by side stand in a table, with their captions below them.
    captions = {squeezed(each["caption"]) for each in PICTURE_LINE.finditer(carried.text)}
    for number, grid in enumerate(pages.grids):
        rows = [(row, _cells(row)) for row in grid.rows] if number not in printed.used else []
        # On a web page other tables stand beside those of the report.
        if not pages.whole and not any(cells in known for _, cells in rows):
            continue
        for row, cells in rows:
            if any(cells) and cells not in known and not captions.issuperset(cells):
                carried.holds = False
                carried.findings.append(doubt("I33", row[0].at, text=_plain("　".join(cells))[:SHOWN]))


def _compare_missing(carried: Carried, filing: Filing, pages: Pages) -> None:
    """Rows that the report of the filing prints and that are not there any more: of the form's tables by
    their numbers, of those that the office named by their words."""
    printed = {place.path for block in _tables(filing) for place in block.places} & filing.cells.keys()
    gone = sorted(printed - carried.places.keys()) if carried.places else []
    if gone:
        carried.holds = False
        carried.findings.append(doubt("I32", Position(), text=carried.form.labels.short(gone[0])[:SHOWN]))
    seen = {_cells(row) for grid in pages.grids for row in grid.rows}
    own = set(_rows(filing, named=True))
    for cells in own - seen if own & seen else ():
        carried.holds = False
        carried.findings.append(doubt("I32", Position(), text="　".join(cells)[:SHOWN]))


def _rows(filing: Filing, *, named: bool = False) -> Iterator[tuple[str, ...]]:
    """The rows of all tables that the report of a filing prints; those alone that the office ``named``."""
    for block in _tables(filing):
        if named and any(place.path in filing.cells for place in block.places):
            continue
        rows: dict[int, list[str]] = defaultdict(list)
        for place in sorted(block.places, key=lambda place: (place.row, place.column)):
            rows[place.row].append(squeezed(place.printed))
        yield from map(tuple, rows.values())


def _tables(filing: Filing) -> Iterator[TableBlock]:
    for block in settled(build(filing, draft=True)).all_blocks:
        if isinstance(block, TableBlock):
            yield block


def _cells(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(squeezed(cell.text) for cell in row if not cell.covered)


def cell_kind(carried: Carried, path: str) -> str:
    """The kind of a number."""
    return carried.form.places[path].kind


def _compare_texts(carried: Carried, filing: Filing, pages: Pages) -> None:
    """Every text of the report must be on the pages, and on pages of Word nothing else."""
    said = list(chain.from_iterable(_in_order(filing)))
    seen = _squeezed("".join(_seen(pages)))
    gone = [text for text in said if _squeezed(text) not in seen]
    if gone:
        carried.holds = False
        carried.findings.append(doubt("I32", Position(), text=gone[0][:SHOWN]))
    head, *rest = (_Order(map(_squeezed, texts)) for texts in _in_order(filing))
    for each in pages.paragraphs if pages.whole else ():
        text = _squeezed(_plain(each.text))
        head.at = 0  # where a style sets these, and how often, is its own affair
        if not any(order.next(text) or order.next(NUMBERED.sub("", text)) for order in (head, *rest)):
            carried.holds = False
            carried.findings.append(doubt("I33", each.at, text=_plain(each.text)[:SHOWN]))


class _Order:
    """Texts as they follow each other, to be asked for whole ones, or several in a row, one after the other:
    a text that was lengthened, or moved, is none of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        written = list(texts)
        self.words, self.at = "".join(written), 0
        self.bounds = set(accumulate(map(len, written), initial=0))

    def next(self, text: str) -> bool:
        """Whether the text is the next one, others left out."""
        start = self.words.find(text, self.at)
        while start >= 0:
            end = start + len(text)
            if start in self.bounds and end in self.bounds:
                self.at = end
                return True
            start = self.words.find(text, start + 1)
        return False


def _in_order(filing: Filing) -> Iterator[list[str]]:
    """Every text that the report of a filing prints: about its title, before it, below it."""
    report = build(filing, draft=True)
    # The index number is printed on web pages only.
    head = replace(report, head=replace(report.head, index=""), blocks=(), letter=())
    about = _texts(head)
    yield about
    for blocks in (report.letter, report.blocks):
        yield _texts(replace(head, blocks=blocks))[len(about) :]


def _texts(report: Report) -> list[str]:
    """Every text of a report as it is seen."""
    texts: list[str] = []

    def take(text: str) -> str:
        texts.append(text)
        return text

    rewritten(report, take)
    return [_plain(text) for text in texts if text.strip()]


def _seen(pages: Pages) -> Iterator[str]:
    for block in pages.blocks:
        if isinstance(block, Paragraph):
            yield _plain(block.text)
        elif isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row if not cell.covered)
    yield from pages.meta.values()


def _plain(text: str) -> str:
    """Without the markup of links, and with marks as they are seen."""
    words = ADDRESS.sub("", STRONG.sub("", LINK.sub(r"\1", text)))
    return words.replace("\\*", "*").replace("\\{", "{")


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)
