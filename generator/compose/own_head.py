"""The fields of the head that only one form has, as a new filing has them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.filing.filing import Filing
from generator.form.format import Format
from generator.form.own_fields import HeadField
from generator.source.yaml_text import quoted

HOW = {"日期": "写成 2025-01-24 这样", "数": "写一个数", "是否": "是｜否"}


def own_line(field: HeadField, known: str | None) -> str:
    """The line of a field, with what is known already, or what it is and how it is written."""
    if known is not None:
        return f"{field.key}: {known}"
    choices = "｜".join(field.choices) or HOW.get(field.holds, "")
    words = "：".join(filter(None, (field.hint or field.key, choices)))
    return f"{'' if field.required else '# '}{field.key}:    # {words}"


def following(filing: Filing, target: Format) -> tuple[int, Mapping[str, str]]:
    """The year of the filing that comes after this one, and its own fields: the words that the forms share,
    and the part of the year that follows.  Dates and numbers are those of one filing."""
    assert filing.header is not None
    year, own = filing.header.year + 1, kept_own(filing, target, words_only=True)
    if target.periods and filing.period in target.periods.names:
        year, part = target.periods.moved(filing.header.year, filing.period, 1)
        own[target.periods.key] = part
    return year, own


def kept_own(filing: Filing, target: Format, *, words_only: bool = False) -> dict[str, str]:
    """The own fields that another form has under the same key, as they are to be written again."""
    theirs = {field.key: field for field in filing.format.own_fields}
    kept = [
        field
        for field in target.own_fields
        if field.key in filing.own and theirs[field.key].holds == field.holds
    ]
    return {
        field.key: _written(field, filing.own[field.key])
        for field in kept
        if field.holds == "文字" or not words_only
    }


def _written(field: HeadField, text: str) -> str:
    if field.holds != "文字" or field.choices:
        return text
    return quoted(text)
