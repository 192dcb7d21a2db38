"""The words that a reader of one filing knows, and a sentence taken apart into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from generator.form.language import language
from generator.form.vocabulary import TableWords
from generator.rules.text.clauses.figures import Figure, figures
from generator.rules.text.clauses.known_words import Meaning, Meanings, known_words, with_own

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年度?")
# From one year to another.
_YEARS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}年?度?(?:至|到|[-~～—–]+)(?:19|20)[0-9]{2}年度?")
_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?<![0-9])(?:(?P<from>[0-9]{1,2})月?(?:[0-9]{1,2}日)?(?:至|到|[-~～—–]+))?"
    r"(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|底|末|份|初|中旬|下旬|上旬)?"
)
# The days that begin and end a year, and its last month.
_ENDS_OF_YEAR = {("1", "1"), ("01", "01"), ("12", "31"), ("12", None)}
# What joins the names of several things in a word for them together: 行政复议、行政诉讼.
JOINED = re.compile("[、和与及]")
_TITLE = re.compile("《[^《》]{0,80}》|〔[^〔〕]{0,20}〕[0-9]*号?")
PAUSES = frozenset("、/／")
_QUOTES = frozenset("“”‘’\"'")
_MARKS = frozenset("，；：（）")
PAUSE, GAP, FIGURE, TITLE, MARK = "pause", "gap", "figure", "title", "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A word that is known, a figure, a title in brackets, a pause, or a gap: what is not known.

    It is known by where it stands: comparing what words can mean would cost as much as reading does."""

    start: int
    end: int
    word: str
    meanings: Meanings = field(compare=False)
    figure: Figure | None = field(default=None, compare=False)

    def is_a(self, *kinds: str) -> bool:
        """Whether it can be one of these."""
        return not self.meanings.kinds.isdisjoint(kinds)


_GAP = Meanings((Meaning(GAP),))
_FIGURE = Meanings((Meaning(FIGURE),))
_TITLED = Meanings((Meaning(TITLE),))
_PAUSED = Meanings((Meaning(PAUSE),))
_MARKED = Meanings((Meaning(MARK),))
_PLAIN = Meanings((Meaning("plain"),))


class Lexicon:
    """All words with their meanings, for the year of a report and its authority's names."""

    def __init__(self, tables: tuple[TableWords, ...], year: int, own: tuple[str, ...]) -> None:
        self.tables = tables
        self.year = year
        self._words, self._starts = with_own(*known_words(tables, year), own)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that it knows."""
        return tuple(self._words)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that figures have."""
        return tuple(dict.fromkeys(chain.from_iterable(table.units for table in self.tables)))

    def tokens(self, words: str, start: int, end: int) -> list[Token]:
        """A stretch of a narrative, from its first character to its last."""
        fixed = sorted([*self._fixed(words, start, end)], key=lambda token: token.start)
        found: list[Token] = []
        at = start
        for token in fixed:
            if token.start < at:
                continue
            found += self._known(words, at, token.start)
            found.append(token)
            at = token.end
        return _gaps_joined(self._in_pieces([*found, *self._known(words, at, end)]))

    def _in_pieces(self, tokens: list[Token]) -> list[Token]:
        """Words for several things taken apart where figures of each follow: 行政复议、行政诉讼分别为."""
        last = max(
            (at for at, token in enumerate(tokens) if "respectively" in token.meanings.kinds), default=0
        )
        if not last:
            return tokens
        found: list[Token] = []
        for at, token in enumerate(tokens):
            pieces = JOINED.split(token.word) if at < last and token.is_a("row") else []
            if len(pieces) > 1 and all(piece in self._words for piece in pieces):
                found += self._pieces(token)
            else:
                found.append(token)
        return found

    def _pieces(self, token: Token) -> Iterator[Token]:
        for match in re.finditer(r"[、和与及]|[^、和与及]+", token.word):
            start = token.start + match.start()
            known = self._words.get(match[0])
            yield Token(start, start + len(match[0]), match[0], known or _PAUSED)

    def _fixed(self, words: str, start: int, end: int) -> Iterator[Token]:
        """Titles, days, years and figures, each where nothing before it was found."""
        ends = start
        apart = [*_titles(words, start, end), *self._days(words, start, end), *self._years(words, start, end)]
        for token in sorted(apart, key=lambda token: (token.start, -token.end)):
            if token.start >= ends:
                ends = token.end
                yield token
        taken = [(token.start, token.end) for token in apart]
        for figure in figures(words, start, end, self.units):
            if not any(first <= figure.start < last for first, last in taken) and not _is_quoted(
                words, figure
            ):
                yield self._figure(words, figure, end)

    def _days(self, words: str, start: int, end: int) -> Iterator[Token]:
        for match in _DAY.finditer(words, start, end):
            yield Token(*match.span(), match[0], Meanings((Meaning(self._whole_year(match)),)))

    def _years(self, words: str, start: int, end: int) -> Iterator[Token]:
        """Years, one or several; a word that holds one goes before it."""
        for match in _YEARS.finditer(words, start, end):
            yield Token(*match.span(), match[0], Meanings((Meaning("span"),)))
        for match in _YEAR.finditer(words, start, end):
            word = self._around(words, match.start(), start, end) or self._at(words, match.start(), end)
            when = self._when(words, match)
            ago = (
                when == "span"
                and int(match[1]) < self.year
                and not words.startswith(language().since, match.end())
            )
            kinds = (when, "years ago") if ago else (when,)
            yield word or Token(*match.span(), match[0], Meanings(Meaning(kind) for kind in kinds))

    def _figure(self, words: str, figure: Figure, end: int) -> Token:
        """A figure, or the word that it is the beginning of (三安全一稳定)."""
        word = self._at(words, figure.start, end)
        if not figure.in_digits and (held := self._around(words, figure.start, 0, end)):
            return held  # 没有一起, 无一件结转
        if word is not None and (word.end > figure.end or not (figure.unit or figure.in_digits)):
            return word
        return Token(figure.start, figure.end, words[figure.start : figure.end], _FIGURE, figure)

    def _around(self, words: str, at: int, start: int, end: int) -> Token | None:
        """A word that begins a little before a year and holds it, as 结转至2025年."""
        for begin in range(max(start, at - 6), at):
            word = self._at(words, begin, end)
            if word is not None and word.end > at:
                return word
        return None

    def _when(self, words: str, match: re.Match[str]) -> str:
        """What a year is, seen from the report."""
        year = int(match[1])
        if words.startswith(language().since, match.end()) and year != self.year:
            return "span"
        return {self.year: "this", self.year - 1: "last", self.year + 1: "following"}.get(year, "span")

    def _whole_year(self, match: re.Match[str]) -> str:
        """What a day or month is: an end of the report's year, or a span that is none."""
        of_year = match["year"] is None or int(match["year"]) == self.year
        of_year = of_year and match["from"] in (None, "1", "01")
        bare = match[0] == f"{match['month']}月"  # 12月收到15件, but not 12月底 or 1至12月
        return "this" if of_year and not bare and (match["month"], match["day"]) in _ENDS_OF_YEAR else "span"

    def _known(self, words: str, start: int, end: int) -> Iterator[Token]:
        at = gap = start
        while at < end:
            token = self._at(words, at, end)
            if token is None and (sign := _sign(words[at])) is not _GAP:
                token = Token(at, at + 1, words[at], sign)
            if token is None:
                at += 1
                continue
            if gap < at:
                yield Token(gap, at, words[gap:at], _GAP)
            yield token
            at = gap = token.end
        if gap < end:
            yield Token(gap, end, words[gap:end], _GAP)

    def _at(self, words: str, at: int, end: int) -> Token | None:
        """The longest word that stands there."""
        group = self._starts.get(words[at : at + 2]) or self._starts.get(words[at], ())
        for word in group:
            if words.startswith(word, at, end):
                return Token(at, at + len(word), word, self._words[word])
        return None


def _titles(words: str, start: int, end: int) -> Iterator[Token]:
    yield from (Token(*match.span(), match[0], _TITLED) for match in _TITLE.finditer(words, start, end))


def _is_quoted(words: str, figure: Figure) -> bool:
    """Whether a figure stands in quotation marks: a name, “32条”."""
    return words[figure.start - 1 : figure.start] == "“" or words[figure.end : figure.end + 1] == "”"


def _sign(sign: str) -> Meanings:
    if sign in _MARKS:
        return _MARKED
    return _PAUSED if sign in PAUSES else _PLAIN if sign in _QUOTES else _GAP


def _gaps_joined(tokens: list[Token]) -> list[Token]:
    """Neighbouring characters that are not known as one gap."""
    joined: list[Token] = []
    for token in tokens:
        gap = token.meanings is _GAP
        if gap and joined and joined[-1].meanings is _GAP and joined[-1].end == token.start:
            last = joined.pop()
            joined.append(Token(last.start, token.end, last.word + token.word, _GAP))
        else:
            joined.append(token)
    return joined
