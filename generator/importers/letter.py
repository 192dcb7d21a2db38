"""The letter with which a report was submitted, on a page before its title."""

from __future__ import annotations

from generator.form.format import Format
from generator.importers.ending import day_of
from generator.importers.pages import Block, Paragraph
from generator.importers.prose import line_of

# To whom it is, what it says, who signs: in this order, by the sides at which the form has them.
TO, TEXT, SIGNED = "left", "", "right"


def take_letter(form: Format, front: list[Paragraph]) -> dict[str, list[Block]]:
    """The parts of the letter by their paths, taken from what stands before the first section."""
    section = next((section for section in form.sections if section.letter), None)
    until = _title_after_letter(front)
    if section is None or not until:
        return {}
    begun = next(place for place, each in enumerate(front) if _addresses(each))
    letter = front[begun:until]
    del front[begun:until]
    signed = next((place for place, each in enumerate(letter[1:], 1) if _signs(letter, place)), len(letter))
    pieces = {TO: letter[:1], TEXT: letter[1:signed], SIGNED: letter[signed:]}
    return {
        f"{section.key}.{part.key}": list[Block](pieces[part.align])
        for part in section.parts
        if pieces.get(part.align)
    }


def _title_after_letter(front: list[Paragraph]) -> int:
    """Where the title stands behind a letter; 0 where there is no letter."""
    addressed = next((place for place, each in enumerate(front) if _addresses(each)), None)
    if addressed is None or not any(day_of(line_of(each.text), whole=True) for each in front[addressed:]):
        return 0
    for place in range(addressed + 1, len(front)):
        after = front[addressed + 1 : place]
        dated = any(day_of(line_of(each.text), whole=True) for each in after)
        if dated and day_of(line_of(front[place].text), whole=True) is None:
            return place
    return 0


def _addresses(paragraph: Paragraph) -> bool:
    """Whether it says to whom a letter goes."""
    line = line_of(paragraph.text)
    return len(line) < 40 and line.endswith(("：", ":"))


def _signs(letter: list[Paragraph], place: int) -> bool:
    """Whether the signature begins here: a name, the day below it."""
    below = line_of(letter[place + 1].text) if place + 1 < len(letter) else ""
    return day_of(line_of(letter[place].text), whole=True) is not None or (
        day_of(below, whole=True) is not None and "。" not in letter[place].text
    )
