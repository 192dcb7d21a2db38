"""The language of a report: Chinese in simplified or in traditional characters, as its text is written."""

from __future__ import annotations

from collections import Counter

SIMPLIFIED = "zh-CN"
TRADITIONAL = "zh-Hant"


def language_of(text: str) -> str:
    """The tag (BCP 47) of a text: traditional where more of its characters are only that than simplified.

    GB 2312 holds the simplified characters in common use and Big5 the traditional ones; what both hold tells
    nothing.
    """
    surplus = sum(count * (_in(sign, "big5") - _in(sign, "gb2312")) for sign, count in Counter(text).items())
    return TRADITIONAL if surplus > 0 else SIMPLIFIED


def _in(character: str, charset: str) -> bool:
    """Whether an older character set has an ideograph."""
    return "一" <= character <= "鿿" and character.encode(charset, "ignore") != b""
