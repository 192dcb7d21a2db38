"""Pictures of a report of others: a file each beside the filing, and its line in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import PurePath

from generator.filing.pictures import BYTES_TOGETHER, PICTURE_LINE, PICTURES_LIMIT
from generator.findings.position import Position
from generator.importers.carried_pictures import KINDS
from generator.importers.pages import NOWHERE, PICTURE, Block, Grid, Pages, Paragraph
from generator.importers.prose import line_of

FOLDER = "图片"
CAPTION = re.compile(r"图\s*[0-9０-９一二三四五六七八九十]{1,3}\S?.{1,40}")
SENTENCE = re.compile("[。；！？]")
# What programs write where nobody said what a picture shows.
SAYS_NOTHING = re.compile(r"[\x00-\x7f]*|(?:图片|图像|图形|图)\s*[0-9]*")
UNSAFE = re.compile(r"[^\w一-鿿-]+")
LONGEST = 40


@dataclass
class ReportPictures:
    """``pages`` have a line for each picture that can be kept, ``files`` their bytes by the names there;
    ``captions`` are those that nobody wrote; ``places`` where each picture of the pages stands."""

    pages: Pages
    files: dict[str, bytes] = field(default_factory=dict)
    captions: list[str] = field(default_factory=list)
    places: dict[int, Position] = field(default_factory=dict)

    def lost(self, shown: Mapping[str, bytes]) -> list[Position]:
        """Where the pictures stand that are not among those ``shown``."""
        kept = set(shown.values())
        gone = (number for number, data in enumerate(self.pages.pictures) if data not in kept)
        return [self.places.get(number, NOWHERE) for number in gone]

    def named_in(self, text: str) -> Mapping[str, bytes]:
        """The pictures that a filing's text shows."""
        lines = (line for line in text.split("\n") if not line.lstrip().startswith("#"))
        names = {match["path"] for line in lines for match in PICTURE_LINE.finditer(line)}
        return {name: data for name, data in self.files.items() if name in names}


def without_marks(pages: Pages) -> Pages:
    """The pages without the places of their pictures; what was nothing else is gone."""
    return replace(pages, blocks=tuple(_bare(block) for block in pages.blocks if not _is_only_marks(block)))


def report_pictures(pages: Pages, name: str) -> ReportPictures:
    """The pages with their pictures as a filing's text names them, by the name of the source; those that
    are no PNG or JPEG, or too many or too large, are left out."""
    found = ReportPictures(pages)
    stem = UNSAFE.sub("-", PurePath(name).stem).strip("-")[:LONGEST] or FOLDER
    blocks: list[Block] = []
    skipped = None
    named: dict[int, str] = {}
    for place, block in enumerate(pages.blocks):
        if captions := _captions(pages.blocks, place):
            named |= captions
            continue
        if block is skipped:
            continue
        if not _is_only_marks(block):
            blocks.append(_bare(block))
        if isinstance(block, Paragraph):
            below = pages.blocks[place + 1] if place + 1 < len(pages.blocks) else None
            marks = list(PICTURE.finditer(block.text))
            for mark in marks:
                found.places[int(mark["number"])] = block.at
                alt = named.get(int(mark["number"]), mark["alt"])
                caption, skipped = _caption(alt, below if mark is marks[-1] else None)
                blocks += _line(found, stem, int(mark["number"]), caption, block)
    found.pages = replace(pages, blocks=tuple(blocks))
    return found


def _line(
    found: ReportPictures, stem: str, number: int, caption: str, block: Paragraph
) -> Iterator[Paragraph]:
    """The line of a picture that can be kept."""
    data = found.pages.pictures[number]
    ending = next((end for begin, end in KINDS.items() if data.startswith(begin)), "")
    name = next((name for name, other in found.files.items() if other == data), "")
    room = BYTES_TOGETHER - sum(map(len, found.files.values()))
    if not name and (not ending or len(data) > room or len(found.files) >= PICTURES_LIMIT):
        return
    name = name or f"{FOLDER}/{stem}-{len(found.files) + 1}{ending}"
    found.files[name] = data
    if not caption:
        caption = f"{FOLDER}{len(found.files)}"
        found.captions.append(caption)
    yield Paragraph(f"![{caption}]({name})", block.at)


def _caption(alt: str, below: Block | None) -> tuple[str, Block | None]:
    """What a picture is said to show: what stands below it, which is printed there, or what its page says."""
    words = "" if SAYS_NOTHING.fullmatch(alt) else re.sub(r"[\[\]]", "", line_of(alt))
    if isinstance(below, Paragraph):
        line = re.sub(r"[\[\]]", "", line_of(below.text))
        numbered = CAPTION.fullmatch(line) is not None and not SENTENCE.search(line)
        if line and (line == words or numbered):
            return line, below
    return words, None


def _captions(blocks: Sequence[Block], place: int) -> dict[int, str]:
    """The captions by the numbers of their pictures, where a table is only pictures side by side, each with a
    line: it is dropped, and they stand below one another."""
    grid = blocks[place]
    if not isinstance(grid, Grid):
        return {}
    behind = takewhile(lambda each: _is_only_marks(each) and each.at == grid.at, blocks[place + 1 :])
    marks = [int(mark["number"]) for each in behind for mark in PICTURE.finditer(getattr(each, "text", ""))]
    texts = [
        line_of(cell.text) for row in grid.rows for cell in row if cell.text.strip() and not cell.covered
    ]
    plain = all(len(text) <= LONGEST and not SENTENCE.search(text) for text in texts)
    return dict(zip(marks, texts, strict=True)) if plain and len(texts) == len(marks) else {}


def _is_only_marks(block: Block) -> bool:
    marked = isinstance(block, Paragraph) and PICTURE.search(block.text) is not None
    return marked and isinstance(block, Paragraph) and not PICTURE.sub("", block.text).strip(" \t\u3000*")


def _bare(block: Block) -> Block:
    return replace(block, text=PICTURE.sub("", block.text)) if isinstance(block, Paragraph) else block
