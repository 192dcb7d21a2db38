"""The first and the last lines of a narrative, as they are printed, and how they are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.filing.filing import Filing, Text
from generator.findings.finding import Edit, Span
from generator.form.header import NAMES
from generator.rules.text.printed_page import page
from generator.source.nodes import Document, is_blank

_KEYS = {name: key for key, name in NAMES.items()}
# After this field of the head others are written.
BEFORE = "published"


@dataclass(frozen=True, slots=True)
class Edge:
    """A line that holds something: which of the narrative's it is, and what it prints."""

    number: int
    words: str


def edges(filing: Filing, text: Text) -> list[Edge]:
    """The lines of a narrative that hold anything, without emphasis and the white space about them."""
    lines = enumerate(page(filing, text).words.split("\n"))
    stripped = ((number, line.strip(" \t\u3000").replace("**", "")) for number, line in lines)
    return [Edge(number, words) for number, words in stripped if words]


def narratives(filing: Filing) -> Iterator[Text]:
    """The narratives of the report itself; a letter before it is signed on its own."""
    letters = tuple(f"{section.key}." for section in filing.format.sections if section.letter)
    yield from (text for path, text in filing.texts.items() if not f"{path}.".startswith(letters or ("\0",)))


def span_of(filing: Filing, text: Text, lines: Sequence[Edge]) -> Span:
    """From the first of these lines to the last, or the whole text where they cannot be told in the file."""
    if text.scalar.style != "|":
        return text.scalar.span
    first, last = (text.scalar.span.line + 1 + line.number for line in (lines[0], lines[-1]))
    rows = filing.source.lines
    start = len(rows[first - 1]) - len(rows[first - 1].lstrip(" \t\u3000"))
    return Span(first, start + 1, last, len(rows[last - 1].rstrip()) + 1)


def taken_out(filing: Filing, text: Text, lines: Sequence[Edge]) -> Edit | None:
    """The edit that takes these lines out; None where nothing would be left, or where they stand folded."""
    if text.scalar.style != "|" or len(lines) == len(edges(filing, text)):
        return None
    first, last = (text.scalar.span.line + 1 + line.number for line in (lines[0], lines[-1]))
    rows = filing.source.lines
    return Edit(Span(first - 1, len(rows[first - 2]) + 1, last, len(rows[last - 1]) + 1), "")


def written_in(document: Document, name: str, value: str) -> Edit | None:
    """The edit that writes a field of the head, after the day of publication; None where it is there."""
    root, key, before = document.root, _KEYS[name], _KEYS[BEFORE]
    if key in root.entries or before not in root.entries or root.keys[before].column != 1:
        return None
    line = root.entries[before].span.end_line
    end = len(document.source.lines[line - 1]) + 1
    return Edit(Span(line, end, line, end), f"\n{key}: {value}")


def has(document: Document, name: str) -> bool:
    """Whether anything is written in a field of the head."""
    node = document.root.entries.get(_KEYS[name])
    return node is not None and not is_blank(node)


def all_of(edits: Iterable[Edit | None]) -> tuple[Edit, ...]:
    """These edits, or none of them where one cannot be made."""
    made = tuple(edits)
    return () if None in made else tuple(edit for edit in made if edit)
