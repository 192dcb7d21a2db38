"""Which paragraphs of a source are the headings of a form's sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.form.format import Format, Section
from generator.importers.matching import likeness
from generator.importers.pages import Paragraph
from generator.importers.wild import folded, weighty

NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．,，]|第[一二三四五六七八九十]部分|附件?[:：\s　]?)"
)
HOLE = re.compile(r"\{[^{}]*\}")
YEAR = re.compile(r"[12][0-9]{3}(?=年)")
SENTENCE = re.compile(r"[。！？；]")
# A heading is no longer; a name as short as this says too little to be a heading with text behind it.
LONGEST, SHORTEST = 45, 4
LIKE = 0.55


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that is the heading of a section, or begins with it: ``rest`` is what goes on.

    ``near``: it is worded otherwise than the form has it.
    """

    place: int
    section: Section
    rest: str = ""
    near: bool = False


def headings(form: Format, paragraphs: Sequence[tuple[int, Paragraph]]) -> list[Heading]:
    """The headings of the sections that are there, in the order of the form, by the places of blocks.

    Where one is there twice (in a list of contents as well), it is the last before the next section.
    """
    sections = [section for section in form.sections if section.heading]
    if not sections:
        return []
    candidates = [found for place, each in paragraphs for found in _candidates(sections, place, each)]
    chosen: list[Heading] = []
    until = max((place for place, _ in paragraphs), default=0) + 1
    for section in reversed(sections):
        own = [each for each in candidates if each.section is section and each.place < until]
        own = [each for each in own if not each.near] or own
        if own:
            chosen.append(own[-1])
            until = own[-1].place
    return chosen[::-1]


def _candidates(sections: Sequence[Section], place: int, paragraph: Paragraph) -> Iterator[Heading]:
    text = paragraph.text.replace("*", "").strip()
    numbered = NUMBER.match(text) is not None
    scored = []
    for section in sections:
        name = folded(HOLE.sub("", section.heading or ""))
        if name in (folded(text), folded(YEAR.sub("", text))):
            yield Heading(place, section)
            return
        if numbered and len(name) >= SHORTEST and (rest := _behind(text, name)):
            yield Heading(place, section, rest)
            return
        scored.append((_likeness(text, name), section))
    score, best = max(scored, key=lambda pair: pair[0])
    is_heading = (numbered or paragraph.level) and len(text) <= LONGEST and not SENTENCE.search(text)
    if is_heading and score >= LIKE:
        yield Heading(place, best, near=True)


def _behind(text: str, name: str) -> str:
    """What goes on behind a heading on the same line; nothing where the line does not begin with it."""
    for end in range(len(name), min(len(text), len(name) + 12)):
        if folded(text[:end]) == name and folded(text[: end + 1]) != name:
            rest = text[end:].lstrip("。:： \u3000")
            return rest if len(rest) > 1 else ""
    return ""


def _likeness(text: str, name: str) -> float:
    """How like the name of a section a line is: all of it, and what tells it from others."""
    return (_alike(folded(text), name) + _alike(weighty(text), weighty(name))) / 2


def _alike(text: str, name: str) -> float:
    within = likeness(name, text) if len(name) < len(text) else likeness(text, name)
    return max(within, SequenceMatcher(None, text, name, autojunk=False).ratio())
