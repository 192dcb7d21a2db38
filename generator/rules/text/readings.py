"""Every text of a filing as its reader sees it, narratives or not, and the way back to the file."""

from __future__ import annotations

from dataclasses import dataclass

from generator.common.same import kept_of_the_same
from generator.filing.filing import Filing, Text
from generator.findings.finding import Span
from generator.rules.text.all_texts import Written, all_texts
from generator.rules.text.meant import without_holes
from generator.rules.text.printed_page import Page, page
from generator.source.nodes import locate

_NARROW = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F) if chr(full).isalnum() or chr(full) == "＠"}


def narrow(words: str) -> str:
    """Words with their full-width digits and letters made narrow, one for one; punctuation stays."""
    return words.translate(_NARROW)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one text, and their ``page`` where placeholders and marks stand there.  ``narrow``: the
    words with full-width digits and letters made narrow."""

    text: Written
    words: str
    narrow: str
    page: Page | None

    @property
    def path(self) -> str:
        """The keys that lead to it."""
        return self.text.path

    def span(self, filing: Filing, start: int, end: int) -> Span:
        """Where some of the words stand in the file."""
        if self.page is not None:
            start, end = self.page.source(start, end)
        return locate(filing.source, self.text.scalar, start, end)


@kept_of_the_same
def readings(filing: Filing) -> tuple[Reading, ...]:
    """Every text that is printed, in the order of the file; kept, because every rule that looks everywhere
    asks."""
    narratives = {id(text.scalar): text for text in filing.texts.values()}
    written = (text for text in all_texts(filing) if text.is_printed)
    return tuple(_reading(filing, text, narratives.get(id(text.scalar))) for text in written)


def _reading(filing: Filing, written: Written, narrative: Text | None) -> Reading:
    if narrative is not None:
        printed = page(filing, narrative)
        words = printed.words
    else:
        printed = None
        words = without_holes(written.scalar.text) if written.lined else written.scalar.text
    return Reading(written, words, narrow(words), printed)
