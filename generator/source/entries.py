"""Keys put into a file, or taken out of it, where they belong: comments, layout and the rest stay.

What is to stand behind a key is a ``Value``: its first line behind the key, the others below it, set in as
far as they are to be set in under the key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.findings.finding import Edit, Span
from generator.source.blocks import ending_of, last_of_scalar
from generator.source.nodes import Document, Mapping, Node, Scalar, Source, is_blank

Value = tuple[str, ...]
# The keys that may stand beside one another below a path of keys, in their order.
Order = Callable[[tuple[str, ...]], Sequence[str]]
STEP = "  "


class Unplaceable(Exception):
    """There is no place where the key could be written without touching what stands there."""


def is_flow(source: Source, node: Node) -> bool:
    """Whether a list or group is written between brackets."""
    if isinstance(node, Scalar):
        return False
    line = source.lines[node.span.line - 1] if node.span.line <= len(source.lines) else ""
    return line[node.span.column - 1 : node.span.column] in ("{", "[")


def last_line(source: Source, node: Node) -> int:
    """The last line on which something of a node stands; comments and blank lines below are not of it."""
    if isinstance(node, Scalar):
        return last_of_scalar(source, node)
    below = list(node.entries.values()) if isinstance(node, Mapping) else list(node.items)
    if is_flow(source, node) or not below:
        return node.span.end_line
    keys = [span.line for span in node.keys.values()] if isinstance(node, Mapping) else []
    return max([*keys, *(last_line(source, each) for each in below)])


def inserted(document: Document, keys: tuple[str, ...], value: Value, order: Order) -> tuple[Edit, ...]:
    """The edits that write a value behind a path of keys of which the last, at least, is not there yet.

    Raises Unplaceable.
    """
    node: Node = document.root
    depth = 0
    while isinstance(node, Mapping) and depth < len(keys) and keys[depth] in node.entries:
        node = node.entries[keys[depth]]
        depth += 1
    if depth == len(keys):
        raise ValueError(f"{keys} is there")
    missing, above = keys[depth:], keys[:depth]
    if isinstance(node, Mapping) and is_flow(document.source, node):
        return (_in_flow(document.source, node, missing, value),)
    if isinstance(node, Mapping) and node.entries:
        return (_beside(document.source, node, missing, value, order(above)),)
    if isinstance(node, Mapping) and not above:
        return (Edit(Span(), _lines(document.source, missing, value, "") + ending_of(document.source.text)),)
    if is_blank(node):
        return _below(document, above, node, missing, value)
    raise Unplaceable(keys)


def _lines(source: Source, keys: tuple[str, ...], value: Value, indent: str) -> str:
    """The lines of nested keys, the value behind the last of them."""
    lines = [f"{indent}{STEP * at}{key}:" for at, key in enumerate(keys[:-1])]
    deep = indent + STEP * (len(keys) - 1)
    lines.append(f"{deep}{keys[-1]}: {value[0]}".rstrip())
    lines += [f"{deep}{line}" if line else "" for line in value[1:]]
    return ending_of(source.text).join(lines)


def _in_flow(source: Source, node: Mapping, keys: tuple[str, ...], value: Value) -> Edit:
    if len(value) > 1:
        raise Unplaceable(keys)
    text = f"{keys[-1]}: {value[0]}".rstrip()
    for key in reversed(keys[:-1]):
        text = f"{key}: {{{text}}}"
    end = Span(node.span.end_line, node.span.end_column - 1, node.span.end_line, node.span.end_column - 1)
    if not node.entries:
        return Edit(end, text)
    last = [*node.entries.values()][-1].span
    behind = Span(last.end_line, last.end_column, last.end_line, last.end_column)
    between = source.lines[last.end_line - 1][last.end_column - 1 :]
    return Edit(end, f" {text}") if between.lstrip().startswith(",") else Edit(behind, f", {text}")


def _beside(
    source: Source, node: Mapping, keys: tuple[str, ...], value: Value, siblings: Sequence[str]
) -> Edit:
    """A line of its own among the keys that are there, behind the one it follows in print."""
    place = siblings.index(keys[0]) if keys[0] in siblings else len(siblings)
    before = [key for key in siblings[:place] if key in node.entries]
    behind = [key for key in siblings[place:] if key in node.entries]
    indent = " " * (next(iter(node.keys.values())).column - 1)
    lines = _lines(source, keys, value, indent)
    if not before and behind:
        line = min(node.keys[key].line for key in behind)
        return Edit(Span(line, 1, line, 1), lines + ending_of(source.text))
    key = before[-1] if before else [*node.entries][-1]
    last = max(node.keys[key].line, last_line(source, node.entries[key]))
    end = len(source.lines[last - 1]) + 1
    return Edit(Span(last, end, last, end), ending_of(source.text) + lines)


def _below(
    document: Document, above: tuple[str, ...], node: Node, keys: tuple[str, ...], value: Value
) -> tuple[Edit, ...]:
    """The first lines below a key behind which nothing stands."""
    parent: Node = document.root
    for key in above[:-1]:
        assert isinstance(parent, Mapping)  # we came through it
        parent = parent.entries[key]
    assert isinstance(parent, Mapping)
    if is_flow(document.source, parent):
        raise Unplaceable(keys)
    span = parent.keys[above[-1]]
    line = document.source.lines[node.span.end_line - 1]
    end = Span(node.span.end_line, len(line) + 1, node.span.end_line, len(line) + 1)
    lines = _lines(document.source, keys, value, " " * (span.column - 1) + STEP)
    emptied = (Edit(node.span, ""),) if isinstance(node, Scalar) and node.text else ()
    return (*emptied, Edit(end, ending_of(document.source.text) + lines))


def removed(document: Document, keys: tuple[str, ...]) -> Edit:
    """The edit that takes a key out of a file, with all that stands behind it."""
    node: Node = document.root
    for key in keys[:-1]:
        node = node.entries[key] if isinstance(node, Mapping) else node
    if not isinstance(node, Mapping) or keys[-1] not in node.entries:
        raise ValueError(f"{keys} is not there")
    if is_flow(document.source, node):
        return _out_of_flow(node, keys[-1])
    return lines_removed(
        document.source, node.keys[keys[-1]].line, last_line(document.source, node.entries[keys[-1]])
    )


def _out_of_flow(node: Mapping, key: str) -> Edit:
    """A key between braces goes with the comma before it, the first with the one behind it."""
    names = [*node.entries]
    at = names.index(key)
    start, end = node.keys[key], node.entries[key].span
    if at:
        before = node.entries[names[at - 1]].span
        return Edit(Span(before.end_line, before.end_column, end.end_line, end.end_column), "")
    if len(names) > 1:
        behind = node.keys[names[1]]
        return Edit(Span(start.line, start.column, behind.line, behind.column), "")
    return Edit(Span(start.line, start.column, end.end_line, end.end_column), "")


def lines_removed(source: Source, first: int, last: int) -> Edit:
    """The edit that takes whole lines out of a file."""
    last = max(first, last)
    if last < len(source.lines):
        return Edit(Span(first, 1, last + 1, 1), "")
    if first > 1:
        before = source.lines[first - 2]
        return Edit(Span(first - 1, len(before) + 1, last, len(source.lines[last - 1]) + 1), "")
    return Edit(Span(first, 1, last, len(source.lines[last - 1]) + 1), "")
