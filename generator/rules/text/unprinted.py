r"""What of a narrative is written and not printed: brackets and addresses of links, emphasis, bars of tables,
backslashes.

An address is printed behind its link, but it says nothing: what a rule looks for in sentences is not looked
for in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.common.kept import kept
from generator.filing.narrative.lines import Line, lines
from generator.filing.narrative.links import LINK, says_itself
from generator.filing.narrative.scanning import scan
from generator.filing.narrative.text_tables import faults
from generator.filing.pictures import PICTURE_LINE
from generator.rules.text.meant import ESCAPE, MASK, masked, paired

Stretch = tuple[int, int, str]


@kept
def unprinted(text: str) -> tuple[Stretch, ...]:
    """Each stretch that is not printed as it stands, from where to where, with what a reader sees there; they
    are in order, and none lies in a placeholder."""
    holes = [(hole.start, hole.end) for hole in scan(text)]
    words = masked(text, holes)
    found = [*_escapes(words), *(stretch for line in lines(text) for stretch in _of_line(words, line))]
    return tuple(sorted(stretch for stretch in found if text[stretch[0] : stretch[1]] != stretch[2]))


def _escapes(words: str) -> Iterator[Stretch]:
    for match in ESCAPE.finditer(words):
        yield match.start(), match.start() + 1, ""


def _of_line(words: str, line: Line) -> Iterator[Stretch]:
    start, end = line.start, line.start + len(line.text)
    match line.kind:
        case "table":
            yield from _bars(words[start:end], start) if not any(faults(line.text)) else ()
        case "picture" | "picture row":
            first = words.rfind("\n", 0, start) + 1
            last = words.find("\n", start)
            yield from _captions(words[first : last if last >= 0 else len(words)], first)
        case kind:
            free = ESCAPE.sub(lambda escape: MASK * len(escape[0]), words[start:end])
            yield from _marks(free, start, linked=kind != "heading")


def _bars(table: str, start: int) -> Iterator[Stretch]:
    for at, sign in enumerate(table):
        if sign == "|" and table[at - 1 : at] != "\\":
            yield start + at, start + at + 1, MASK
        elif sign == "\\" and table[at + 1 : at + 2] == "|":
            yield start + at, start + at + 1, ""


def _captions(line: str, start: int) -> Iterator[Stretch]:
    for match in PICTURE_LINE.finditer(line):
        yield start + match.start(), start + match.start("caption"), ""
        yield start + match.end("caption"), start + match.end(), MASK


def _marks(line: str, start: int, *, linked: bool) -> Iterator[Stretch]:
    """The brackets and the address of each link, and the signs of emphasis within and around them."""
    found = list(LINK.finditer(line)) if linked else []
    for match in found:
        yield start + match.start(), start + match.start("words"), ""
        behind = "" if says_itself(match["words"], match["address"]) else f"（{MASK}）"
        yield start + match.end("words"), start + match.end(), behind
        yield from _stars(match["words"], start + match.start("words"))
    yield from _stars(masked(line, (match.span() for match in found)), start)


def _stars(line: str, start: int) -> Iterator[Stretch]:
    for at in paired(line):
        yield start + at, start + at + 2, ""
