"""Lines of a filing, written as they stand in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Several

from generator.source.nodes import Document, Mapping, Node, Scalar, Sequence, Source


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


def _in_common(first: Several[str], second: Several[str]) -> int:
    """How many groups both begin with."""
    pairs = zip(first, second, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _at(node: Node | None, path: Several[str]) -> Node | None:
    for key in path:
        node = node.entries.get(key) if isinstance(node, Mapping) else None
    return node


def _entry(source: Source, key: str, node: Node | None, indent: str) -> Iterator[str]:
    if node is None:
        yield f"{indent}# 没有“{key}”"
    elif isinstance(node, Mapping) and node.span.line != node.span.end_line:
        yield f"{indent}{key}:"
        for name, below in node.entries.items():
            yield from _entry(source, name, below, f"{indent}  ")
    elif isinstance(node, Sequence) and node.span.line != node.span.end_line and _is_block(source, node):
        yield f"{indent}{key}:"
        first, *others = _as_written(source, node)
        yield f"{indent}  {first}"
        yield from (f"{indent}  {line[node.span.column - 1 :]}".rstrip() for line in others)
    elif isinstance(node, Scalar) and node.style == "|":
        yield f"{indent}{key}: |"
        yield from (f"{indent}  {line}" for line in node.text.rstrip("\n").split("\n"))
    else:
        first, *others = _as_written(source, node)
        yield f"{indent}{key}: {first}".rstrip()
        yield from (f"{indent}  {line.strip()}" for line in others)


def _is_block(source: Source, node: Node) -> bool:
    """Whether a list is written with a dash before each item."""
    return source.lines[node.span.line - 1][node.span.column - 1] == "-"


def _as_written(source: Source, node: Node) -> list[str]:
    """The lines of a node, from its first character to its last."""
    span = node.span
    found = list(source.lines[span.line - 1 : span.end_line])
    found[-1] = found[-1][: span.end_column - 1]
    found[0] = found[0][span.column - 1 :]
    return found
