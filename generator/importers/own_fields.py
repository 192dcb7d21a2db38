"""The head of a workbook of ours as lines of a filing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.form.format import Format
from generator.form.head_fields import Field, head_fields
from generator.form.header import key_for
from generator.importers.ending import day_of
from generator.report.sheets import YES
from generator.source.yaml_text import quoted


def head_lines(form: Format, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is written behind each key of the head; fields of a group in braces."""
    known = {field.path: field for field in head_fields(form)}
    keys = dict.fromkeys(key.partition(".")[0] for key in fields)
    for key in keys:
        inside = {path: text for path, text in fields.items() if path.startswith(f"{key}.")}
        if inside:
            written = (
                f"{path.partition('.')[2]}: {_value(known.get(path), inside[path])}" for path in inside
            )
            yield key, "{" + ", ".join(written) + "}"
        elif key in form.head_keys and key != key_for("format"):
            yield key, _value(known.get(key), fields[key])


def _value(field: Field | None, text: str) -> str:
    """A field as it is written: lists in brackets, days and years as such, all else in quotes."""
    text = text.strip()
    if field is None:
        return quoted(text)
    if field.holds("boolean") and text == YES:
        return "true"
    if field.holds("array"):
        lines = [quoted(line.strip()) for line in text.split("\n") if line.strip()]
        return lines[0] if len(lines) == 1 else f"[{', '.join(lines)}]"
    if field.holds("date"):
        day = day_of(text, whole=True)
        return day.isoformat() if day else quoted(text)
    if field.holds("integer"):
        number = text.removesuffix("年")
        return number if number.isdecimal() else quoted(text)
    return quoted(text)
