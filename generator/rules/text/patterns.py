"""Looking for words and figures in the narratives, as they are printed: placeholders with their figures.

Patterns are data: regular expressions in which ``{数}`` stands for a figure in digits (spaces around it and
full-width digits are read too), ``{汉数}`` for one in Chinese numerals, ``{印数}`` for one as placeholders
print it, ``{率}`` for a percentage, ``{起日}`` and ``{止日}`` for the first and the last day of a period.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain

from generator.common.did_you_mean import nearest
from generator.filing.filing import Filing, Text
from generator.findings.finding import Span
from generator.rules.text.bounded import Pattern, compiled, problem_in
from generator.rules.text.printed_page import Page, Piece, page
from generator.source.nodes import locate

_DAY = r"(?P<{0}_month>[0-9]{{1,2}}) ?月 ?(?P<{0}_day>[0-9]{{1,2}}) ?日"
# A figure has an end: what is longer counts nothing, and no part of it is read as a figure of its own.
_WIDE = r"(?<![0-9０-９])[0-9０-９]{1,30}(?:[,，][0-9]{3}){0,10}(?:[.．][0-9０-９]{1,30})?(?![0-9０-９])"
_HALF = r"(?<![0-9])[0-9]{1,30}(?:,[0-9]{3}){0,10}(?:\.[0-9]{1,30})?(?![0-9])"
HOLES = {
    "{数}": rf"[ 　]*(?P<figure>{_WIDE})[ 　]*",
    "{汉数}": r"(?P<words>[零〇一二两三四五六七八九十百]+)",
    "{率}": r"(?P<rate>(?<![0-9])[0-9]{1,30}(?:\.[0-9]{1,30})?)[%％]",
    "{印数}": rf"(?P<printed>(?:-(?=[0-9]))?{_HALF})",
    "{起日}": r"(?P<first_year>[0-9]{4}) ?年 ?" + _DAY.format("first"),
    "{止日}": r"(?:(?P<last_year>[0-9]{4}) ?年 ?)?" + _DAY.format("last"),
}
SENTENCE_ENDS = ("。", "\n")
# So much on either side of a match can say how its figure is reckoned; a sentence may have no end.
NEAR = 200
YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[ 　]*年")


@dataclass(frozen=True)
class Found:
    """A match in a narrative as it is printed, with what stands around it."""

    filing: Filing
    text: Text
    page: Page
    match: re.Match[str]

    @property
    def words(self) -> str:
        """The words that match."""
        return self.match[0]

    @cached_property
    def span(self) -> Span:
        """Where they come from in the file."""
        return locate(self.filing.source, self.text.scalar, *self.page.source(*self.match.span()))

    @cached_property
    def sentence_span(self) -> tuple[int, int]:
        """Where the sentence around them begins and ends on the page."""
        return _sentence(self.page.words, self.match)

    @property
    def sentence(self) -> str:
        """The sentence around them."""
        first, last = self.sentence_span
        return self.page.words[first:last]

    @property
    def before(self) -> str:
        """What stands before them in their sentence."""
        return self.page.words[self.sentence_span[0] : self.match.start()]

    @property
    def figure(self) -> Decimal:
        """The figure among them."""
        return typed_figure(self.match)

    @property
    def is_of_another_year(self) -> bool:
        """Whether the sentence speaks of another year than the filing's before it comes to the match."""
        return any(int(named) != self.filing.year for named in YEAR.findall(self.before))

    @property
    def evidence(self) -> tuple[str, str]:
        """What a waiver of the finding is bound to: the part and the sentence up to the match."""
        return self.text.path, self.before + self.words

    def piece(self, group: str) -> Piece | None:
        """What placeholder printed a group of the match; None where it was typed."""
        return self.page.placeholder(*self.match.span(group))


@cache
def pattern(text: str) -> Pattern:
    """A pattern with its holes filled; raises re.error for one that is none."""
    return compiled(pattern_text(text), text)


def pattern_text(text: str) -> str:
    """A pattern as it is searched for, its holes filled."""
    for hole, expression in HOLES.items():
        text = text.replace(hole, expression)
    return text


def problem_of(text: str, needed: Iterable[Sequence[str]] = ()) -> str:
    """What is wrong with a pattern, or nothing; of each of the sets of holes ``needed`` it must have one."""
    needs = [tuple(holes) for holes in needed]
    known = {*HOLES, *chain.from_iterable(needs)}
    for hole in re.findall(r"(?<!\\)\{[^{}]*\}", text):
        if hole not in known and not re.fullmatch(r"\{[0-9]*,?[0-9]*\}", hole):
            return f"没有“{hole}”这样的空位{nearest(hole, known)}"
    for holes in needs:
        if not any(hole in text for hole in holes):
            return f"里面要有{'或者'.join(holes)}，说明从哪里读出数来"
    # What is searched for must be sound; where it is not, the fault is looked for as it was written first.
    filled = pattern_text(text)
    return problem_in(filled) and (problem_in(text) or problem_in(filled))


def without(words: str, expressions: Iterable[str]) -> str:
    """Words without the first that fits each of these patterns."""
    for expression in expressions:
        if match := pattern(expression).search(words):
            words = words[: match.start()] + words[match.end() :]
    return words


def fits(words: str, expressions: Iterable[str]) -> bool:
    """Whether one of these patterns is found in words."""
    return any(pattern(expression).search(words) for expression in expressions)


def texts(filing: Filing, paths: Iterable[str]) -> list[Text]:
    """The narratives of these paths that were written, all of them where none is named; for a part of what is
    one text, the passages that stand for it."""
    wanted = tuple(paths)
    whole = [
        text
        for path, text in filing.texts.items()
        if not wanted or any(f"{path}.".startswith(f"{name}.") for name in wanted)
    ]
    within = (text for name in wanted for text in filing.passages.get(name, ()) if text not in whole)
    return [*whole, *dict.fromkeys(within)]


def found(
    filing: Filing, paths: Iterable[str], patterns: Iterable[str], unless: str | None = None
) -> Iterator[Found]:
    """Every match in these narratives, narrative by narrative; ``unless``: a pattern that lets one pass in
    whose sentence it is found."""
    wanted = [pattern(expression) for expression in patterns]
    for text in texts(filing, paths):
        printed = page(filing, text)
        for expression in wanted:
            for match in expression.finditer(printed.words):
                place = Found(filing, text, printed, match)
                if unless is None or not pattern(unless).search(place.sentence):
                    yield place


def _sentence(words: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence around a match begins and ends, looking no further than is near."""
    near = max(0, match.start() - NEAR)
    first = max(words.rfind(mark, near, match.start()) + 1 for mark in SENTENCE_ENDS) or near
    ends = [at for mark in SENTENCE_ENDS if (at := words.find(mark, match.end(), match.end() + NEAR)) >= 0]
    return first, min(ends, default=min(len(words), match.end() + NEAR))


def typed_figure(match: re.Match[str]) -> Decimal:
    """The figure of a match as a number."""
    return Decimal(unicodedata.normalize("NFKC", match["figure"]).replace(",", ""))
