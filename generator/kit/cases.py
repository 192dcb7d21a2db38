"""The cases beside a format's rules: one correct filing, changes to it, and the codes each must give.

A rule is proved both ways: some case makes it fire, and it is silent on the
filing as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import Field

from generator.batch.desk import Desk
from generator.batch.together import Last
from generator.filing.given import LOCAL
from generator.findings.exit_code import Fault
from generator.findings.finding import Span
from generator.form.library import SHIPPED, Library
from generator.kit.written_columns import Columns, read_in
from generator.rules.examine import Examined
from generator.source.data_file import DataFault, DataFile, Model, line_of
from generator.source.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.source.read import read

# Their file, beside a format's.
FILE = "cases.yaml"


@dataclass(frozen=True, slots=True)
class Change:
    """What to set and what to take away, by path."""

    set: Mapping
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A change to the correct filing, in words, and the codes it must give, in order of the file.

    ``previous`` changes last year's filing, which is not looked at where it is None; ``below`` are
    changes that make the filings this one takes in out of the correct one.
    """

    name: str
    change: Change
    gives: tuple[str, ...]
    previous: Change | None = None
    below: tuple[Change, ...] = ()

    @property
    def set(self) -> Mapping:
        """What the case writes into the correct filing."""
        return self.change.set

    @property
    def remove(self) -> tuple[str, ...]:
        """What it takes away."""
        return self.change.remove


@dataclass(frozen=True, slots=True)
class Cases:
    """A correct filing, what makes last year's out of it, and the cases made from both."""

    filing: Document
    last: Change
    cases: tuple[Case, ...]
    library: Library = SHIPPED
    columns: Columns = field(default_factory=dict)

    @property
    def correct(self) -> Document:
        """The correct filing, its rows in the columns that the form has now."""
        return self._read(self.filing)

    def examine(self, case: Case) -> Examined:
        """What there is to say of the filing with the case's changes made."""
        documents = [self.changed(case.change), *map(self.changed, case.below)]
        desk = Desk(self.library)
        last = None if case.previous is None else desk.load(self.last_year(case.previous)).filing
        desk.last = Last(filings=(last,) if last else ())
        examined = desk.look(documents)[0]
        if isinstance(examined, Fault):
            raise examined
        return examined

    def changed(self, change: Change) -> Document:
        """The correct filing with a change made."""
        return self._read(_changed(self.filing, change))

    def last_year(self, change: Change | None = None) -> Document:
        """Last year's filing, with a change made."""
        last = _changed(self.filing, self.last)
        return self._read(last if change is None else _changed(last, change))

    def _read(self, document: Document) -> Document:
        """A filing with its rows in the columns that the form has now."""
        version = document.root.entries.get("格式")
        if not self.columns or not isinstance(version, Scalar) or version.text not in self.library.versions():
            return document
        form = self.library.find_own(version.text)
        return replace(document, root=read_in(form, self.columns, document.root))


def of_pack(cases: Cases, document: Document, name: str) -> Cases:
    """The cases of a local pack, on the correct filing of a form with the pack's base change made."""
    root = _set(cases.filing.root, [LOCAL], Scalar(name, Span()))
    return of_practice(replace(cases, filing=replace(cases.filing, root=root)), document)


def of_practice(cases: Cases, document: Document) -> Cases:
    """The same of a pack of practice, which goes on by itself."""
    behind = _behind(cases.filing, document)
    joined = replace(cases.filing, source=behind.source)
    filing = _changed(joined, _change(behind.root.entries.get("base")))
    own = behind.root.entries.get("cases")
    made = tuple(_cases(own)) if isinstance(own, Sequence) else ()
    return replace(cases, filing=filing, cases=made)


def _behind(first: Document, second: Document) -> Document:
    """The second document with its lines behind those of the first in one source.

    A filing made of nodes of both has its lines there, wherever each node comes from.
    """
    before, after = first.source, second.source
    placed = read(("\n" * len(before.lines) + after.text).encode(), after.name)
    source = replace(before, text=f"{before.text}\n{after.text}", lines=(*before.lines, *after.lines))
    return replace(placed, source=source)


class _Change(Model):
    """The keys of a change."""

    set: dict[str, Any] = Field(default_factory=dict)
    remove: tuple[str, ...] = ()


class _Case(_Change):
    """The keys of a case."""

    name: str
    gives: tuple[str, ...]
    previous: _Change | None = None
    below: tuple[_Change, ...] = ()


class CasesFile(Model):
    """What a ``cases.yaml`` may say; ``columns``: see `written_columns`."""

    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    filing: dict[str, Any]
    previous: _Change = _Change()
    cases: tuple[_Case, ...]


class PackCases(Model):
    """What a pack says of its cases."""

    base: _Change = _Change()
    cases: tuple[_Case, ...] = ()


class CasesFault(DataFault):
    """Cases that cannot be used; the message says where and why, in Chinese."""


class NotThere(Exception):
    """A place that a case changes and the correct filing does not have."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def load_cases(path: Path, library: Library = SHIPPED) -> Cases:
    """Read a ``cases.yaml``; raises CasesFault where it is not of this shape."""
    return read_cases(DataFile(path), library)


def read_cases(file: DataFile, library: Library) -> Cases:
    """The same from a file that is read; raises CasesFault."""
    model, findings = file.load(CasesFile)
    if model is None:
        raise CasesFault("\n".join(map(line_of, findings)), findings)
    document = file.document
    filing, cases = (document.root.entries[key] for key in ("filing", "cases"))
    assert isinstance(filing, Mapping)
    assert isinstance(cases, Sequence)
    last = document.root.entries.get("previous")
    made = tuple(_cases(cases))
    return Cases(replace(document, root=filing), _change(last), made, library, model.columns)


def _cases(nodes: Sequence) -> Iterator[Case]:
    for node in nodes.items:
        assert isinstance(node, Mapping)
        name = node.entries["name"]
        assert isinstance(name, Scalar)
        previous = _change(node.entries["previous"]) if "previous" in node.entries else None
        below = node.entries.get("below")
        parts = below.items if isinstance(below, Sequence) else ()
        yield Case(name.text, _change(node), _texts(node, "gives"), previous, tuple(map(_change, parts)))


def _change(node: Node | None) -> Change:
    empty = Mapping({}, {}, Span())
    if not isinstance(node, Mapping):
        return Change(empty)
    changes = node.entries.get("set", empty)
    assert isinstance(changes, Mapping)
    return Change(changes, _texts(node, "remove"))


def _changed(document: Document, change: Change) -> Document:
    root = document.root
    changes: list[tuple[str, Node | None]] = [
        *change.set.entries.items(),
        *((path, None) for path in change.remove),
    ]
    for path, value in changes:
        try:
            root = _set(root, path.split("."), value)
        except KeyError as missing:
            raise NotThere(path) from missing
    return replace(document, root=root)


def _texts(node: Mapping, key: str) -> tuple[str, ...]:
    found = node.entries.get(key)
    items = found.items if isinstance(found, Sequence) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _set(node: Mapping, path: list[str], value: Node | None) -> Mapping:
    """A copy of the tree with one node replaced, added, or (None) taken away.  Raises KeyError."""
    first, rest = path[0], path[1:]
    entries, keys = dict(node.entries), dict(node.keys)
    if rest:
        below = entries[first]
        if not isinstance(below, Mapping):
            raise KeyError(first)
        entries[first] = _set(below, rest, value)
    elif value is None:
        del entries[first], keys[first]
    else:
        entries[first] = value
        keys.setdefault(first, value.span)
    return Mapping(entries, keys, node.span)
