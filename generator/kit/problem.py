"""What is wrong with a format, in words, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.findings.finding import Span
from generator.source import read as reading
from generator.source.nodes import Mapping, Node, Sequence, span_at

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; ``serious`` False: worth a look, but the format can be used."""

    path: Path
    span: Span
    message: str
    serious: bool = True

    def __str__(self) -> str:
        level = "错误" if self.serious else "提示"
        return f"{self.path}:{self.span.line}:{self.span.column}: {level} {self.message}"


class Draft:
    """A format file as it is written: its tree, for the places of what is wrong in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.document = reading.read_file(path)

    def at(self, location: Location, message: str, *, serious: bool = True) -> Problem:
        """A problem with what stands at a path of keys and indices, or with the nearest there is above it."""
        return Problem(self.path, key_span(self.document.root, location), message, serious)

    def unreadable(self) -> Iterator[Problem]:
        """What reading found."""
        for one in self.document.findings:
            yield Problem(self.path, one.span, one.message)


def key_span(root: Node, location: Location) -> Span:
    """The place of the last key of a path where there is one, else of the deepest node."""
    above: Node = root
    for step in location[:-1]:
        if isinstance(above, Mapping) and step in above.entries:
            above = above.entries[str(step)]
        elif isinstance(above, Sequence) and isinstance(step, int) and step < len(above.items):
            above = above.items[step]
        else:
            return span_at(root, location)
    if location and isinstance(above, Mapping) and location[-1] in above.keys:
        return above.keys[str(location[-1])]
    return span_at(root, location)
