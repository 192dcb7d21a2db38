"""A document's tree back into YAML: the same values and texts, without the comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from generator.findings.finding import Span
from generator.source.nodes import Mapping, Node, Scalar, Sequence, ambiguous, is_blank

_STR = "tag:yaml.org,2002:str"
_WIDE = 2**30
_RESOLVER = yaml.resolver.Resolver()
# A number that every reader of YAML takes for the one that was written.
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
# Words that may stand anywhere without quotes: letters first, and nothing that means something to YAML.
_BARE = re.compile(r"[^\W\d_](?:[^\s,\[\]{}:#&*!|>'\"%@`?\\]| (?=\S))*")


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


def as_value(text: str, *, number: bool = False, bare: bool = False) -> str:
    """A line as it is to stand behind a key or in a list: without quotes where nobody can misread it.

    ``number``: what looks like one is one; ``bare``: so is what has no other meaning (a date, true).
    """
    if number and _NUMBER.fullmatch(text):
        return text
    plain = Scalar(text, Span())
    kept = _plain_tag(text) == _STR and _BARE.fullmatch(text) and not is_blank(plain) and not ambiguous(plain)
    return text if kept or (bare and re.fullmatch(r"[\w-]+", text)) else quoted(text)


def block(key: str, text: str, indent: str) -> Iterator[str]:
    """The lines of a narrative behind its key; white space that prints nothing is left out."""
    yield f"{indent}{key}: |"
    for line in text.strip("\n").split("\n"):
        bare = line.strip(" \t\r")
        yield f"{indent}  {bare}" if bare else ""
