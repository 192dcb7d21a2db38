"""Looking for words and figures in the narratives: patterns, clauses, and the figures typed by hand.

Patterns are data: regular expressions in which ``{数}`` stands for a figure in digits, ``{汉数}`` for one
in Chinese numerals and ``{率}`` for a percentage.  What a placeholder prints is never looked at: it
comes from the tables and cannot differ from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from generator.filing import Filing, Text
from generator.findings import Span
from generator.narrative.placeholders import scan
from generator.nodes import locate

HOLES = {
    "{数}": r"(?P<figure>[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?)",
    "{汉数}": r"(?P<words>[零〇一二两三四五六七八九十百]+)",
    "{率}": r"(?P<rate>[0-9]+(?:\.[0-9]+)?)[%％]",
}
# What a placeholder is replaced by: no figure, no word, and as long as it was, so that places stay true.
MASK = "￼"
CLAUSE_ENDS = "。；;\n"


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


@lru_cache(maxsize=64)
def masked(text: Text) -> str:
    """What was typed by hand: every placeholder masked.  Kept, because every rule of a kind asks."""
    raw = text.scalar.text
    for one in scan(raw):
        raw = raw[: one.start] + MASK * (one.end - one.start) + raw[one.end :]
    return raw


def clause(text: str, match: re.Match[str]) -> str:
    """The clause around a match, from one full stop or semicolon to the next."""
    start = max(text.rfind(end, 0, match.start()) for end in CLAUSE_ENDS) + 1
    ends = [where for end in CLAUSE_ENDS if (where := text.find(end, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def found(filing: Filing, text: Text, patterns: Iterable[str]) -> Iterator[tuple[re.Match[str], str, Span]]:
    """Every match in a narrative with its clause and its place."""
    typed = masked(text)
    for one in patterns:
        for match in pattern(one).finditer(typed):
            yield match, clause(typed, match), locate(filing.source, text.scalar, match.start(), match.end())


def typed_figure(match: re.Match[str]) -> Decimal:
    """The figure of a match as a number."""
    return Decimal(match["figure"].replace(",", "").replace("，", ""))
