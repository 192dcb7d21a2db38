"""Which passages of one text stand for the parts of a section: those under its own headings.

A rule on a part reads the passages whose headings have one of the part's words, or else the whole text; the
part without a heading is what stands before the first one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.filing.filing import Text
from generator.filing.narrative.lines import heading_of, lines
from generator.form.format import Format, Part
from generator.source.nodes import Scalar


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of a text under one heading; it is empty before the first."""

    heading: str
    start: int
    end: int


def passages(form: Format, texts: Mapping[str, Text]) -> dict[str, tuple[Text, ...]]:
    """The passages of every part whose section is written as one text, by the part's path."""
    found: dict[str, tuple[Text, ...]] = {}
    for section in form.sections:
        text = texts.get(section.key) if section.parts else None
        if text is not None:
            pieces = list(_pieces(text.scalar.text))
            for part in section.parts:
                within = tuple(_within(text, piece) for piece in pieces if _is_of(piece, part))
                found[f"{section.key}.{part.key}"] = within or (text,)
    return found


def _is_of(piece: _Piece, part: Part) -> bool:
    if part.heading is None:
        return not piece.heading
    return any(word in piece.heading for word in (part.key, *part.keywords))


def _pieces(text: str) -> Iterator[_Piece]:
    """The text cut at its headings of the highest level, those run into their paragraphs too."""
    heads = [line for line in lines(text) if line.level]
    top = min((line.level for line in heads), default=0)
    cuts = [(heading_of(line), text.rfind("\n", 0, line.start) + 1) for line in heads if line.level == top]
    for (heading, start), (_, end) in pairwise([("", 0), *cuts, ("", len(text))]):
        if text[start:end].strip():
            yield _Piece(heading, start, end)


def _within(text: Text, piece: _Piece) -> Text:
    """A passage as a text, which knows its place in the file."""
    scalar = text.scalar
    return replace(text, scalar=_part_of(scalar, piece.start, piece.end))


def _part_of(scalar: Scalar, start: int, end: int) -> Scalar:
    lines_before = scalar.text.count("\n", 0, start) if scalar.style == "|" else 0
    span = replace(scalar.span, line=scalar.span.line + lines_before)
    return replace(scalar, text=scalar.text[start:end], span=span)
