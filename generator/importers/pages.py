"""What a reader makes of a source: paragraphs and plain grids of texts, each with its place.

Nothing here knows the form or what a report says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.findings.position import Position

# What would be taken for markup in a filing's text, although it was meant as it stands.
_MARKS = re.compile(r"\*(?=\*)|\{(?=\{)")


class Unreadable(Exception):
    """A source that cannot be read, and why, in Chinese: no fault of ours."""


NOWHERE = Position()


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of a grid; ``covered``: what stands there reaches over from another place."""

    text: str
    at: Position = NOWHERE
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands, spans expanded.

    ``loose``: only the order of its cells is known, not what stands above what.
    """

    rows: tuple[tuple[Cell, ...], ...]
    at: Position = NOWHERE
    loose: bool = False

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)

    @property
    def trimmed(self) -> Grid:
        """The same without rows and columns in which nothing stands, as sheets have them."""
        rows = [row for row in self.rows if any(cell.text.strip() for cell in row)]
        full = {place for row in rows for place, cell in enumerate(row) if cell.text.strip()}
        kept = (tuple(cell for place, cell in enumerate(row) if place in full) for row in rows)
        return replace(self, rows=tuple(kept))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in the markup of a filing's text.

    ``level``: of a heading, as the source has it; 0 is none.  ``title``: it stands there as the title.
    """

    text: str
    at: Position = NOWHERE
    level: int = 0
    title: bool = False


Block = Grid | Paragraph


class Aside(StrEnum):
    """What a source holds beside its text, which is not read."""

    NOTE = "note"
    FILE = "file"
    HIDDEN = "hidden"
    STRUCK = "struck"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Pages:
    """A source as its reader found it.

    ``filing`` is the YAML that an output of ours carries; ``meta`` what the source says of itself (title,
    date, source); ``pictures`` the pictures in their order, empty where only
    that there is one is known; ``whole``: the blocks are
    all that is printed, and nothing else.  ``comments`` are what readers wrote beside it, with their names;
    ``revised``: how many tracked changes were taken as accepted.  ``asides``: what was not read, and why.
    """

    blocks: tuple[Block, ...]
    filing: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[bytes, ...] = ()
    whole: bool = False
    comments: tuple[Paragraph, ...] = ()
    revised: int = 0
    asides: tuple[tuple[Aside, Paragraph], ...] = ()

    @property
    def grids(self) -> Iterator[Grid]:
        """The tables, in their order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables, in their order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))


def as_text(words: str) -> str:
    """Words that mean nothing but themselves, as they are written in a filing's text."""
    return _MARKS.sub(r"\\\g<0>", words)


# Where strong words begin and end while a paragraph is put together.
STRONG, WEAK = "\ue000", "\ue001"
# Where a picture stands in a paragraph: its place among those of the pages, and what it is said to show.
PICTURE = re.compile("\ue010(?P<number>[0-9]{1,6}):(?P<alt>[^\ue010\ue011]*)\ue011")
NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|[①-⑳])")


def picture(number: int, alt: str) -> str:
    """The mark of a picture in a paragraph."""
    return f"\ue010{number}:{' '.join(alt.split())}\ue011"


def strong(words: str) -> str:
    """Words that stand out, within a paragraph that is put together; blanks at their ends do not."""
    inner = words.strip()
    if not inner:
        return words
    start = words.index(inner)
    return f"{words[:start]}{STRONG}{inner}{WEAK}{words[start + len(inner) :]}"


# Where raised words begin and end: the number of a note, which is no digit of the number before it.
RAISED, LEVEL = "\ue002", "\ue003"
NOTE_NUMBER = re.compile(f"{RAISED}([^{LEVEL}]*){LEVEL}")
CIRCLED = 20


def lowered(text: str) -> str:
    """Raised numbers behind figures and words as the signs of notes; behind a letter (m2) as they stand."""
    return NOTE_NUMBER.sub(_lowered, text)


def _lowered(raised: re.Match[str]) -> str:
    before = raised.string[raised.start() - 1 : raised.start()]
    words = raised[1].strip()
    is_note = words.isdecimal() and 0 < int(words) <= CIRCLED and not (before.isascii() and before.isalpha())
    return chr(ord("①") + int(words) - 1) if is_note else raised[1]


def marked(text: str) -> str:
    """A paragraph with its strong words marked; one that is all strong, or begins with a numbered head, is a
    matter of looks."""
    text = text.replace(WEAK + STRONG, "")
    bare = text.replace(STRONG, "").replace(WEAK, "")
    whole = text.strip().startswith(STRONG) and text.strip().find(WEAK) == len(text.strip()) - 1
    torn = any(re.search(r"[\[\]()]", words) for words in re.findall(f"{STRONG}([^{WEAK}]*){WEAK}", text))
    if whole or torn or (text.strip().startswith(STRONG) and NUMBERED.match(bare)):
        return bare
    return text.replace(STRONG, "**").replace(WEAK, "**")


def link(words: str, address: str) -> str:
    """Words that lead somewhere, as a filing's text has it; what is no address of the web leads nowhere."""
    safe = re.fullmatch(r"(?:https?://|mailto:)[^\s<>()（）\"]+", address)
    # Printed for paper, the address stands behind the words.
    said = re.sub("(?i)^mailto:", "", address)
    words = words.removesuffix(f"（{said}）") if words != f"（{said}）" else words
    plain = words.strip() and not re.search(r"[\[\]]", words)
    return f"[{words}]({address})" if safe and plain and words.strip() != address else words
