"""Step two, *load*: the tree of a document becomes a Filing, checked for shape against its Format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.common.did_you_mean import misspelt, nearest
from generator.filing.cells import load_cells
from generator.filing.contact_fields import check_contact
from generator.filing.filing import Filing
from generator.filing.free_tables import free_cells, load_free
from generator.filing.head import load_header
from generator.filing.last_year import judge_previous, open_previous
from generator.filing.pictures import load_pictures
from generator.filing.texts import load_texts
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import found
from generator.findings.finding import Finding, Span
from generator.form import local_pack as local
from generator.form.format import Format
from generator.form.header import KEYS, NAMES, REQUIRED
from generator.form.library import SHIPPED, Library
from generator.form.local_pack import Pack
from generator.source.nodes import Document, Mapping, Scalar, scalars, swallowed

LOCAL = next(key for key, name in NAMES.items() if name == "local")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A filing (None where its format cannot be told) and what was wrong with its shape."""

    filing: Filing | None
    findings: tuple[Finding, ...]


def load(document: Document, format: Format | None = None, library: Library = SHIPPED) -> Loaded:
    """Load a document against the format it names (or the one given), and last year's if it names one.

    Findings: what reading found, then S01 to S09, N20, C01 and C02; all of them, not the first.
    """
    loaded = load_alone(document, format, library)
    if loaded.filing is None:
        return loaded
    opened, problems = open_previous(loaded.filing)
    if opened is None:
        return replace(loaded, findings=(*loaded.findings, *problems))
    span = loaded.filing.span_of("previous")
    return with_previous(loaded, load_alone(opened, library=library).filing, opened.source.name, span)


def with_previous(loaded: Loaded, last: Filing | None, name: str, span: Span) -> Loaded:
    """The same filing with last year's beside it, if it can serve as that (else C01)."""
    if loaded.filing is None:
        return loaded
    serves, problems = judge_previous(loaded.filing, last, name, span)
    filing = replace(loaded.filing, previous=last) if serves else loaded.filing
    return Loaded(filing, (*loaded.findings, *problems))


def load_alone(document: Document, format: Format | None = None, library: Library = SHIPPED) -> Loaded:
    """Load a document without looking for last year's."""
    chosen, problems = (format, []) if format else _choose(document.root, library)
    if chosen is None or not document.root.entries:
        return Loaded(None, (*document.findings, *problems))
    chosen, of_local = _with_local(chosen, document.root, library)
    excused = _misspelt(chosen, document.root)
    header, of_header = load_header(document.root, excused)
    cells, of_cells = load_cells(chosen, document.root, excused)
    texts, of_texts = load_texts(chosen, document, excused)
    free, of_free = load_free(chosen, document.root, excused)
    pictures, of_pictures = load_pictures(document.source, texts)
    filing = Filing(chosen, header, cells, texts, pictures, document, free=free, free_cells=free_cells(free))
    findings = [
        *document.findings,
        *unknown_keys(document.root, _known(chosen)),
        *of_header,
        *check_contact(document.root, header),
        *of_local,
        *_wrong_year(filing),
        *_swallowed(filing),
    ]
    return Loaded(filing, (*findings, *of_cells, *of_texts, *of_free, *of_pictures))


def _choose(root: Mapping, library: Library) -> tuple[Format | None, list[Finding]]:
    node = root.entries.get("格式")
    if node is None:
        return None, [found("S02", Span(), key="格式")] if root.entries else []
    version = node.text if isinstance(node, Scalar) else ""
    if not version.strip():
        return None, [found("S06", node.span, key="格式", problem='还没有填写，如 "2021"')]
    try:
        return library.find(version), []
    except KeyError:
        suggestion = nearest(version, library.versions())
        return None, [found("S08", node.span, version=version, suggestion=suggestion)]


def _with_local(format: Format, root: Mapping, library: Library) -> tuple[Format, list[Finding]]:
    """The format with the local rules that the filing, or the whole run, asks for; S21 and S22."""
    node = root.entries.get(LOCAL)
    own = [(node.text.strip(), node.span)] if isinstance(node, Scalar) and node.text.strip() else []
    packs: list[Pack] = []
    findings: list[Finding] = []
    for name, span in dict([*((name, Span()) for name in library.packs), *own]).items():
        if name not in library.pack_names():
            findings.append(found("S21", span, name=name, suggestion=nearest(name, library.pack_names())))
        elif format.version not in (pack := library.find_pack(name)).versions:
            told = {"name": name, "version": format.version, "versions": "、".join(pack.versions)}
            findings.append(found("S22", span, **told))
        else:
            packs.append(pack)
    return local.extended(format, tuple(packs)), findings


def _known(format: Format) -> tuple[str, ...]:
    return (*KEYS, *(section.key for section in format.sections))


def _misspelt(format: Format, root: Mapping) -> frozenset[str]:
    """Keys of the top that stand there under a wrong name."""
    needed = (*REQUIRED, *(section.key for section in format.sections if section.required))
    return frozenset(misspelt(root.entries, _known(format), needed).values())


def _swallowed(filing: Filing) -> Iterator[Finding]:
    """S11 for words of the head and of the text that YAML takes for a comment."""
    source, entries = filing.source, filing.document.root.entries
    of_head = [(key, scalar) for key in KEYS if key in entries for scalar in scalars(entries[key])]
    of_text = [(text.path, text.scalar) for text in filing.texts.values()]
    for key, scalar in (*of_head, *of_text):
        if span := swallowed(source, scalar):
            lost = source.lines[span.line - 1][span.column - 1 :]
            yield replace(found("S11", span, key=key), evidence=(key, lost))


def _wrong_year(filing: Filing) -> list[Finding]:
    header, form = filing.header, filing.format
    if header is None or header.year in form.years:
        return []
    span = filing.document.root.entries["年度"].span
    return [found("S09", span, basis=form.basis, year=header.year, version=form.version, range=form.years)]
