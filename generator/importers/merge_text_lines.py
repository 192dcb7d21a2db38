"""The lines of a narrative as the filing has them, as it had them when the report was built, as the report
has them; and which of them are the same line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.filing.filing import Filing, Text
from generator.filing.narrative.lines import SIGNS
from generator.filing.pictures import ALONE, PICTURE_LINE
from generator.findings.finding import Span
from generator.importers.merge_lines import Match, match
from generator.importers.merge_sides import Sides
from generator.importers.merge_words import Said
from generator.report.published import public_texts
from generator.rules.text.printed_page import Page, page_of
from generator.source.nodes import Scalar

# What is the same however it is set: blanks, emphasis, marks of lists, the address of a link.
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
LOOKS = re.compile(rf"[\s\\*\u200b\ufffc]+|^(?:[-·{SIGNS}]\s*|[0-9]{{1,2}}[.．、]\s*)")
RULE = re.compile(r"\|[|\s:-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is written, and what it prints: with the figures of before, with those of the report, with
    those of the filing before and after the report's were put into it.  ``public`` is how a report has it."""

    raw: str
    public: str
    before: Page
    after: Page
    ours: str = ""
    now: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether it prints no words: a picture, or what parts a table's head."""
        return bool(ALONE.fullmatch(self.raw.strip())) or is_rule(self.raw)

    def says(self, words: str) -> bool:
        """Whether it prints these words, with whichever figures."""
        prints = (self.before.words, self.after.words, self.now or self.after.words)
        return key_of(words) in map(key_of, prints)


@dataclass(frozen=True, slots=True)
class Figures:
    """Whose figures placeholders print: those of the report's origin, before and after they were changed in
    the report; those of the filing, before and after."""

    before: Filing
    after: Filing
    ours: Filing
    now: Filing


def is_rule(raw: str) -> bool:
    """Whether a line parts the head of a table from its rows."""
    return bool(RULE.fullmatch(raw.strip()))


def key_of(line: str) -> str:
    """What of a line is looked for: its words, however they are set."""
    return LOOKS.sub("", LINK.sub(_as_printed, line.strip()))


def _as_printed(link: re.Match[str]) -> str:
    """A link as it stands on paper, with its address behind it."""
    return f"{link[1]}（{link[2].removeprefix('mailto:')}）"


def _linked(raw: str, lines: Sequence[Line]) -> str:
    """A line of a report, words with an address behind them written as the links that the filing has."""
    if LINK.search(raw):
        return raw  # it has its links
    for link in (link for line in lines for link in LINK.finditer(line.raw)):
        printed = _as_printed(link).replace("**", "")
        raw = raw.replace(printed, f"[{link[1].replace('**', '')}]({link[2]})")
    return raw


def _as_public(line: str) -> str:
    return PICTURE_LINE.sub(lambda picture: f"![{picture['caption']}]()", line.strip())


def filing_lines(sides: Sides, figures: Figures, path: str) -> list[Line]:
    """The lines that are written in the filing; blank ones print nothing and are left out."""
    text = figures.now.texts.get(path)
    if text is None:
        return []
    raws = _written(text)
    public = _written_in(public_texts(sides.filing)[path].text) if sides.is_known else raws
    public = public if len(public) == len(raws) else raws
    return [
        Line(
            raw,
            _as_public(as_public),
            *_printed(figures, text, raw),
            _page(figures.ours, text, raw).words,
            _page(figures.now, text, raw).words,
        )
        for raw, as_public in zip(raws, public, strict=True)
    ]


def base_lines(sides: Sides, figures: Figures, path: str) -> list[Line]:
    """The lines that were written when the report was built."""
    text = sides.base.texts.get(path)
    raws = _written(text) if text else []
    return [Line(raw, _as_public(raw), *_printed(figures, text, raw)) for raw in raws if text]


def _written(text: Text) -> list[str]:
    return _written_in(text.scalar.text)


def _written_in(text: str) -> list[str]:
    return [raw for raw in text.split("\n") if raw.strip()]


def _printed(figures: Figures, text: Text, raw: str) -> tuple[Page, Page]:
    return _page(figures.before, text, raw), _page(figures.after, text, raw)


def _page(filing: Filing, text: Text, raw: str) -> Page:
    return page_of_line(filing, text.path, raw)


def page_of_line(filing: Filing, path: str, raw: str) -> Page:
    """What a line prints, as one of a text of that filing."""
    return page_of(filing, Text(path, Scalar(raw, Span())))


def _captions(line: Line) -> Iterator[str]:
    """What stands below the pictures of a line: below each, or below all on one line."""
    captions = [key_of(each["caption"]) for each in PICTURE_LINE.finditer(line.raw)]
    yield from (*captions, "".join(captions))


def report_lines(sides: Sides, path: str, lines: Sequence[Line]) -> Iterator[tuple[int, Said]]:
    """The lines of the report with their places, without pictures and their captions."""
    captions = {caption for line in lines for caption in _captions(line)}
    text = sides.report.texts.get(path)
    for number, raw in enumerate(text.scalar.text.split("\n") if text else ()):
        spoken = raw.strip() and not ALONE.fullmatch(raw.strip())
        linked = _linked(raw, lines)
        said = Said(linked, _page(sides.report, text, linked)) if text and spoken else None
        if said and key_of(said.words) not in captions:
            yield number, said


def since(base: Sequence[Line], ours: Sequence[Line]) -> Match:
    """Which lines of the filing those are that it had when the report was built."""
    if base is ours:
        return Match(tuple(range(len(base))), frozenset(), ())
    before, now = [line.public for line in base], [line.public for line in ours]
    return match(before, now, before, now)


def in_report(base: Sequence[Line], theirs: Sequence[Said]) -> Match:
    """Which lines of the report those are; what prints no words is not looked for."""
    ours = [number for number, line in enumerate(base) if not line.is_silent]
    there = [place for place, each in enumerate(theirs) if not is_rule(each.raw)]
    said = [key_of(theirs[place].words) for place in there]
    keys = [_known(base[number], said) for number in ours]
    words = [base[number].after.words for number in ours]
    found = match(keys, said, words, [theirs[place].words for place in there])
    to: list[int | None] = [None] * len(base)
    for number, place in zip(ours, found.to, strict=True):
        to[number] = None if place is None else there[place]
    moved, added = (ours[number] for number in found.moved), (there[place] for place in found.added)
    return Match(tuple(to), frozenset(moved), tuple(added))


def _known(line: Line, said: Collection[str]) -> str:
    """What a line is looked for by: its print of now, unless only that of before is there."""
    now, before = key_of(line.after.words), key_of(line.before.words)
    return before if now not in said and before in said else now
