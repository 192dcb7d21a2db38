"""A document that is being written: a style's ``reference.docx`` without its samples, in named styles."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from generator.common.safe_xml import Element, parse
from generator.writers.docx.package import DAMAGED, HEAD, Package, opened
from generator.writers.docx.wordml import NAMESPACES, RELATIONS, declared, qn
from generator.writers.failure import CannotWrite

# Kinds of styles.
OF_PARAGRAPHS, OF_CHARACTERS, OF_TABLES = "paragraph", "character", "table"
STYLES, SETTINGS = f"{RELATIONS}/styles", f"{RELATIONS}/settings"
# References are read once; there are as many as styles, and few are in use.
_KEPT = 8


@dataclass(frozen=True)
class Reference:
    """What is taken of a reference document: its package, the name of its main part and the text of it before
    and behind the body, the page of its last section, and the ids of its styles by kind and name.

    ``standard`` are the styles of those paragraphs, characters and tables that name none.
    """

    package: Package
    main: str
    before: str
    behind: str
    section: Element
    styles: Mapping[tuple[str, str], str]
    standard: frozenset[str]


class NoReference(Exception):
    """A file that is no Word document, or none of text."""


@lru_cache(maxsize=_KEPT)
def reference(data: bytes) -> Reference:
    """What a reference document holds; raises NoReference."""
    try:
        return _read(opened(data))
    except DAMAGED as error:
        raise NoReference from error


def _read(package: Package) -> Reference:
    main = package.related("", f"{RELATIONS}/officeDocument")
    styles = package.related(main or "", STYLES)
    if main is None or styles is None:
        raise NoReference
    root, named = parse(package.parts[main]), list(parse(package.parts[styles]).iter(qn("w:style")))
    body = root.find(qn("w:body"))
    section = None if body is None else body.find(qn("w:sectPr"))
    if section is None:
        raise NoReference
    before, behind = _around(root, body)
    ids = {_key(each): str(each.get(qn("w:styleId"))) for each in named}
    standard = {ids[_key(each)] for each in named if each.get(qn("w:default")) in ("1", "true", "on")}
    return Reference(package, main, before, behind, deepcopy(section), ids, frozenset(standard))


def _around(root: Element, body: Element) -> tuple[str, str]:
    """The text of a document before and behind what is in its body, in which our prefixes are known."""
    missing = {prefix: each for prefix, each in NAMESPACES.items() if root.nsmap.get(prefix) != each}
    mark = etree.PI("body")
    root.replace(body, mark)
    before, _, behind = etree.tostring(root, encoding="unicode").partition("<?body ?>")
    return f"{HEAD}{before}<w:body{declared(**missing)}>", f"</w:body>{behind}"


def _key(style: Element) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), OF_PARAGRAPHS), "" if name is None else str(name.get(qn("w:val")))


class Document:
    """One that is being written: a copy of the reference's package, and what it offers."""

    def __init__(self, found: Reference) -> None:
        self.reference = found
        self.package = found.package.copy()
        self.main = found.main

    def named(self, name: str, kind: str = OF_PARAGRAPHS) -> bool:
        """Whether there is a style of that name."""
        return self._find(name, kind) is not None

    def style(self, name: str, kind: str = OF_PARAGRAPHS) -> str:
        """The id of a style, found by name: Word changes the ids when it saves in Chinese."""
        if (found := self._find(name, kind)) is None:
            raise CannotWrite(f"样式的 reference.docx 里没有名为 {name} 的样式，请重做或者换一份")
        return found

    def _find(self, name: str, kind: str) -> str | None:
        # What Word itself brings along is called in small letters in the file: heading 1.
        styles = self.reference.styles
        return styles.get((kind, name)) or styles.get((kind, name.lower()))

    def is_standard(self, style: str) -> bool:
        """Whether it is what those have that name no style."""
        return style in self.reference.standard

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id by which the document names another part, or an address."""
        return self.package.relate(self.main, f"{RELATIONS}/{kind}", target, external=external)

    def close(self, content: str) -> bytes:
        """The file, with this in its body."""
        whole = f"{self.reference.before}{content}{self.reference.behind}"
        self.package.parts[self.main] = whole.encode()
        return self.package.packed()
