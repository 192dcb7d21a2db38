"""Words in tables of the form that the form does not have: kept as paragraphs, or told; none is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.findings.finding import Finding
from generator.form.format import Format
from generator.form.table_grid import lay_out
from generator.importers.doubts import doubt
from generator.importers.figures import looks_like_number
from generator.importers.matching import likeness
from generator.importers.pages import Block, Cell, Grid, Paragraph, as_text
from generator.importers.prose import line_of
from generator.importers.tables import Tables
from generator.importers.wild import folded, short

# How like a word of the form a text must be to be that; longer ones are none.
LIKE, LONGEST = 0.6, 40
# A piece of a broken label is no shorter; a text that has so much beside a label says something of its own.
PIECE, BESIDE = 2, 4
# A text that is no table of a report may hold thousands of words; so many are compared.
COMPARED = 200
SHOWN = 60
# Begins what stands for words of the form within a table that was read.
MARK = "\0"


@dataclass
class TableWords:
    """``left``: the rows that had words without a place, as they stand there."""

    form: Format
    tables: Tables
    findings: list[Finding] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    compared: dict[str, bool] = field(default_factory=dict)

    def of(self, grid: Grid) -> Iterator[Block]:
        """A table that was read: a row of a single text that is none of its words is a paragraph; words in
        other rows are told."""
        foreign: list[Cell] = []
        for row in grid.rows:
            texts = [cell for cell in row if cell.text.strip() and not cell.covered]
            unknown = [cell for cell in texts if not self._is_known(cell.text)]
            if len(texts) == 1:
                yield self._line(texts[0], known=not unknown)
                continue
            yield Paragraph(MARK)
            if unknown:
                foreign += unknown
                self.left.append("　".join(line_of(cell.text) for cell in texts))
        if foreign:
            words = "、".join(line_of(cell.text) for cell in foreign)
            more = "……" if len(words) > SHOWN else ""
            self.findings.append(doubt("I41", foreign[0].at, text=words[:SHOWN] + more))

    def _line(self, cell: Cell, *, known: bool) -> Paragraph:
        text = as_text(line_of(cell.text))
        return Paragraph(f"{MARK}{text}" if known else text, cell.at)

    def _is_known(self, text: str) -> bool:
        """Whether a text is a figure, a word of the form, a piece of one, or was taken or told as a row."""
        name = folded(text)
        if len(name) < PIECE or looks_like_number(text) or name in self.tables.labels:
            return True
        if name not in self.compared:
            self.compared[name] = self.has(text) or self._is_nearly(name)
        return self.compared[name]

    def has(self, text: str) -> bool:
        """Whether a text is one of the words that the form's tables print."""
        return folded(text) in self._words or short(text) in self._words

    def has_all(self, grid: Grid) -> bool:
        """Whether a table holds such words and nothing else: heads that stand apart from their rows."""
        return all(self.has(cell.text) for row in grid.rows for cell in row if cell.text.strip())

    def _is_nearly(self, name: str) -> bool:
        if any(name in word or (word in name and len(name) - len(word) < BESIDE) for word in self._words):
            return True
        if len(name) > LONGEST or len(self.compared) > COMPARED:
            return False
        return any(likeness(name, word) >= LIKE for word in self._words)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word that the tables of the form print."""
        places = (place for key, table in self.form.tables.items() for place in lay_out(key, table).places)
        texts = [place.text for place in places]
        return frozenset(name for text in texts for name in _names(text) if len(name) >= PIECE)


def _names(text: str) -> Sequence[str]:
    return folded(text), short(text)
