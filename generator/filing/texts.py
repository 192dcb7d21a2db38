"""The narratives of a filing: every part that the format asks for, as written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from generator.common.did_you_mean import misspelt
from generator.filing.filing import Text
from generator.filing.own_nodes import own_nodes, title_of
from generator.filing.own_parts import own_parts
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form.format import Format, Part, Section
from generator.form.own_tables import KEY
from generator.form.reserved import TEXTS
from generator.source.nodes import (
    Document,
    Mapping,
    Node,
    Scalar,
    Source,
    folded_between_characters,
    is_blank,
)


def load_texts(
    format: Format, document: Document, excused: Collection[str] = ()
) -> tuple[dict[str, Text], list[Finding]]:
    """The texts of a document by path, and findings S01 to S03 and S10."""
    root = document.root
    loader = _Loader(format.basis, document.source)
    for section in format.sections:
        if section.parts:
            loader.section(section, root, excused)
        elif section.is_narrative and section.key not in excused:
            loader.text(section.key, section, root, Span())
        elif section.has_table:
            loader.beside_table(section.key, root.entries.get(section.key))
    for node in own_nodes(root, []):
        loader.beside_table(f"{KEY}.{title_of(node)}", node)
    return loader.texts, loader.findings


@dataclass
class _Loader:
    basis: str
    source: Source
    texts: dict[str, Text] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def section(self, section: Section, root: Mapping, excused: Collection[str]) -> None:
        node = root.entries.get(section.key)
        names = [part.key for part in section.parts]
        if section.one_text and isinstance(node, Scalar) and _is_written(node):
            self.take(section.key, node)
        elif isinstance(node, Mapping) and (section.required or _is_begun(node)):
            self.parts(section, names, node, root.keys[section.key])
        elif isinstance(node, Mapping) or (node and is_blank(node) and not section.required):
            return  # may be left out, and nothing is written in it
        elif node is not None:
            whole = "一篇文字，或者" if section.one_text else ""
            expected = f"{whole}几项，每项一段文字：{'、'.join(names)}"
            self.find("S03", node.span, key=section.key, expected=expected, found="别的形式")
        elif section.required and section.key not in excused:
            self.find("S02", Span(), key=section.key)

    def beside_table(self, path: str, node: Node | None) -> None:
        """The texts before and below a table."""
        if isinstance(node, Mapping):
            for key in TEXTS:
                self.text(f"{path}.{key}", Part(key=key, required=False), node, node.span)

    def parts(self, section: Section, names: list[str], node: Mapping, where: Span) -> None:
        needed = [part.key for part in section.parts if part.required]
        meant = misspelt(node.entries, names, needed).values()
        other = own_parts(self.source, section, node, where) if section.one_text else None
        for part in section.parts:
            if part.key not in meant and (other is None or part.key in node.entries):
                self.text(f"{section.key}.{part.key}", part, node, where)
        self.findings += [other] if other else unknown_keys(node, names, self.basis)

    def text(self, path: str, part: Part, parent: Mapping, where: Span) -> None:
        node = parent.entries.get(part.key)
        if node is None:
            if part.required:
                self.find("S02", where, key=path)
        elif not isinstance(node, Scalar):
            self.find("S03", node.span, key=path, expected="一段文字", found="几项内容")
        elif part.required or _is_written(node):
            self.take(path, node)

    def take(self, path: str, node: Scalar) -> None:
        """A text as it is, told where YAML joined its lines."""
        self.texts[path] = Text(path, node)
        if node.style != "|" and folded_between_characters(self.source, node):
            self.find("S10", node.span, key=path)

    def find(self, code: str, span: Span, **words: object) -> None:
        self.findings.append(found(code, span, **{"basis": self.basis, **words}))  # type: ignore[arg-type]


def _is_begun(node: Mapping) -> bool:
    """Whether anything is written in a section that may be left out."""
    return any(not isinstance(entry, Scalar) or _is_written(entry) for entry in node.entries.values())


def _is_written(node: Scalar) -> bool:
    return bool(node.text.strip()) and not is_blank(node)
