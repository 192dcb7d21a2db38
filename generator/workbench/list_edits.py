"""Items of a list, and keys of a group, put in or taken out where they stand: in brackets, or on lines of
their own.  What stands beside them stays as it is written."""

from __future__ import annotations

from collections.abc import Sequence

from generator.findings.finding import Edit, Span
from generator.source.blocks import ending_of
from generator.source.entries import Unplaceable, is_flow, last_line, lines_removed
from generator.source.nodes import Mapping, Node, Source
from generator.source.nodes import Sequence as List

Lines = Sequence[str]


def item_added(source: Source, node: List, at: int, lines: Lines) -> Edit:
    """The edit that makes these lines the item of that number; between brackets there is but one line."""
    if not node.items:
        raise Unplaceable(at)
    before = node.items[at - 1] if at else None
    if is_flow(source, node):
        if len(lines) > 1:
            raise Unplaceable(at)
        span = before.span if before else node.items[0].span
        return _behind(span, f", {lines[0]}") if before else _before(span, f"{lines[0]}, ")
    dash = _dash(source, node)
    text = ending_of(source.text).join([f"{dash}- {lines[0]}", *(f"{dash}  {line}" for line in lines[1:])])
    if before is None:
        line = node.items[0].span.line
        return Edit(Span(line, 1, line, 1), text + ending_of(source.text))
    last = last_line(source, before)
    end = len(source.lines[last - 1]) + 1
    return Edit(Span(last, end, last, end), ending_of(source.text) + text)


def item_removed(source: Source, node: List, at: int) -> Edit:
    """The edit that takes an item out."""
    item = node.items[at]
    if is_flow(source, node):
        return _out([each.span for each in node.items], [each.span for each in node.items], at)
    _dash(source, node)  # each on lines of its own
    return lines_removed(source, item.span.line, last_line(source, item))


def key_added(source: Source, node: Mapping, key: str, lines: Lines) -> Edit:
    """The edit that writes a key behind all others of a group."""
    if not node.entries:
        raise Unplaceable(key)
    last = [*node.entries.values()][-1]
    if is_flow(source, node):
        if len(lines) > 1:
            raise Unplaceable(key)
        return _behind(last.span, f", {key}: {lines[0]}")
    indent = " " * (next(iter(node.keys.values())).column - 1)
    end_line = max(last_line(source, last), [*node.keys.values()][-1].line)
    end = len(source.lines[end_line - 1]) + 1
    text = [f"{indent}{key}: {lines[0]}".rstrip(), *(f"{indent}{line}" if line else "" for line in lines[1:])]
    return Edit(
        Span(end_line, end, end_line, end),
        "".join(ending_of(source.text) + line for line in text),
    )


def key_removed(source: Source, node: Mapping, key: str) -> Edit:
    """The edit that takes a key out with all that stands behind it."""
    at = [*node.entries].index(key)
    if is_flow(source, node):
        return _out([*node.keys.values()], [each.span for each in node.entries.values()], at)
    start = node.keys[key]
    if source.lines[start.line - 1][: start.column - 1].strip():
        raise Unplaceable(key)  # it stands behind the dash that begins the group
    return lines_removed(source, start.line, last_line(source, node.entries[key]))


def _dash(source: Source, node: List) -> str:
    """How far the dashes of a list are set in.  Raises Unplaceable where an item shares its line."""
    before = {source.lines[item.span.line - 1][: _start(item) - 1] for item in node.items}
    if len(before) != 1 or (found := before.pop()).rstrip()[-1:] != "-" or found.strip() != "-":
        raise Unplaceable(node.span)
    return found[: found.index("-")]


def _start(item: Node) -> int:
    return item.span.column


def _out(starts: Sequence[Span], ends: Sequence[Span], at: int) -> Edit:
    """What is parted by commas goes with the comma before it, the first with the one behind it."""
    start, end = starts[at], ends[at]
    if at:
        return Edit(Span(ends[at - 1].end_line, ends[at - 1].end_column, end.end_line, end.end_column), "")
    if len(starts) > 1:
        return Edit(Span(start.line, start.column, starts[1].line, starts[1].column), "")
    return Edit(Span(start.line, start.column, end.end_line, end.end_column), "")


def _behind(span: Span, text: str) -> Edit:
    return Edit(Span(span.end_line, span.end_column, span.end_line, span.end_column), text)


def _before(span: Span, text: str) -> Edit:
    return Edit(Span(span.line, span.column, span.line, span.column), text)
