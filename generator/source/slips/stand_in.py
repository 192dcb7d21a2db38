"""Slips and the text that stands in for a file's while it is read: every slip put right, places kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.findings.finding import Edit, Finding, Fix, Span
from generator.source.nodes import Document, Node, Scalar, Sequence, Source
from generator.source.nodes import Mapping as Tree


@dataclass(frozen=True, slots=True)
class Stroke:
    """Characters of one line (0-based, the end exclusive) and what should stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One kind of slip on one line (1-based): its code, the words of its finding, what puts it right.

    ``mend`` says what that does, in Chinese; it is empty where the strokes only let the rest be read and
    somebody must say what is meant.  ``code`` is empty where the finding is left to those who read on.
    """

    line: int
    code: str
    strokes: tuple[Stroke, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    mend: str = ""

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        start, end = min(stroke.start for stroke in self.strokes), max(stroke.end for stroke in self.strokes)
        return Span(self.line, start + 1, self.line, max(end, start + 1) + 1 - (end == start))

    @property
    def fix(self) -> Fix | None:
        """The mend, as edits of the file."""
        edits = [
            Edit(Span(self.line, stroke.start + 1, self.line, stroke.end + 1), stroke.text)
            for stroke in self.strokes
        ]
        return Fix(self.mend, tuple(edits)) if self.mend else None


@dataclass(frozen=True, slots=True)
class StandIn:
    """The lines to be read instead, and for every changed line where each of its characters comes from."""

    lines: tuple[str, ...]
    origins: Mapping[int, tuple[int, ...]]

    def place(self, line: int, column: int) -> int:
        """The column of the file that a column of the stand-in comes from; both 1-based."""
        origin = self.origins.get(line)
        return column if origin is None else origin[min(column - 1, len(origin) - 1)] + 1

    def span(self, span: Span) -> Span:
        """The same stretch in the file."""
        start, end = self.place(span.line, span.column), self.place(span.end_line, span.end_column)
        return Span(span.line, start, span.end_line, end)


def stand_in(source: Source, slips: Iterable[Slip]) -> StandIn:
    """The lines of a source with all slips put right."""
    strokes: dict[int, list[Stroke]] = {}
    for slip in slips:
        strokes.setdefault(slip.line, []).extend(slip.strokes)
    lines = list(source.lines)
    origins: dict[int, tuple[int, ...]] = {}
    for number, changes in strokes.items():
        lines[number - 1], origins[number] = _put_right(lines[number - 1], changes)
    return StandIn(tuple(lines), origins)


def _put_right(line: str, strokes: list[Stroke]) -> tuple[str, tuple[int, ...]]:
    text, at = "", 0
    origin: list[int] = []
    for stroke in sorted(strokes, key=lambda stroke: (stroke.start, stroke.end)):
        text += line[at : stroke.start] + stroke.text
        origin += range(at, stroke.start)
        origin += [min(stroke.start + place, stroke.end) for place in range(len(stroke.text))]
        at = stroke.end
    return text + line[at:], (*origin, *range(at, len(line) + 1))


def in_file(document: Document, source: Source, stand_in: StandIn) -> Document:
    """What was read from a stand-in, with the places of the file that it stands in for."""
    root = _moved(document.root, stand_in)
    assert isinstance(root, Tree)
    return Document(source, root, tuple(_placed(finding, stand_in) for finding in document.findings))


def _placed(finding: Finding, stand_in: StandIn) -> Finding:
    return replace(finding, span=stand_in.span(finding.span))


def _moved(node: Node, stand_in: StandIn) -> Node:
    """As deep as reading lets a tree be."""
    span = stand_in.span(node.span)
    if isinstance(node, Scalar):
        return replace(node, span=span)
    if isinstance(node, Sequence):
        return Sequence(tuple(_moved(item, stand_in) for item in node.items), span)
    entries = {key: _moved(below, stand_in) for key, below in node.entries.items()}
    return Tree(entries, {key: stand_in.span(word) for key, word in node.keys.items()}, span)
