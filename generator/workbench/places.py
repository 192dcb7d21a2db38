"""The places of a filing that may be written: cells, fields of the head, texts; the order of their keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.form import own_tables
from generator.form.format import Format, Section
from generator.form.head_fields import head_fields
from generator.form.reserved import BEFORE, BELOW, TEXTS, UNIT
from generator.source.entries import Order
from generator.source.nodes import Mapping, Node

Keys = tuple[str, ...]


def siblings(form: Format) -> Order:
    """Which keys may stand below a path of keys, in the order in which they are written."""
    paths = list(_paths(form))

    def below(above: Keys) -> Sequence[str]:
        depth = len(above)
        found = (path[depth] for path in paths if len(path) > depth and path[:depth] == above)
        return list(dict.fromkeys(found))

    return below


def _paths(form: Format) -> Iterator[Keys]:
    yield from ((key,) for key in form.head_keys)
    yield from (tuple(field.path.split(".")) for field in head_fields(form))
    for section in form.sections:
        yield (section.key,)
        yield from ((section.key, part.key) for part in section.parts)
        yield from ((section.key, key) for key in ((BEFORE, UNIT) if section.has_table else ()))
        for cells in form.written_rows.values():
            if cells[0].section == section.key:
                yield from ((section.key, *cell.row, cell.column) for cell in cells)
        yield from ((section.key, key) for key in ((BELOW,) if section.has_table else ()))
    yield (own_tables.KEY,)


def text_places(form: Format, root: Mapping) -> dict[str, Keys]:
    """The keys of every narrative, and of what is said beside a table, by its path."""
    return {path: keys for section in form.sections for path, keys in _texts(section, root)}


def _texts(section: Section, root: Mapping) -> Iterator[tuple[str, Keys]]:
    if section.has_table:
        listed = section.free and not isinstance(root.entries.get(section.key), Mapping)
        yield from ((f"{section.key}.{key}", (section.key, key)) for key in (() if listed else TEXTS))
    elif section.is_narrative or is_one_text(section, root):
        yield section.key, (section.key,)
    else:
        yield from ((f"{section.key}.{part.key}", (section.key, part.key)) for part in section.parts)


def is_one_text(section: Section, root: Mapping) -> bool:
    """Whether a section of several parts is written as one text."""
    node = root.entries.get(section.key)
    return section.one_text and node is not None and not isinstance(node, Mapping) and has_text(node)


def has_text(node: Node) -> bool:
    """Whether anything stands at a node."""
    return bool(getattr(node, "text", "").strip())


def entry_at(root: Mapping, keys: Keys) -> Node | None:
    """What stands behind a path of keys; None where one of them is not there."""
    node: Node = root
    for key in keys:
        if not isinstance(node, Mapping) or key not in node.entries:
            return None
        node = node.entries[key]
    return node
