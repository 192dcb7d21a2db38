"""Tables that came into a text from a sheet: lines with tabs or full-width bars, which are no tables yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.filing.narrative.text_tables import is_row

TAB = re.compile(r"\t")
WIDE = re.compile(r"[|｜]")
# What a list begins with is parted from its words by a tab, too.
SIGN = re.compile(r"\S{1,3}\t[^\t]*")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line without the white space around it, with its place and its cells."""

    text: str
    start: int
    cells: tuple[str, ...]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def drawn(self) -> str:
        """The line as a row of a table."""
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in self.cells)} |"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Lines that look like a table; ``sign`` parts their cells; ``touches``: a table is right before."""

    lines: tuple[PastedLine, ...]
    sign: re.Pattern[str]
    touches: bool

    @property
    def is_even(self) -> bool:
        """Whether all rows have as many cells, so that there is one reading."""
        return len({len(line.cells) for line in self.lines}) == 1

    @property
    def signs(self) -> Iterator[tuple[int, int]]:
        """Where the signs between the cells stand."""
        for line in self.lines:
            for match in self.sign.finditer(line.text):
                yield line.start + match.start(), line.start + match.end()


def pasted(text: str) -> Iterator[Pasted]:
    """Every run of two lines or more that is a table by its tabs or its full-width bars."""
    before = ""
    for sign, group in groupby(_lines(text), key=lambda line: _sign(line.text)):
        rows = tuple(group)
        if sign and len(rows) >= SHORTEST:
            cells = (PastedLine(row.text, row.start, _cells(row.text, sign)) for row in rows)
            yield Pasted(tuple(cells), sign, is_row(before))
        before = rows[-1].text


def _lines(text: str) -> Iterator[PastedLine]:
    start = 0
    for raw in text.split("\n"):
        inner = raw.strip()
        yield PastedLine(inner, start + raw.index(inner), ())
        start += len(raw) + 1


def _sign(line: str) -> re.Pattern[str] | None:
    """What parts the cells of a line, if it has any."""
    if "\t" in line:
        return None if SIGN.fullmatch(line) and not line[0].isalnum() else TAB
    ends = line[:1] in ("|", "｜") and line[-1:] in ("|", "｜")
    return WIDE if ends and line.count("｜") > 1 and len(line) > SHORTEST else None


def _cells(line: str, sign: re.Pattern[str]) -> tuple[str, ...]:
    cells = sign.split(line)
    return tuple(cell.strip() for cell in (cells[1:-1] if sign is WIDE else cells))
