"""What was left empty in a filing: the blank after a key, the text that was never written."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings.finding import Span
from generator.source.nodes import REFUSED, Location, Mapping, Node, Scalar, is_blank


def unfilled(root: Mapping) -> dict[Span, Location]:
    """The place of every empty value of a tree, with the keys that lead to it."""
    return {node.span: path for path, node in _scalars(root, ()) if _is_empty(node)}


def _is_empty(node: Scalar) -> bool:
    return is_blank(node) or (node.style != REFUSED and not node.text.strip())


def _scalars(node: Node, path: Location) -> Iterator[tuple[Location, Scalar]]:
    """Every scalar with its path; as deep as reading lets a tree be."""
    if isinstance(node, Scalar):
        yield path, node
        return
    children = node.entries.items() if isinstance(node, Mapping) else enumerate(node.items)
    for key, child in children:
        yield from _scalars(child, (*path, key))
