"""Figures in sentences: in digits or in Chinese numerals, with their unit, exact or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from generator.form.language import language

How = Literal["exact", "over", "beyond", "nearly", "about", "edge"]
Bound = Literal["", "least", "most"]

_HAN_DIGITS = dict(zip("零一二三四五六七八九两", (*range(10), 2), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
PERCENT, POINTS, TIMES, TENTHS = "%", "个百分点", "倍", "成"
_RANGE = re.compile(r"[-~～—–至到]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a narrative: where it stands with its unit, its value, and how it is meant.

    ``decimals`` that were written, of ``step``: 1, or 10,000 for 3.5万.  ``unit``: empty where none follows.
    ``bound``: which way it is one, where it is an edge.
    """

    start: int
    end: int
    value: Fraction
    decimals: int = 0
    step: int = 1
    unit: str = ""
    how: How = "exact"
    in_digits: bool = True
    bound: Bound = ""

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == PERCENT

    def agrees(self, known: Fraction) -> bool:
        """Whether it can be said of a number: exactly, or as far as it was rounded."""
        close = Fraction(self.step, 10**self.decimals)
        match self.how:
            case "edge":
                return True
            case "over":
                return self.value <= known < self.value + _place(self.value)
            case "beyond":
                return known >= self.value
            case "nearly":
                return known <= self.value
            case "about":
                return abs(known - self.value) * 10 <= self.value
        rounded = self.step > 1 or self.decimals
        return abs(known - self.value) < close if rounded else known == self.value


def _place(value: Fraction) -> Fraction:
    """One of the last place of a round number that is not nought: 10 of 130, 1000 of 3000."""
    whole, place = int(value), 1
    while whole and whole % (place * 10) == 0:
        place *= 10
    return Fraction(place)


def figures(words: str, start: int, end: int, units: Iterable[str]) -> Iterator[Figure]:
    """The figures between two places of a narrative, in their order."""
    pattern = _pattern(tuple(sorted({*units}, key=lambda unit: (-len(unit), unit))))
    for match in pattern.finditer(words, start, end):
        if figure := _figure(words, match):
            yield figure


@cache
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, (POINTS, PERCENT, TIMES, *units)))
    over = "|".join(map(re.escape, language().approximate.over))
    counted = rf"(?P<scale>[万亿])?(?P<over>{over})?(?P<late>[万亿])?(?P<unit>{unit})?"
    digits = r"(?<![0-9.])(?P<digits>[0-9]{1,15}(?:\.[0-9]{1,12})?)(?![0-9])"
    sign = "零一二两三四五六七八九十百千"
    han = rf"(?<![第{sign}])(?P<percent>百分之)?(?P<han>[{sign}]{{1,9}})"
    tenths = rf"(?P<han_unit>{TENTHS})(?P<tenths_over>{over})?"
    han_unit = rf"(?P<han_scale>[万亿])?(?P<han_over>{over})?(?:{tenths}|(?P<han_unit_of>{unit}))"
    return re.compile(
        rf"(?P<nought>(?<=为)零(?=[，。；、）\s]|$))|{digits}{counted}|{han}(?:(?<=百分之..)|(?<=百分之.)|{han_unit})|百分之(?P<rest>[零一二三四五六七八九十百]{{1,5}})"
    )


def _figure(words: str, match: re.Match[str]) -> Figure | None:
    if match["nought"]:
        return Figure(*match.span(), Fraction(0))
    if match["digits"]:
        return _in_digits(words, match)
    return _in_numerals(words, match)


def _in_digits(words: str, match: re.Match[str]) -> Figure | None:
    scale = _SCALES.get(match["scale"] or match["late"] or "", 1)
    unit = match["unit"] or ""
    at = match.start("unit") if unit else match.end()
    if _is_no_count(words, at, unit) or words[match.start() - 1 : match.start()] == "第":
        return None
    value = Fraction(match["digits"]) * scale
    decimals = len(match["digits"].partition(".")[2])
    how = "edge" if _is_range(words, match) else _how(words, match, bool(match["over"]))
    bound = _bound(words, match)
    return Figure(_start(words, match), _end(words, match), value, decimals, scale, unit, how, bound=bound)


def _is_no_count(words: str, at: int, unit: str) -> bool:
    """Whether here is no count: a unit of a table is one (160人次), a longer word is not (次会议)."""
    if not words.startswith(language().no_counts, at):
        return False
    behind = (word for word in language().no_counts if words.startswith(word, at))
    return any(len(word) > len(unit) or word not in unit for word in behind)


def _in_numerals(words: str, match: re.Match[str]) -> Figure | None:
    rate = match["rest"] or (match["han"] if match["percent"] else None)
    if rate:
        how = _how(words, match, False)
        value = Fraction(_count(rate))
        return Figure(
            _start(words, match), _end(words, match), value, unit=PERCENT, how=how, bound=_bound(words, match)
        )
    value, unit = Fraction(_count(match["han"])), match["han_unit"] or match["han_unit_of"]
    if unit == TENTHS:
        how = _how(words, match, bool(match["han_over"] or match["tenths_over"]))
        how = "about" if how == "exact" else how
        bound = _bound(words, match)
        return Figure(
            _start(words, match), _end(words, match), value * 10, unit=PERCENT, how=how, bound=bound
        )
    scale = _SCALES.get(match["han_scale"] or "", 1)
    how = _how(words, match, bool(match["han_over"]))
    return Figure(_start(words, match), _end(words, match), value * scale, 0, 1, unit, how, in_digits=False)


def _start(words: str, match: re.Match[str]) -> int:
    """Where a figure begins with the word before it that says how exact it is."""
    said, bounds = language().approximate, language().bounds
    before = words[max(match.start() - 4, 0) : match.start()]
    known = (*said.before_over, *said.nearly, *said.about, *bounds.before)
    if not before.endswith(known):
        return match.start()
    return match.start() - max((len(word) for word in known if before.endswith(word)), default=0)


def _end(words: str, match: re.Match[str]) -> int:
    """Where a figure ends with the word behind it that makes it a bound."""
    after = words[match.end() : match.end() + 4]
    if not after.startswith(language().bounds.after):
        return match.end()
    known = (word for word in language().bounds.after if after.startswith(word))
    return match.end() + max(map(len, known), default=0)


def _is_range(words: str, match: re.Match[str]) -> bool:
    """Whether a figure is one end of 10-20件 or 3至5件."""
    before, after = words[match.start() - 1 : match.start()], words[match.end() : match.end() + 2]
    opens = bool(_RANGE.match(after)) and after[1:].isdigit() and not match["unit"]
    return opens or (
        bool(_RANGE.fullmatch(before)) and words[match.start() - 2 : match.start() - 1].isdigit()
    )


def _how(words: str, match: re.Match[str], over: bool) -> How:
    said, bounds = language().approximate, language().bounds
    before, after = words[max(match.start() - 4, 0) : match.start()], words[match.end() : match.end() + 4]
    if before.endswith(bounds.before) or after.startswith(bounds.after):
        return "edge"
    if before.endswith(said.before_over) and after.startswith("的"):
        return "edge"  # 超过10件的
    if over:
        return "over"
    if before.endswith(said.before_over):
        return "beyond"
    if before.endswith(said.nearly):
        return "nearly"
    return "about" if before.endswith(said.about) or after.startswith(said.about) else "exact"


def _bound(words: str, match: re.Match[str]) -> Bound:
    """Which way a figure is a bound, by the words around it."""
    bounds, before = language().bounds, words[max(match.start() - 4, 0) : match.start()]
    after = words[match.end() : match.end() + 4]
    if before.endswith(bounds.at_least) or after.startswith(bounds.or_more):
        return "least"
    return "most" if before.endswith(bounds.at_most) or after.startswith(bounds.or_less) else ""


def _count(numerals: str) -> int:
    """一百三十四 is 134, 十二 is 12, 一百零五 is 105."""
    if not any(sign in _TENS for sign in numerals):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in numerals))
    total, digit = 0, 0
    for sign in numerals:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _HAN_DIGITS[sign]
    return total + digit
