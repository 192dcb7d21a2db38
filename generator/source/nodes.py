"""What reading gives: scalars, lists and mappings that know where they stand."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from generator.findings.finding import Finding, Span


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file; ``folder`` is where its pictures may lie (None for standard input).

    ``encoding`` is how the file has it: anything but UTF-8 is a finding, but may be read all the same.
    """

    name: str
    text: str
    lines: tuple[str, ...]
    folder: Path | None = None
    encoding: str = "utf-8"


# The style of a scalar that reading has refused; nothing more is to be said of it.
REFUSED = "*"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written.  ``style`` is YAML's: '' plain, '|', '>', or a quote."""

    text: str
    span: Span
    style: str = ""

    @property
    def plain(self) -> bool:
        """Written without quotes, on one line."""
        return self.style == ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys to nodes, with the place of every key."""

    entries: dict[str, Node]
    keys: dict[str, Span]
    span: Span


Node = Scalar | Sequence | Mapping
# A path of keys and indices in a tree.
Location = tuple[int | str, ...]
Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Document:
    """What reading gives: the source, its tree (empty when unreadable) and what was wrong."""

    source: Source
    root: Mapping
    findings: tuple[Finding, ...] = ()


# Of more figures than this nothing is a count; Python itself refuses to read thousands of them.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_BLANK = frozenset({"", "null", "~"})
_WORDS: dict[str, bool | None] = {"": None, "null": None, "~": None, "true": True, "false": False}


def to_plain(node: Node) -> Plain:
    """The node as ordinary Python data: plain decimal integers, ``true``/``false`` and empty scalars
    get their types, everything else stays text."""
    if isinstance(node, Mapping):
        return {key: to_plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    return plain_scalar(node.text) if node.plain else node.text


def plain_scalar(text: str) -> bool | int | str | None:
    """What a scalar without quotes is."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def is_blank(node: Node) -> bool:
    """Whether nothing was written: an empty value, ``null`` or ``~`` without quotes."""
    return isinstance(node, Scalar) and node.plain and node.text in _BLANK


def node_at(node: Node, location: Location) -> Node:
    """The deepest node that exists along a path of keys and indices."""
    for step in location:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def span_at(node: Node, location: Location) -> Span:
    """The place of the deepest node that exists along a path of keys and indices."""
    return node_at(node, location).span


def folded_between_characters(source: Source, scalar: Scalar) -> bool:
    """Whether YAML puts a blank between two Chinese characters where a text goes on on the next line.

    A person who writes paragraphs so loses them.  Programs break lines only at a blank that is there, or
    say by a backslash or an empty line what stands between; then the text is exact.
    """
    last = scalar.span.end_line - (scalar.style == ">")
    lines = [line.strip(" ") for line in source.lines[scalar.span.line - 1 : last]]
    lines = lines[scalar.style == ">" :]
    joints = [(line, other) for line, other in pairwise(lines) if line and other]
    if scalar.style == '"':
        joints = [(line, other) for line, other in joints if not line.endswith("\\")]
    return any(_is_wide(line[-1]) and _is_wide(other[0]) for line, other in joints)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


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


def swallowed(source: Source, scalar: Scalar) -> Span | None:
    """Where text right after a plain scalar is taken for a comment: 「示例市 #办公室」.

    A comment that is meant as one has a space after its #.
    """
    end = scalar.span
    rest = source.lines[end.end_line - 1][end.end_column - 1 :] if scalar.plain and scalar.text else ""
    match = re.match(r"[ \t]+(#[^\s#].*)", rest)
    if match is None:
        return None
    return Span(end.end_line, end.end_column + match.start(1), end.end_line, end.end_column + match.end(1))


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar in a tree; as deep as reading lets a tree be."""
    if isinstance(node, Scalar):
        yield node
    else:
        for child in node.items if isinstance(node, Sequence) else node.entries.values():
            yield from scalars(child)


def locate(source: Source, scalar: Scalar, start: int, end: int) -> Span:
    """Where characters ``start`` to ``end`` of a scalar's text stand in the file.

    Exact for ``|`` blocks and for scalars on one line; the whole scalar where YAML folds lines
    or resolves escapes, because then the text is no longer the file's.
    """
    if scalar.style == "|":
        return _locate_in_block(source, scalar, start, end)
    quote = 0 if scalar.plain else 1
    line = source.lines[scalar.span.line - 1]
    if scalar.style == ">" or not line.startswith(scalar.text, scalar.span.column - 1 + quote):
        return scalar.span
    first = scalar.span.column + quote
    return Span(scalar.span.line, first + start, scalar.span.line, first + end)


def _locate_in_block(source: Source, scalar: Scalar, start: int, end: int) -> Span:
    starts = _line_starts(scalar.text)
    number = bisect_right(starts, start)
    first = starts[number - 1]
    length = (starts[number] - 1 if number < len(starts) else len(scalar.text)) - first
    line = scalar.span.line + number
    raw = source.lines[line - 1] if line <= len(source.lines) else ""
    indent = max(len(raw) - length, 0)
    column = indent + start - first + 1
    return Span(line, column, line, column + min(end - start, length - (start - first)))


@lru_cache(maxsize=32)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where the lines of a text begin; kept, because a text may have many places to be found."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


# Longer words are no numbers anyone wrote, and matching them could take long.
TRAP_LENGTH = 80

# What YAML 1.1 readers (and so other tools, and other people's scripts) take for something that was
# not written.  Order matters: the first that fits names the reason.
_TRAPS = (
    (re.compile(r"[-+]?0[0-9_]+"), "以 0 开头，有的程序会读成另一个数"),
    (re.compile(r"[-+]?0[xXoObB][0-9a-fA-F_]+"), "有的程序会读成另一个数"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?"), "下划线会被悄悄去掉"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9_]*)?"), "带冒号，有的程序会当成时间，读成另一个数"),
    (re.compile(r"[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF"), "会被当成“是”或“否”"),
)
# Whether any of them fits, in one go: most scalars are none.
_TRAP = re.compile("|".join(pattern.pattern for pattern, _ in _TRAPS))


def ambiguous(scalar: Scalar) -> str | None:
    """Why other YAML readers would not see the text that stands here, or None."""
    if not scalar.plain or len(scalar.text) > TRAP_LENGTH or not _TRAP.fullmatch(scalar.text):
        return None
    return next((reason for pattern, reason in _TRAPS if pattern.fullmatch(scalar.text)), None)
