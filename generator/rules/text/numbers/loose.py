"""Digits of a sentence that no clause counts with: people, issues, meetings; no dates, names or limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.form.language import language
from generator.rules.text.clauses.lexicon import FIGURE, GAP, Lexicon, Token
from generator.rules.text.clauses.plain import Sentence
from generator.rules.text.meant import MASK

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# Before the number of what stands behind a report, or in it: 附表2, 附件3, 图1.
_NUMBERED = frozenset("附表件图")
# Behind the number of an item.
_ITEMS = frozenset("、．）")
# What stands beside digits of a telephone number, an address of the network, the name of a thing.
_OF_A_NAME = re.compile(r"[A-Za-z@/\\.:_+\-—]")
# No count in a report is longer without a unit; telephone numbers and postal codes are.
_LONGEST = 5
_RATES = frozenset("%‰")


def loose_digits(lexicon: Lexicon, words: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where such digits stand, from the first to behind their unit."""
    fixed = [token for token in lexicon.tokens(words, sentence.start, sentence.end) if not _is_open(token)]
    for match in _DIGITS.finditer(words, sentence.start, sentence.end):
        inside = any(token.start <= match.start() < token.end for token in fixed)
        if not inside and not is_name(words, *match.span()):
            yield match.start(), match.end() + len(unit_behind(words, match.end()))


def is_name(words: str, start: int, end: int) -> bool:
    """Whether digits are no count: of a day, a limit, a numbered thing, a telephone, a name in quotes."""
    before, after = words[max(start - 1, 0) : start], words[end : end + 1]
    said = language()
    if before in ("第", "“", "〔", "（") and after in ("", "”", "〕", "）", "条", "号", "届", "批", "."):
        return True
    numbered = before in _NUMBERED and not after.isalpha()
    if _is_of_row(words, start, end):
        return True
    if before == "第" or numbered or words.startswith(said.standing, end):
        return True
    if _OF_A_NAME.match(before or "。") or _OF_A_NAME.match(after or "。"):
        return True
    return end - start > _LONGEST and not unit_behind(words, end)


def _is_of_row(words: str, start: int, end: int) -> bool:
    """Whether digits number an item of a list (1、…), or a row in its first cell."""
    before, after = words[max(start - 1, 0) : start], words[end : end + 1]
    in_cell = before == MASK == after and words[max(start - 2, 0) : start - 1] in ("", "\n")
    return in_cell or (before in ("", "\n") and after in _ITEMS)


def unit_behind(words: str, at: int) -> str:
    """The unit of what is no count of the form's, or the character that may be one; nothing before a mark."""
    known = (unit for unit in language().no_counts if words.startswith(unit, at))
    after = words[at : at + 1]
    return max(known, key=len, default=after if after.isalpha() or after in _RATES else "")


def _is_open(token: Token) -> bool:
    """Whether digits in a token are still to be looked at."""
    return token.is_a(GAP, FIGURE, "plain")
