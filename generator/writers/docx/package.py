"""The package of a DOCX: its parts, how they are related, and the bytes that depend on them alone."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from posixpath import dirname, join, normpath, relpath, splitext

from generator.common.safe_xml import parse
from generator.writers.docx.wordml import value

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What a broken, encrypted or oddly compressed package raises; lxml's errors are SyntaxErrors.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError, SyntaxError)
_ADDRESS = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_FIRST = (_TYPES, "_rels/.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package whose bytes depend on its parts alone, not on the clock or the machine."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part is to another, or to an address outside: the kind, and the target as it is written."""

    kind: str
    target: str
    external: bool = False


@dataclass(slots=True)
class Package:
    """Parts by name, the types of their content by ending and of single parts, and what each is related to,
    by its name; that of the package itself is nothing."""

    parts: dict[str, bytes]
    endings: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def copy(self) -> Package:
        """Another one, to be written on."""
        relations = {source: dict(found) for source, found in self.relations.items()}
        return Package(dict(self.parts), dict(self.endings), dict(self.types), relations)

    def related(self, source: str, kind: str) -> str | None:
        """The part that is this to another, if there is one."""
        found = (each for each in self.relations.get(source, {}).values() if each.kind == kind)
        return next((_target(source, each) for each in found if not each.external), None)

    def at(self, source: str, relation: str) -> str:
        """The part that a relation of another leads to; raises KeyError."""
        return _target(source, self.relations[source][relation])

    def free(self, pattern: str) -> str:
        """The first name after a pattern with one number that no part has."""
        return next(name for number in count(1) if (name := pattern.format(number)) not in self.parts)

    def put(self, name: str, data: bytes, kind: str) -> None:
        """A part of a type of content, in place of one that has that name."""
        self.parts[name] = data
        ending = splitext(name)[1].removeprefix(".")
        if self.endings.setdefault(ending, kind) != kind:
            self.types[name] = kind

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id by which a part names another one, or an address."""
        written = target if external else relpath(f"/{target}", f"/{dirname(source)}")
        relation = Relation(kind, written, external)
        ids = self.relations.setdefault(source, {})
        for known, other in ids.items():
            if other == relation:
                return known
        free = next(name for number in count(1) if (name := f"rId{number}") not in ids)
        ids[free] = relation
        return free

    def packed(self) -> bytes:
        """The file."""
        relations = {_listing(source): _written(found) for source, found in self.relations.items()}
        return packed({**self.parts, **relations, _TYPES: self._content_types()})

    def _content_types(self) -> bytes:
        endings = "".join(
            f"<Default Extension={value(ending)} ContentType={value(kind)}/>"
            for ending, kind in sorted(self.endings.items())
        )
        parts = "".join(
            f"<Override PartName={value(f'/{name}')} ContentType={value(kind)}/>"
            for name, kind in sorted(self.types.items())
        )
        return f'{HEAD}<Types xmlns="{_ADDRESS}/content-types">{endings}{parts}</Types>'.encode()


def opened(data: bytes) -> Package:
    """The package in a file; raises one of DAMAGED where it is none."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {entry.filename: file.read(entry) for entry in file.infolist() if not entry.is_dir()}
    package = Package(parts)
    for each in parse(parts.pop(_TYPES)):
        if "Extension" in each.attrib:
            package.endings[each.get("Extension")] = each.get("ContentType")
        else:
            package.types[each.attrib["PartName"].lstrip("/")] = each.get("ContentType")
    for source in ("", *parts):
        if listed := parts.get(_listing(source)):
            package.relations[source] = {each.attrib["Id"]: _relation(each.attrib) for each in parse(listed)}
    for source in package.relations:
        del parts[_listing(source)]
    return package


def _listing(source: str) -> str:
    """The name of the part that lists what another is related to."""
    folder, _, name = source.rpartition("/")
    return join(folder, "_rels", f"{name}.rels")


def _relation(attributes: Mapping[str, str]) -> Relation:
    return Relation(attributes["Type"], attributes["Target"], attributes.get("TargetMode") == "External")


def _target(source: str, relation: Relation) -> str:
    return normpath(join("/", dirname(source), relation.target)).lstrip("/")


def _written(relations: Mapping[str, Relation]) -> bytes:
    listed = "".join(
        f"<Relationship Id={value(known)} Type={value(each.kind)} Target={value(each.target)}"
        + ' TargetMode="External"' * each.external
        + "/>"
        for known, each in relations.items()
    )
    return f'{HEAD}<Relationships xmlns="{_ADDRESS}/relationships">{listed}</Relationships>'.encode()
