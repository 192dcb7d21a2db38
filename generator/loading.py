"""Step two, *load*: the tree of a document becomes a Filing, checked for shape against its Format."""

from __future__ import annotations

from dataclasses import dataclass

from generator import format as formats
from generator.cells import load_cells
from generator.filing import Filing, Text
from generator.findings import Finding, Span, found
from generator.format import Format
from generator.header import KEYS, load_header
from generator.nodes import Document, Mapping, Scalar, is_blank
from generator.pictures import load_pictures
from generator.suggest import nearest


@dataclass(frozen=True, slots=True)
class Loaded:
    """A filing (None where its format cannot be told) and what was wrong with its shape."""

    filing: Filing | None
    findings: tuple[Finding, ...]


def load(document: Document, format: Format | None = None) -> Loaded:
    """Load a document against the format it names (or the one given).

    Findings: what reading found, then S01 to S09 and N20; all of them, not the first.
    """
    chosen, problems = (format, []) if format else _choose(document.root)
    if chosen is None or not document.root.entries:
        return Loaded(None, (*document.findings, *problems))
    header, of_header = load_header(document.root)
    cells, of_cells = load_cells(chosen, document.root)
    texts, of_texts = _load_texts(chosen, document.root)
    pictures, of_pictures = load_pictures(document.source, texts)
    filing = Filing(chosen, header, cells, texts, pictures, document)
    findings = [*document.findings, *_unknown(chosen, document.root), *of_header, *_wrong_year(filing)]
    return Loaded(filing, (*findings, *of_cells, *of_texts, *of_pictures))


def _choose(root: Mapping) -> tuple[Format | None, list[Finding]]:
    node = root.entries.get("格式")
    if node is None:
        return None, [found("S02", Span(), key="格式")] if root.entries else []
    version = node.text if isinstance(node, Scalar) else ""
    try:
        return formats.find(version), []
    except KeyError:
        suggestion = nearest(version, formats.versions())
        return None, [found("S08", node.span, version=version, suggestion=suggestion)]


def _unknown(format: Format, root: Mapping) -> list[Finding]:
    known = (*KEYS, *(section.key for section in format.sections))
    return [
        found("S01", root.keys[key], key=key, suggestion=nearest(key, known))
        for key in root.entries
        if key not in known
    ]


def _wrong_year(filing: Filing) -> list[Finding]:
    header, form = filing.header, filing.format
    if header is None or header.year in form.years:
        return []
    span = filing.document.root.entries["年度"].span
    return [found("S09", span, basis=form.basis, year=header.year, version=form.version, range=form.years)]


def _load_texts(format: Format, root: Mapping) -> tuple[dict[str, Text], list[Finding]]:
    texts: dict[str, Text] = {}
    findings: list[Finding] = []
    for section in format.sections:
        if section.table is None and not section.parts:
            _take_text(section.key, section.required, root, Span(), format, texts, findings)
        elif section.parts:
            _load_parts(format, section, root, texts, findings)
    return texts, findings


def _load_parts(
    format: Format,
    section: formats.Section,
    root: Mapping,
    texts: dict[str, Text],
    findings: list[Finding],
) -> None:
    node = root.entries.get(section.key)
    names = [part.key for part in section.parts]
    if node is None:
        findings.append(found("S02", Span(), basis=format.basis, key=section.key))
    elif not isinstance(node, Mapping):
        expected = f"映射，分为{'、'.join(names)}"
        findings.append(
            found("S03", node.span, basis=format.basis, key=section.key, expected=expected, found="别的形式")
        )
    else:
        where = root.keys[section.key]
        for part in section.parts:
            path = f"{section.key}.{part.key}"
            _take_text(path, part.required, node, where, format, texts, findings)
        for key in node.entries.keys() - set(names):
            findings.append(found("S01", node.keys[key], key=key, suggestion=nearest(key, names)))


def _take_text(
    path: str,
    required: bool,
    parent: Mapping,
    where: Span,
    format: Format,
    texts: dict[str, Text],
    findings: list[Finding],
) -> None:
    node = parent.entries.get(path.rpartition(".")[2])
    if node is None:
        if required:
            findings.append(found("S02", where, basis=format.basis, key=path))
    elif isinstance(node, Scalar):
        if required or not is_blank(node):
            texts[path] = Text(path, node)
    else:
        findings.append(found("S03", node.span, key=path, expected="一段文字", found="列表或映射"))
