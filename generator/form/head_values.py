"""What may be written in a field of the head: a line, several lines, a year, a date, an address."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.source.nodes import Scalar
from generator.source.verdicts import refusal


class Written(str):
    """A scalar's text that remembers whether it stood without quotes, and on more lines than one."""

    plain: bool
    folded: bool

    def __new__(cls, scalar: Scalar) -> Written:
        """The text of a scalar."""
        text = super().__new__(cls, scalar.text)
        text.plain = scalar.plain
        text.folded = scalar.span.end_line > scalar.span.line
        return text


def _year(value: object) -> int:
    if isinstance(value, Written) and value.plain and re.fullmatch("[12][0-9]{3}", value):
        return int(value)
    raise refusal("应当是四位数的年份，不加引号，如 2024")


def _date(value: object) -> datetime.date:
    """Only YYYY-MM-DD: a date is never guessed from another way of writing it."""
    try:
        if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise refusal("应当是存在的日期，写成 2025-01-24 这样")


def one_line(value: object) -> str:
    """A line in the office's own words; raises PydanticCustomError for anything else."""
    folded = isinstance(value, Written) and value.folded
    if isinstance(value, str) and value.strip() and "\n" not in value and not folded:
        return str(value).strip()
    if isinstance(value, str) and value.strip():
        raise refusal("应当写在一行之内")
    raise refusal("还没有填写" if value in (None, "") else "应当是一段文字")


def _address(value: object) -> str:
    """Only web addresses: the value becomes a link in the published page."""
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"]+", value):
        return str(value)
    raise refusal("应当是 http:// 或 https:// 开头的网址")


def _several(value: object) -> list[object]:
    """One line as a list of it; a text of several lines as the list of them; a list as it is."""
    if isinstance(value, str) and "\n" in value:
        value = [line for line in value.split("\n") if line.strip()]
    several = list(value) if isinstance(value, list | tuple) else [value]
    if not several:
        raise refusal("还没有填写")
    return several


def _one_or_several(schema: dict[str, Any]) -> None:
    """For editors: a line, or a list of lines; added to the field's JSON schema."""
    line = {"type": "string"}
    schema.pop("type"), schema.pop("items")
    schema["oneOf"] = [line, {"type": "array", "items": line, "minItems": 1}, {"type": "null"}]


Line = Annotated[str, BeforeValidator(one_line)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_several), Field(json_schema_extra=_one_or_several)]
Year = Annotated[int, BeforeValidator(_year)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
Address = Annotated[str, BeforeValidator(_address)]
