"""What a value may hold that is written in one line: words, a number, a date, yes or no.

The same in a field of the head and in a cell of a table.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal

from generator.form.day import official

Holds = Literal["文字", "数", "日期", "是否"]
WORDS, NUMBER, DATE, CHOICE = "文字", "数", "日期", "是否"
YES_NO = ("是", "否")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,12})?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def allowed(holds: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """What alone may be written, where it is not free."""
    return YES_NO if holds == CHOICE else choices


def problem(holds: str, choices: tuple[str, ...], text: str) -> str:
    """What is wrong with what was written, or nothing."""
    only = allowed(holds, choices)
    if not text.strip():
        return "还没有填写"
    if "\n" in text.strip():
        return "应当写在一行之内"
    if only and text not in only:
        return f"没有“{text}”，只能是{'、'.join(only)}"
    if holds == NUMBER and not _NUMBER.fullmatch(text):
        return "应当是一个数，用阿拉伯数字写，不带单位"
    return "应当是存在的日期，写成 2025-01-24 这样" if holds == DATE and day(text) is None else ""


def meaning(holds: str, choices: tuple[str, ...]) -> str:
    """What a value should be, as the end of a sentence."""
    if only := allowed(holds, choices):
        names = [f"“{choice}”" for choice in only]
        return "或".join(filter(None, ("、".join(names[:-1]), names[-1])))
    return {DATE: "日期，写成 2024-12-31 这样", NUMBER: "数"}.get(holds, "文字")


def as_printed(holds: str, text: str) -> str:
    """What was written as it stands in a sentence."""
    date = day(text) if holds == DATE else None
    return official(date) if date else text.strip()


def day(text: str) -> datetime.date | None:
    """Only YYYY-MM-DD: a date is never guessed from another way of writing it."""
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
