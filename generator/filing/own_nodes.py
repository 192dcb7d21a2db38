"""Where an office's own tables stand in the tree of a filing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings.catalogue import found
from generator.findings.finding import Finding
from generator.form.own_tables import KEY, TITLE
from generator.source.nodes import Mapping, Scalar, Sequence, is_blank


def own_nodes(root: Mapping, findings: list[Finding]) -> Iterator[Mapping]:
    """The nodes of the tables; a single one may stand without its dash."""
    node = root.entries.get(KEY)
    if node is None or is_blank(node):
        return
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Mapping):
            yield item
        else:
            expected = f"每张表一项，以“- {TITLE}: ”开头"
            findings.append(found("S03", item.span, key=KEY, expected=expected, found="别的形式"))


def title_of(node: Mapping) -> str:
    """The title of a table; empty where it has none."""
    title = node.entries.get(TITLE)
    return " ".join(title.text.split()) if isinstance(title, Scalar) else ""
