"""All that a report says, blanks aside, to be asked whether something is still there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.common.characters import settled
from generator.importers.pages import Grid, Pages, Paragraph

BLANK = re.compile(r"[\s\u200b\\*]+")


def squeezed(text: str) -> str:
    """A text without blanks and marks of emphasis, every character in its one reading."""
    return BLANK.sub("", settled(text))


@dataclass(frozen=True, slots=True)
class Said:
    """``words`` is all of it, ``rows`` are those of the tables; ``left`` the lines that had no place in a
    filing.  ``is_book``: it is a workbook, which has only what was filled in.  ``pictures`` are those that it
    shows, empty where one could not be taken out, if ``has_pictures`` says that they are all."""

    words: str = ""
    rows: frozenset[tuple[str, ...]] = frozenset()
    left: tuple[str, ...] = ()
    is_book: bool = False
    pictures: tuple[bytes, ...] = ()
    has_pictures: bool = False

    def has(self, text: str) -> bool:
        """Whether a text stands there, on one line or over several."""
        return squeezed(text) in self.words

    def has_row(self, cells: Sequence[str]) -> bool:
        """Whether a table has this row."""
        return tuple(map(squeezed, cells)) in self.rows


NOTHING = Said()


def said_in(pages: Pages, left: Sequence[str] = ()) -> Said:
    """What these pages say."""
    # The page of which a report is a part has its title and what stands with that.
    words = [squeezed(pages.meta.get("page", ""))]
    rows: set[tuple[str, ...]] = set()
    for block in pages.blocks:
        if isinstance(block, Paragraph):
            words.append(squeezed(block.text))
        else:
            for row in block.rows:
                cells = tuple(squeezed(cell.text) for cell in row if not cell.covered)
                rows.add(cells)
                words += cells
    is_book = any(isinstance(block, Grid) and block.at.sheet for block in pages.blocks)
    left_words = tuple(map(squeezed, left))
    # Where there are none, only a page of ours surely has none.
    shows = not is_book and bool(pages.whole or pages.pictures or pages.filing)
    return Said("".join(words), frozenset(rows), left_words, is_book, pages.pictures, shows)
