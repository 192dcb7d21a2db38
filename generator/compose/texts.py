"""The texts of a filing in another form: each where that form has a place for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.filing.filing import Filing
from generator.filing.narrative.lines import headings
from generator.form.format import Format, Section
from generator.form.own_tables import KEY
from generator.form.reserved import TEXTS


@dataclass(frozen=True)
class Placed:
    """Texts by their paths in the other form, and by their own those that have no place there."""

    texts: Mapping[str, str] = field(default_factory=dict)
    unplaced: Mapping[str, str] = field(default_factory=dict)


def placed(filing: Filing, target: Format, moved: Callable[[str], str]) -> Placed:
    """Every text of a filing, its placeholders ``moved``, where it belongs in the other form.

    The parts of a section that is one text there are joined under their headings.
    """
    texts: dict[str, str] = {}
    unplaced: dict[str, str] = {}
    sections = {section.key: section for section in target.sections}
    for path, text in filing.texts.items():
        section = sections.get(path.partition(".")[0])
        place = path if path.startswith(f"{KEY}.") else section and _place(section, path)
        words = moved(text.scalar.text).strip("\n")
        if not place:
            unplaced[path] = words
        elif place == path:
            texts[path] = words
        else:
            headed = "\n".join(filter(None, (_heading(filing.format, path), words)))
            texts[place] = "\n".join(filter(None, (texts.get(place), headed)))
    return Placed(texts, unplaced)


def beside_tables(filing: Filing, target: Format) -> dict[str, str]:
    """What is said beside tables that the other form has too, and beside the office's own."""
    tables = {section.key for section in target.sections if section.has_table}
    paths = (path for path in filing.texts if path.rpartition(".")[2] in TEXTS)
    wanted = (path for path in paths if path.startswith(f"{KEY}.") or path.partition(".")[0] in tables)
    return {path: filing.texts[path].scalar.text.strip("\n") for path in wanted}


def own_headings(filing: Filing, target: Format) -> dict[str, tuple[str, ...]]:
    """The headings of each section that is one text in the filing and may be one in the target form."""
    return {
        section.key: tuple(headings(filing.texts[section.key].scalar.text))
        for section in target.sections
        if section.one_text and section.key in filing.texts
    }


def _place(section: Section, path: str) -> str | None:
    """Where a text goes in a section of its name; None where there is no place for it."""
    part = path.partition(".")[2]
    if section.has_table:
        return path if part in TEXTS else None
    if section.parts:
        fits = part in {each.key for each in section.parts} or (not part and section.one_text)
        return path if fits else None
    return section.key


def _heading(form: Format, path: str) -> str:
    """The heading under which a part is printed."""
    section_key, _, part_key = path.partition(".")
    section = next(section for section in form.sections if section.key == section_key)
    return next((part.heading or "" for part in section.parts if part.key == part_key), "")
