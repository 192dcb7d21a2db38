"""The cases beside a format's rules: one correct filing, changes to it, and the codes each must give.

A rule is proved both ways: some case makes it fire, and it is silent on the
filing as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator import reading
from generator.examine import Examined, examine
from generator.nodes import Document, Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Case:
    """A change to the correct filing, in words, and the codes it must give, in order of the file."""

    name: str
    set: Mapping
    remove: tuple[str, ...]
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """A correct filing and the cases made from it."""

    filing: Document
    cases: tuple[Case, ...]

    def examine(self, case: Case) -> Examined:
        """What there is to say of the filing with the case's changes made."""
        root = self.filing.root
        for path, value in case.set.entries.items():
            root = _set(root, path.split("."), value)
        for path in case.remove:
            root = _set(root, path.split("."), None)
        return examine(replace(self.filing, root=root))


def load_cases(path: Path) -> Cases:
    """Read a ``cases.yaml``; raises ValueError where it is not of this shape."""
    document = reading.read_file(path)
    filing, cases = (document.root.entries.get(key) for key in ("filing", "cases"))
    if document.findings or not isinstance(filing, Mapping) or not isinstance(cases, Sequence):
        raise ValueError(f"{path}: {[one.message for one in document.findings] or 'filing, cases missing'}")
    return Cases(replace(document, root=filing), tuple(_cases(cases)))


def _cases(nodes: Sequence) -> Iterator[Case]:
    empty = Mapping({}, {}, nodes.span)
    for node in nodes.items:
        assert isinstance(node, Mapping)
        changes = node.entries.get("set", empty)
        assert isinstance(changes, Mapping)
        name = node.entries["name"]
        assert isinstance(name, Scalar)
        yield Case(name.text, changes, _texts(node, "remove"), _texts(node, "gives"))


def _texts(node: Mapping, key: str) -> tuple[str, ...]:
    found = node.entries.get(key)
    items = found.items if isinstance(found, Sequence) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _set(node: Mapping, path: list[str], value: Node | None) -> Mapping:
    """A copy of the tree with one node replaced, added, or (None) taken away."""
    first, rest = path[0], path[1:]
    entries, keys = dict(node.entries), dict(node.keys)
    if rest:
        below = entries[first]
        assert isinstance(below, Mapping), path
        entries[first] = _set(below, rest, value)
    elif value is None:
        del entries[first], keys[first]
    else:
        entries[first] = value
        keys.setdefault(first, value.span)
    return Mapping(entries, keys, node.span)
