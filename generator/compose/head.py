"""The head of a filing as it is to be written again: in another form, or for the year that follows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from generator.compose.years import following_year, with_placeholder
from generator.filing.filing import Filing
from generator.form.header import Header, Website
from generator.source.data_file import Model
from generator.source.yaml_text import quoted

# What a new filing takes from last year's head as it stands.
KEPT = ("authority", "authority_kind", "level", "scope", "local")
# What is printed of the head besides.
PRINTED = ("number", "index", "title", "subtitle", "signature", "attachments", "website", "contact")
# What is a year's own: it is shown as it was, for the office to write anew.
OF_THE_YEAR = ("number", "index", "attachments")


def kept(filing: Filing) -> dict[str, str]:
    """The head of a filing as it is to be written again; nothing where the head is wrong."""
    header = filing.header
    if header is None:
        return {}
    head = {alias(Header, name): quoted(str(value)) for name in KEPT if (value := getattr(header, name))}
    head["年度"], head["发布日期"] = str(header.year), header.published.isoformat()
    of_document = {alias(Header, name): _field(getattr(header, name)) for name in PRINTED}
    return head | {key: text for key, text in of_document.items() if text}


def next_year(filing: Filing) -> Filing:
    """The same filing without what is only this year's: the address of its page, its number, its day.

    The year becomes a placeholder in its title.
    """
    header = filing.header
    if header is None:
        return filing
    changes: dict[str, object] = {name: Header.model_fields[name].get_default() for name in OF_THE_YEAR}
    changes["website"] = _without_page(header.website)
    changes["signature"] = header.signature and header.signature.model_copy(update={"signed": None})
    for name in ("title", "subtitle"):
        lines = getattr(header, name)
        changes[name] = tuple(
            following_year(with_placeholder(line, header.year), header.year) for line in lines
        )
    return replace(filing, header=header.model_copy(update=changes))


def shown_of_last_year(filing: Filing) -> Mapping[str, str]:
    """The fields of the head that are a year's own, as they are to be looked at before they stand again."""
    header = filing.header
    if header is None:
        return {}
    names = tuple(with_placeholder(name, header.year) for name in header.attachments)
    fields = {name: getattr(header, name) for name in OF_THE_YEAR} | {"attachments": names}
    return {alias(Header, name): _field(value) for name, value in fields.items() if value}


def _without_page(website: Website | None) -> Website | None:
    """A website without the address of this page; nothing where it was only that."""
    website = website and website.model_copy(update={"address": None})
    return website if website and any(value for _, value in website) else None


def _field(value: str | tuple[str, ...] | Model | None) -> str:
    """A field as it is written; nothing where it was left out."""
    match value:
        case None | ():
            return ""
        case str():
            return quoted(value)
        case tuple():
            return quoted(value[0]) if len(value) == 1 else f"[{', '.join(map(quoted, value))}]"
        case Model():
            return _flow(value)


def alias(model: type[Model], name: str) -> str:
    """The key of a field."""
    return model.model_fields[name].alias or name


def _flow(part: Model) -> str:
    """A group of fields in braces; a signature in which nothing is written is only wished for."""
    pairs = ((alias(type(part), name), value) for name, value in part)
    inside = ", ".join(f"{key}: {_written(value)}" for key, value in pairs if value)
    return "{" + inside + "}" if inside else "true"


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else quoted(str(value))
