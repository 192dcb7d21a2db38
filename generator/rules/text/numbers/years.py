"""The years of a text that are the report's own, or those beside it: they move on with the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.form.header import key_for
from generator.form.language import language
from generator.rules.text.clauses.lexicon import MARK, TITLE, Lexicon, Token
from generator.rules.text.clauses.plain import Sentence

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_YEAR_ALONE = re.compile("[0-9]{4}年度?")
# Behind 年 these make it the name or the number of something: 2024年第3号, 2024年版.
_OF_A_NAME = ("第", "版", "版）")
# A range of years, or of days that begins or ends here: 2023—2024年.
_RANGE = frozenset("-—–~～至")
OPENING, CLOSING = "“‘「『〔【", "”’」』〕】"


def own_years(lexicon: Lexicon, words: str, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Where such a year stands among plain words, and what is in its placeholder."""
    tokens = lexicon.tokens(words, sentence.start, sentence.end)
    for match in _YEAR.finditer(words, sentence.start, sentence.end):
        start, end = match.span()
        at = next((at for at, token in enumerate(tokens) if token.start <= start < token.end), None)
        offset = int(match[0]) - lexicon.year
        if at is None or abs(offset) > 1 or _is_named(words, sentence.start, start, end):
            continue
        if _is_own(tokens, at, offset, words):
            yield start, end, inside(offset)


def inside(offset: int) -> str:
    """What prints the year of the report, or one beside it."""
    key = key_for("year")
    return key if not offset else f"{key} {'+' if offset > 0 else '-'} {abs(offset)}"


def _is_named(words: str, first: int, start: int, end: int) -> bool:
    """Whether a year is in the name of something, in quotes, or an end of a range."""
    before = words[first:start]
    quoted = any(
        before.count(left) > before.count(right) for left, right in zip(OPENING, CLOSING, strict=True)
    )
    ranged = before[-1:] in _RANGE and before[-2:-1].isdigit()
    return quoted or ranged or words.startswith(_OF_A_NAME, end + 1) or before.endswith("》（")


def _is_own(tokens: Sequence[Token], at: int, offset: int, words: str) -> bool:
    """Whether a year is spoken of as this one, as the one that is compared with or carried over from, or as
    the one to come."""
    token = tokens[at]
    if token.is_a(TITLE):
        return False
    if not offset:
        return token.is_a("this", "row") and not _begins_span(words, token)
    if token.is_a("row", "against"):
        return True
    if offset < 0:
        return False
    opens = not at or tokens[at - 1].is_a(MARK) or all(each.is_a("plain", "own") for each in tokens[:at])
    return token.is_a("following") and opens and not _begins_span(words, token)


def _begins_span(words: str, token: Token) -> bool:
    """Whether what is told holds from that year on: it stays when the report moves on.  今年以来 is the year
    itself, and so is that year's number with the same word."""
    if not _YEAR_ALONE.fullmatch(token.word):
        return False  # a day, or a word that holds the year
    this = language().times.this
    lasting = (word for word in language().since if not any(each.endswith(word) for each in this))
    return any(words.startswith(word, token.end) for word in lasting)
