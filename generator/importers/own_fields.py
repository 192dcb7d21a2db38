"""The head of a workbook of ours as lines of a filing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from generator.form.format import Format
from generator.form.header import Header
from generator.source.yaml_text import quoted

LISTS = ("标题", "副标题", "附件")
SIGNATURE, YES, YEAR, VERSION = "落款", "是", "年度", "格式"
DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?")
DAYS = ("发布日期", "日期")


def head_lines(form: Format, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is written behind each key of the head; fields of a group in braces."""
    keys = dict.fromkeys(key.partition(".")[0] for key in fields)
    for key in keys:
        inside = {name.partition(".")[2]: text for name, text in fields.items() if name.startswith(f"{key}.")}
        if inside:
            yield key, "{" + ", ".join(f"{name}: {_value(name, text)}" for name, text in inside.items()) + "}"
        elif key in form.head_keys and key != VERSION:
            yield key, _value(key, fields[key])


def _value(key: str, text: str) -> str:
    """A field as it is written: lists in brackets, days and years as such, all else in quotes."""
    text = text.strip()
    if key == SIGNATURE and text == YES:
        return "true"
    if key in LISTS:
        lines = [quoted(line.strip()) for line in text.split("\n") if line.strip()]
        return lines[0] if len(lines) == 1 else f"[{', '.join(lines)}]"
    if key in DAYS:
        return _day(text)
    if key == YEAR:
        return text.removesuffix("年")
    return quoted(text)


def _day(text: str) -> str:
    """A day as a filing has it; another way of writing it only where it has one reading."""
    match = DAY.fullmatch(text)
    if not match:
        return quoted(text)
    try:
        return datetime.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return quoted(text)


# The fields there are; a new one is a line of text unless it is said here.
assert {*LISTS, SIGNATURE, YEAR, VERSION} <= {field.alias for field in Header.model_fields.values()}
