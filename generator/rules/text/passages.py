"""The paragraphs and sentences of narratives, each with its place and in a shape that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.common.kept import kept
from generator.filing.filing import Filing, Text
from generator.findings.finding import Span
from generator.form.reserved import TEXTS
from generator.rules.text.meant import MASK
from generator.rules.text.printed_page import page
from generator.source.nodes import locate

# The number at the head of a paragraph, or of a sentence, says nothing of what it tells.
_NUMBER = re.compile(
    r"^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.．、]|[①-⑳]"
    r"|[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[，,])+"
)
_PUNCTUATION = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[^。！？；;!?\n]+[。！？；;!?]*[”」』）]?")
_CLAUSE = re.compile(r"[^，。！？；：,;!?\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a narrative: from where to where on its page, on which of its lines, and what is compared
    of them: letters, figures and characters alone."""

    text: Text
    start: int
    end: int
    line: int
    words: str
    key: str

    def span(self, filing: Filing) -> Span:
        """Where they stand in the file."""
        return locate(filing.source, self.text.scalar, *page(filing, self.text).source(self.start, self.end))


def narratives(filing: Filing) -> Iterator[Text]:
    """The narratives but for what stands beside tables, where the same note may stand under each."""
    yield from (text for path, text in filing.texts.items() if path.rpartition(".")[2] not in TEXTS)


def paragraphs(filing: Filing, text: Text) -> Iterator[Passage]:
    """The lines of a narrative that hold anything, those of tables apart."""
    start = 0
    for number, line in enumerate(page(filing, text).words.split("\n")):
        if line.strip() and MASK not in line:
            yield Passage(text, start, start + len(line), number, line.strip(), comparable(line))
        start += len(line) + 1


def sentences(filing: Filing, paragraph: Passage) -> Iterator[Passage]:
    """The sentences of a paragraph; one that a semicolon ends is one."""
    for start, end, words in _pieces(filing, paragraph, _SENTENCE):
        yield Passage(paragraph.text, start, end, paragraph.line, words, comparable(words))


def clauses(filing: Filing, paragraph: Passage) -> Iterator[Passage]:
    """What stands between the punctuation marks of a paragraph, compared to the letter but for a number."""
    for start, end, words in _pieces(filing, paragraph, _CLAUSE):
        yield Passage(paragraph.text, start, end, paragraph.line, words, _NUMBER.sub("", words))


def _pieces(filing: Filing, paragraph: Passage, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    words = page(filing, paragraph.text).words
    for match in pattern.finditer(words, paragraph.start, paragraph.end):
        yield *match.span(), match[0].strip()


@kept
def comparable(words: str) -> str:
    """What is compared of words: without their number, blanks and punctuation."""
    narrow = unicodedata.normalize("NFKC", "".join(words.split()))
    return _PUNCTUATION.sub("", _NUMBER.sub("", narrow))
