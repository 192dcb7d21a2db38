"""What Word says of a document: its properties, and the language it proofs it in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from lxml import etree

from generator.common.safe_xml import parse
from generator.report.build import Report
from generator.report.language import TRADITIONAL
from generator.writers.docx.document import SETTINGS, STYLES, Document
from generator.writers.docx.package import HEAD
from generator.writers.docx.wordml import RELATIONS, declared, qn, text
from generator.writers.style.tokens import Style

# The most that a document property holds (Office refuses to open longer ones).
PROPERTY_LENGTH = 255
# Word has no name for traditional characters as such; it proofs them as those of this region.
WORD_TRADITIONAL = "zh-TW"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_EXTENDED = "extended-properties"
_EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_NAMESPACES = declared(
    cp=f"{_PACKAGE}/metadata/core-properties",
    dc="http://purl.org/dc/elements/1.1/",
    dcterms="http://purl.org/dc/terms/",
    xsi="http://www.w3.org/2001/XMLSchema-instance",
)


def describe(document: Document, report: Report, style: Style) -> None:
    """The document properties; dates are the filing's."""
    values = "".join(
        f"<{name}>{text(words[:PROPERTY_LENGTH])}</{name}>" for name, words in _values(report, style)
    )
    day = f"{datetime.datetime.combine(report.header.published, datetime.time()).isoformat()}Z"
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    whole = f"{HEAD}<cp:coreProperties{_NAMESPACES}>{values}{days}</cp:coreProperties>"
    _put(document, _CORE, "docProps/core.xml", whole, _CORE_TYPE)
    _name_company(document, report.header.authority)


def _values(report: Report, style: Style) -> Iterator[tuple[str, str]]:
    header = report.header
    yield "dc:title", report.full_title
    yield "dc:creator", header.authority
    yield "cp:lastModifiedBy", header.authority
    yield "dc:subject", report.form
    yield (
        "cp:keywords",
        "，".join((header.authority, header.authority_kind, header.level, f"{header.year}年")),
    )
    yield "dc:language", report.language
    if identifier := report.head.number or report.head.index:
        yield "dc:identifier", identifier
    if report.draft:
        yield "cp:contentStatus", style.draft.text
    yield "cp:revision", "1"


def _name_company(document: Document, name: str) -> None:
    """The authority where Word shows whose document it is."""
    namespace = f"{RELATIONS.removesuffix('relationships')}{_EXTENDED}"
    said = f"<Application>nianbao</Application><Company>{text(name)}</Company>"
    whole = f'{HEAD}<Properties xmlns="{namespace}">{said}</Properties>'
    _put(document, f"{RELATIONS}/{_EXTENDED}", "docProps/app.xml", whole, _EXTENDED_TYPE)


def _put(document: Document, relation: str, name: str, whole: str, kind: str) -> None:
    """A part of the package itself, in place of what the reference says there."""
    known = document.package.related("", relation)
    document.package.put(known or name, whole.encode(), kind)
    if known is None:
        document.package.relate("", relation, name)


def proof(document: Document, report: Report) -> None:
    """Have Word take all Chinese text for what it is."""
    if report.language != TRADITIONAL:
        return
    for kind, name in ((STYLES, "w:lang"), (SETTINGS, "w:themeFontLang")):
        if part := document.package.related(document.main, kind):
            root = parse(document.package.parts[part])
            for element in root.iter(qn(name)):
                element.set(qn("w:eastAsia"), WORD_TRADITIONAL)
            document.package.parts[part] = etree.tostring(root, encoding="UTF-8", standalone=True)
