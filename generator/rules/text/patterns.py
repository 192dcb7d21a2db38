"""Looking for words and figures in the narratives, as they are printed: placeholders with their figures.

Patterns are data: regular expressions in which ``{数}`` stands for a figure in digits (spaces around it and
full-width digits are read too), ``{汉数}`` for one in Chinese numerals and ``{率}`` for a percentage.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from generator.filing.filing import Filing, Text
from generator.findings.finding import Span
from generator.rules.text.printed_page import Page, page
from generator.source.nodes import locate

HOLES = {
    "{数}": r"[ 　]*(?P<figure>[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?)[ 　]*",
    "{汉数}": r"(?P<words>[零〇一二两三四五六七八九十百]+)",
    "{率}": r"(?P<rate>[0-9]+(?:\.[0-9]+)?)[%％]",
}
SENTENCE_ENDS = ("。", "\n")
# So much on either side of a match can say how its figure is reckoned; a sentence may have no end.
NEAR = 200
YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[ 　]*年")


@dataclass(frozen=True, slots=True)
class Found:
    """A match in a narrative: what stands before it in its sentence, the sentence around, its place."""

    match: re.Match[str]
    text: Text
    before: str
    sentence: str
    span: Span

    def is_of_another_year(self, year: int | None) -> bool:
        """Whether the sentence speaks of another year before it comes to the match."""
        return any(int(one) != year for one in YEAR.findall(self.before))

    @property
    def evidence(self) -> tuple[str, str]:
        """What a waiver of the finding is bound to: the part and the sentence up to the match."""
        return self.text.path, self.before + self.match[0]


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern with its holes filled; raises re.error for one that is none."""
    for hole, expression in HOLES.items():
        text = text.replace(hole, expression)
    return re.compile(text, re.MULTILINE)


def texts(filing: Filing, paths: Iterable[str]) -> list[Text]:
    """The narratives of these paths that were written, all of them where none is named."""
    wanted = tuple(paths)
    return [
        text
        for path, text in filing.texts.items()
        if not wanted or any(f"{path}.".startswith(f"{one}.") for one in wanted)
    ]


def found(filing: Filing, paths: Iterable[str], patterns: Iterable[str]) -> Iterator[Found]:
    """Every match in these narratives, narrative by narrative."""
    compiled = [pattern(one) for one in patterns]
    for text in texts(filing, paths):
        read = page(filing, text)
        for one in compiled:
            for match in one.finditer(read.words):
                yield _found(filing, text, read, match)


def sentence(words: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence around a match begins and ends, looking no further than is near."""
    near = max(0, match.start() - NEAR)
    first = max(words.rfind(one, near, match.start()) + 1 for one in SENTENCE_ENDS) or near
    ends = [at for one in SENTENCE_ENDS if (at := words.find(one, match.end(), match.end() + NEAR)) >= 0]
    return first, min(ends, default=min(len(words), match.end() + NEAR))


def typed_figure(match: re.Match[str]) -> Decimal:
    """The figure of a match as a number."""
    return Decimal(unicodedata.normalize("NFKC", match["figure"]).replace(",", ""))


def _found(filing: Filing, text: Text, read: Page, match: re.Match[str]) -> Found:
    first, last = sentence(read.words, match)
    span = locate(filing.source, text.scalar, *read.source(*match.span()))
    return Found(match, text, read.words[first : match.start()], read.words[first:last], span)
