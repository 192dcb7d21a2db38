"""The years in what is written again a year later."""

from __future__ import annotations

import re

PLACEHOLDER = "{{ 年度 }}"
# The ways in which a nought is written among Chinese figures.
NOUGHTS = "〇○零O"
_FIGURES = "一二三四五六七八九"


def with_placeholder(line: str, year: int) -> str:
    """A line of the head whose year is a placeholder, where it stands in digits."""
    return re.sub(f"(?<![0-9]){year}(?![0-9])", PLACEHOLDER, line)


def following_year(line: str, year: int) -> str:
    """Words with this year, and those right before it, a year later; in digits or Chinese figures."""
    for before in (year, year - 1, year - 2):
        line = re.sub(f"(?<![0-9]){before}(?=年)", str(before + 1), line)
        for nought in NOUGHTS:
            line = line.replace(f"{_han(before, nought)}年", f"{_han(before + 1, nought)}年")
    return line


def _han(year: int, nought: str) -> str:
    return str(year).translate(str.maketrans("0123456789", nought + _FIGURES))
