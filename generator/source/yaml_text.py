"""A document's tree back into YAML: the same values and texts, without the comments."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from generator.source.nodes import Mapping, Node, Scalar, Sequence, is_blank

_STR = "tag:yaml.org,2002:str"
_WIDE = 2**30
_RESOLVER = yaml.resolver.Resolver()


def dump(root: Node) -> str:
    """YAML that `read` turns into the same tree again (positions and comments apart)."""
    text: str = yaml.serialize(_node(root), Dumper=yaml.CSafeDumper, allow_unicode=True, width=_WIDE)
    return text


def _node(node: Node) -> yaml.Node:
    if isinstance(node, Mapping):
        pairs = [(_text(key), _node(value)) for key, value in node.entries.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    if isinstance(node, Sequence):
        flow = all(isinstance(item, Scalar) for item in node.items)
        items = [_node(item) for item in node.items]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow)
    if is_blank(node):
        return yaml.ScalarNode("tag:yaml.org,2002:null", "null")
    if node.plain:
        return yaml.ScalarNode(_plain_tag(node.text), node.text)
    return _text(node.text, quoted=True)


def _plain_tag(text: str) -> str:
    """The tag YAML gives the text when it stands without quotes, so that it is dumped without."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML
    return tag


def _text(text: str, *, quoted: bool = False) -> yaml.ScalarNode:
    style = "|" if "\n" in text else "'" if quoted else None
    return yaml.ScalarNode(_STR, text, style=style)


def quoted(text: str) -> str:
    """A line of text in quotes, as it may stand anywhere in a file."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(key: str, text: str, indent: str) -> Iterator[str]:
    """The lines of a narrative behind its key; white space that prints nothing is left out."""
    yield f"{indent}{key}: |"
    for line in text.strip("\n").split("\n"):
        bare = line.strip(" \t\r")
        yield f"{indent}  {bare}" if bare else ""
