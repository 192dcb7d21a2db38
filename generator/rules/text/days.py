"""A day written in a line of text, in digits or in Chinese numerals, as signatures have it."""

from __future__ import annotations

import datetime
import re
import unicodedata

from generator.common.kept import kept

_HAN = "〇零○O一二三四五六七八九"
_DIGITS = str.maketrans(_HAN, "0000123456789")
_COUNT = "[一二三四五六七八九十]{1,3}"
DAY = re.compile(
    r"(?P<year>[12][0-9]{3}) ?[-./年] ?(?P<month>[0-9]{1,2})(?: ?[-./月] ?(?P<day>[0-9]{1,2}) ?日?| ?月)"
    rf"|(?P<han_year>[一二][{_HAN}]{{3}})年(?P<han_month>{_COUNT})月(?:(?P<han_day>{_COUNT})日)?"
)


@kept
def narrow(line: str) -> str:
    """A line with its full-width digits, brackets and blanks made narrow."""
    return unicodedata.normalize("NFKC", line)


def day_of(match: re.Match[str]) -> datetime.date | None:
    """The day; None where only its month is named, or where there is no such day."""
    if match["year"]:
        parts = (match["year"], match["month"], match["day"] or "0")
        numbers = tuple(map(int, parts))
    else:
        year = int(match["han_year"].translate(_DIGITS))
        numbers = (year, _count(match["han_month"]), _count(match["han_day"] or "零"))
    try:
        return datetime.date(*numbers)
    except ValueError:
        return None


def _count(words: str) -> int:
    """十 is 10, 二十一 is 21."""
    tens, ten, ones = words.rpartition("十")
    figure = int(ones.translate(_DIGITS)) if ones else 0
    return figure + (10 * (int(tens.translate(_DIGITS)) if tens else 1) if ten else 0)
