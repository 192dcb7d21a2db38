"""Lines of a form with what a filing says of itself: title, headings, lines beside tables, own fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from generator.filing.filing import Filing
from generator.filing.narrative.markup import Run
from generator.filing.narrative.scanning import scan
from generator.form.day import official
from generator.report.blocks import Block, Paragraph

HOLE = re.compile(r"\{([\w.]+)\}")
GAP = "　　"


def fill(filing: Filing, line: str) -> str:
    """A line of the form with fields of the head in place of 「{机关}」; a field left out leaves nothing."""
    return HOLE.sub(lambda hole: _field(filing, hole[1]), line)


def fields_of(line: str) -> list[str]:
    """The fields of the head that a line of the form names."""
    return HOLE.findall(line)


def _field(filing: Filing, path: str) -> str:
    if any(field.key == path for field in filing.format.own_fields):
        return filing.head(path)
    value: object = filing.header
    for key in path.split("."):
        names = {field.alias: name for name, field in type(value).model_fields.items()}  # type: ignore[attr-defined]  # models all the way down
        value = getattr(value, names[key])
        if value is None:
            return ""
    return official(value) if isinstance(value, datetime.date) else str(value)


def beside_table(filing: Filing, written: Iterable[str]) -> Iterator[Block]:
    """Lines of the form beside a table, printed as they are."""
    for line in written:
        yield Paragraph((Run(fill(filing, line)),), "left")


def own_fields(filing: Filing, where: str) -> Iterator[Block]:
    """The fields that only this form has, so far as they are written, on one line."""
    shown = [field.key for field in filing.format.own_fields if field.printed == where]
    words = [f"{key}：{filing.head(key)}" for key in shown if key in filing.own]
    if words:
        yield Paragraph((Run(GAP.join(words)),), "left")


def shown_fields(filing: Filing) -> set[str]:
    """The fields that only this form has and that are printed: by themselves, in a line of the form, or in a
    text; and the one that says which part of the year it is."""
    form = filing.format
    headings = (section.heading or "" for section in form.sections)
    beside = (line for section in form.sections for line in (*section.before, *section.after))
    named = {key for line in (*form.title, *headings, *beside) for key in fields_of(line)}
    texts = [placeholder.source for text in filing.texts.values() for placeholder in scan(text.scalar.text)]
    return {
        field.key
        for field in form.own_fields
        if field.printed
        or field.key in named
        or any(field.key in source for source in texts)
        or (form.periods and form.periods.key == field.key)
    }
