"""How placeholders write their values: 百分比, 千分位, 汉字, 小数."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

DIGITS_LIMIT = 6
# No figure of a report is longer; products of several would be.
LARGEST = 30
LONGEST = 101
_HAN_DIGITS = "零一二三四五六七八九"
_HAN_PLACES = ("", "十", "百", "千")
_HAN_GROUPS = ("", "万", "亿", "万亿")


class Unwritable(Exception):
    """A value that cannot be written in the way asked for; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Way:
    """A filter: the decimals it has by default (None: it takes no number) and what it does."""

    digits: int | None
    write: Callable[[Fraction, int], str]


def plain(value: Fraction) -> str:
    """An exact number in ordinary digits; raises Unwritable for one that never ends (1/3)."""
    if abs(value) >= 10**LARGEST or value.denominator >= 10**LARGEST:
        raise Unwritable("数太大，或小数太长")
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        raise Unwritable("除不尽，请注明“| 百分比”或“| 小数(2)”")
    digits = next(count for count in range(LONGEST) if 10**count % value.denominator == 0)
    return rounded(value, digits)


def rounded(value: Fraction, digits: int) -> str:
    """四舍五入 to so many decimals, trailing zeros kept; in whole numbers, so exact at any size."""
    if abs(value) >= 10**LARGEST:
        raise Unwritable("数太大")
    whole, half = divmod(abs(value.numerator) * 10**digits, value.denominator)
    whole += 2 * half >= value.denominator
    text = str(whole).rjust(digits + 1, "0")
    text = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"-{text}" if value < 0 and whole else text


def _percent(value: Fraction, digits: int) -> str:
    return rounded(value * 100, digits) + "%"


def _thousands(value: Fraction, _: int) -> str:
    whole, _dot, rest = plain(value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}" + (f".{rest}" if rest else "")


def _han(value: Fraction, _: int) -> str:
    """Chinese numerals as read aloud: 20 is 二十, 105 is 一百零五, 10050 is 一万零五十."""
    if value.denominator != 1 or not 0 <= value < 10**16:
        raise Unwritable("“汉字”只能写不小于零的整数")
    return han(value.numerator)


def han(number: int) -> str:
    """A whole number below 10**16 in Chinese numerals."""
    if number == 0:
        return _HAN_DIGITS[0]
    text = ""
    for index in range(len(_HAN_GROUPS) - 1, -1, -1):
        group = number // 10 ** (4 * index) % 10**4
        if group:
            gap = text and (group < 1000 or _ends_in_gap(number, index))
            text += ("零" if gap else "") + _han_group(group) + _HAN_GROUPS[index]
    return text[1:] if text.startswith("一十") else text


def _ends_in_gap(number: int, index: int) -> bool:
    """Whether the four digits just above a group are all zero."""
    above: int = number // 10 ** (4 * (index + 1)) % 10**4
    return above == 0


def _han_group(group: int) -> str:
    text = ""
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += _HAN_DIGITS[digit] + _HAN_PLACES[place]
        elif text and not text.endswith("零") and group % 10**place:
            text += "零"
    return text


PERCENTAGE, DECIMALS, THOUSANDS, NUMERALS = "百分比", "小数", "千分位", "汉字"
FILTERS: Mapping[str, Way] = {
    PERCENTAGE: Way(1, _percent),
    DECIMALS: Way(2, rounded),
    THOUSANDS: Way(None, _thousands),
    NUMERALS: Way(None, _han),
}


def write(value: Fraction, name: str, digits: int | None) -> str:
    """A value written by one filter; raises Unwritable."""
    way = FILTERS[name]
    if digits is not None and way.digits is None:
        raise Unwritable(f"“{name}”不带位数")
    if digits is not None and digits > DIGITS_LIMIT:
        raise Unwritable(f"位数最多 {DIGITS_LIMIT}")
    chosen = digits if digits is not None else (way.digits or 0)
    return way.write(value, chosen)
