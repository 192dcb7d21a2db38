"""Looking for words and figures in the narratives, as they are printed: placeholders with their figures.

Patterns are data: regular expressions in which ``{数}`` stands for a figure in digits (spaces around it and
full-width digits are read too), ``{汉数}`` for one in Chinese numerals and ``{率}`` for a percentage.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from generator.filing import Filing, Text
from generator.findings import Span
from generator.narrative.expression import Mistake
from generator.narrative.filters import Unwritable
from generator.narrative.placeholders import Hidden, Placeholder, Unknown, resolve, scan
from generator.nodes import locate

HOLES = {
    "{数}": r"[ 　]*(?P<figure>[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?)[ 　]*",
    "{汉数}": r"(?P<words>[零〇一二两三四五六七八九十百]+)",
    "{率}": r"(?P<rate>[0-9]+(?:\.[0-9]+)?)[%％]",
}
# What a placeholder that cannot be worked out is shown as: no figure and no word.
MASK = "￼"
SENTENCE_ENDS = ("。", "\n")
# So much on either side of a match can say how its figure is reckoned; a sentence may have no end.
NEAR = 200
YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[ 　]*年")


@dataclass(frozen=True, slots=True)
class Shown:
    """A narrative as printed.  ``starts`` are the places in it where a run of characters begins, ``runs``
    where each run stands in the text as written: its start, and its end where it is one placeholder."""

    text: Text
    printed: str
    starts: tuple[int, ...]
    runs: tuple[tuple[int, int | None], ...]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where printed characters stand in the text as written; a placeholder as a whole."""
        return self._place(start)[0], self._place(max(start, end - 1))[1]

    def _place(self, at: int) -> tuple[int, int]:
        number = bisect_right(self.starts, at) - 1
        first, last = self.runs[number]
        if last is not None:
            return first, last
        return first + at - self.starts[number], first + at - self.starts[number] + 1


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
    shown = _shown(_Same(filing))
    chosen = [shown[text.path] for text in texts(filing, paths)]
    compiled = [pattern(one) for one in patterns]
    for narrative in chosen:
        for one in compiled:
            for match in one.finditer(narrative.printed):
                yield _found(filing, narrative, match)


def typed_figure(match: re.Match[str]) -> Decimal:
    """The figure of a match as a number."""
    return Decimal(unicodedata.normalize("NFKC", match["figure"]).replace(",", ""))


def _found(filing: Filing, shown: Shown, match: re.Match[str]) -> Found:
    printed, start, end = shown.printed, match.start(), match.end()
    near = max(0, start - NEAR)
    first = max((printed.rfind(one, near, start) + 1 for one in SENTENCE_ENDS), default=0) or near
    ends = [at for one in SENTENCE_ENDS if (at := printed.find(one, end, end + NEAR)) >= 0]
    last = min(ends, default=min(len(printed), end + NEAR))
    span = locate(filing.source, shown.text.scalar, *shown.written(start, end))
    return Found(match, shown.text, printed[first:start], printed[first:last], span)


# ---------------------------------------------------------------- as printed


class _Same:
    """A filing as a key: the same one, not an equal one.  Holding it keeps its identity its own."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing

    def __hash__(self) -> int:
        return id(self.filing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.filing is other.filing


@lru_cache(maxsize=2)
def _shown(same: _Same) -> dict[str, Shown]:
    """The narratives of a filing as printed, by path; kept, because every rule of words asks."""
    filing = same.filing
    return {path: _print(filing, text) for path, text in filing.texts.items()}


def _print(filing: Filing, text: Text) -> Shown:
    raw = text.scalar.text
    parts: list[str] = []
    starts: list[int] = []
    runs: list[tuple[int, int | None]] = []
    at = length = 0
    for one in scan(raw):
        for piece, run in ((raw[at : one.start], (at, None)), (_figure(filing, one), (one.start, one.end))):
            parts.append(piece)
            starts.append(length)
            runs.append(run)
            length += len(piece)
        at = one.end
    parts.append(raw[at:])
    return Shown(text, "".join(parts), (*starts, length), (*runs, (at, None)))


def _figure(filing: Filing, one: Placeholder) -> str:
    try:
        return resolve(filing, one)
    except (Mistake, Unknown, Unwritable, Hidden):
        return MASK
