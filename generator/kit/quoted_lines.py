"""Lines of a filing, written as they stand in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.source import nodes
from generator.source.nodes import Document, Mapping, Node, Scalar, Source


def lines(document: Document, paths: Iterable[str]) -> str:
    """What stands at these paths, as nested YAML; what is not there is said in a comment."""
    found: list[str] = []
    above: list[str] = []
    for path in paths:
        *groups, key = path.split(".")
        same = _in_common(above, groups)
        found += [f"{'  ' * depth}{groups[depth]}:" for depth in range(same, len(groups))]
        found += _entry(document.source, key, _at(document.root, path.split(".")), "  " * len(groups))
        above = groups
    return "\n".join(found)


def _in_common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many groups both begin with."""
    pairs = zip(first, second, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _at(node: Node | None, path: Sequence[str]) -> Node | None:
    for key in path:
        node = node.entries.get(key) if isinstance(node, Mapping) else None
    return node


def _entry(source: Source, key: str, node: Node | None, indent: str) -> Iterator[str]:
    if node is None:
        yield f"{indent}# 没有“{key}”"
    elif inside := _below(source, node):
        yield f"{indent}{key}:{' |' if isinstance(node, Scalar) else ''}"
        yield from (f"{indent}  {line}" if line else "" for line in inside)
    else:
        first, *others = _as_written(source, node)
        yield f"{indent}{key}: {first}".rstrip()
        yield from (f"{indent}  {line.strip()}" for line in others)


def _below(source: Source, node: Node) -> list[str]:
    """The lines that stand below a key, set in from it; none where the value stands beside it."""
    match node:
        case Scalar(style="|"):
            return node.text.rstrip("\n").split("\n")
        case Mapping() if node.span.line != node.span.end_line:
            return [line for name, below in node.entries.items() for line in _entry(source, name, below, "")]
        case nodes.Sequence() if node.span.line != node.span.end_line and _has_dashes(source, node):
            first, *others = _without_what_follows(_as_written(source, node))
            return [first, *(line[node.span.column - 1 :].rstrip() for line in others)]
        case _:
            return []


def _without_what_follows(found: list[str]) -> list[str]:
    """A list reaches as far as whatever comes next in its file: comments on that are none of its own."""
    kept = len(found)
    while kept > 1 and (not found[kept - 1].strip() or found[kept - 1].lstrip().startswith("#")):
        kept -= 1
    return found[:kept]


def _has_dashes(source: Source, node: Node) -> bool:
    """Whether a list is written with a dash before each item."""
    return source.lines[node.span.line - 1][node.span.column - 1] == "-"


def _as_written(source: Source, node: Node) -> list[str]:
    """The lines of a node, from its first character to its last."""
    span = node.span
    found = list(source.lines[span.line - 1 : span.end_line])
    found[-1] = found[-1][: span.end_column - 1]
    found[0] = found[0][span.column - 1 :]
    return found
