"""What in a sentence is one year's own though no table has it: days, years in names, new documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.form.carrying import carrying
from generator.rules.text.clauses.lexicon import TITLE, Lexicon, Token
from generator.rules.text.clauses.plain import Sentence
from generator.rules.text.numbers.years import own_years

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=年|〕|\]|度|版)")
_CLAUSE = re.compile("[，。；！？：,;!?\n]")
_NUMBERED = re.compile("〔[0-9]{4}〕[0-9]*号?")


def dated(lexicon: Lexicon, words: str, sentence: Sentence, standing: str) -> Iterator[tuple[int, int]]:
    """From where to where each stands among plain words.  ``standing``: what the form cites and is every
    year's."""
    own = {start for start, _, _ in own_years(lexicon, words, sentence)}
    for token in lexicon.tokens(words, sentence.start, sentence.end):
        if token.is_a(TITLE):
            if _is_of_the_year(lexicon, words, sentence, token, standing):
                yield token.start, token.end
        elif "月" in token.word and token.word[0].isdigit() and not token.is_a("this"):
            yield token.start, token.end
        else:
            for match in _YEAR.finditer(words, token.start, token.end + 1):
                if match.end() <= token.end and match.start() not in own and _is_near(lexicon, match[0]):
                    yield match.start(), match.end() + 1


def _is_near(lexicon: Lexicon, year: str) -> bool:
    """Whether a year is the report's or one beside it: others stay what they are."""
    return abs(int(year) - lexicon.year) <= 1


def _is_of_the_year(lexicon: Lexicon, words: str, sentence: Sentence, token: Token, standing: str) -> bool:
    """Whether a title, or the number of a document, is one that was new that year."""
    if token.word.strip("《》") in standing or any(
        each in standing for each in _NUMBERED.findall(token.word)
    ):
        return False
    if any(_is_near(lexicon, year) for year in _YEAR.findall(token.word)):
        return True
    before = _CLAUSE.split(words[sentence.start : token.start])[-1]
    return token.word.startswith("《") and any(word in before for word in carrying().issuing)
