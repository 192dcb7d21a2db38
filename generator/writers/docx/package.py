"""The package of a DOCX: the same parts give the same bytes, and the filing travels inside."""

from __future__ import annotations

import uuid
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from generator.source.read import SIZE_LIMIT

if TYPE_CHECKING:
    from docx.document import Document

    from generator.report.build import Report

NAMESPACE = "urn:nianbao:filing"
_STORE = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper() + "}"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)
# What a broken, encrypted or oddly compressed package raises; lxml's errors are SyntaxErrors.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, SyntaxError)


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


def saved(document: Document) -> bytes:
    """The document as a package, without python-docx's time stamps."""
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return packed({name: package.read(name) for name in package.namelist()})


def carry_filing(document: Document, report: Report) -> None:
    """Put the filing's YAML into a custom XML part, which Word keeps through every saving."""
    document_part = document.part
    package = document_part.package
    name = package.next_partname("/customXml/item%d.xml")
    properties = PackURI(name.replace("item", "itemProps"))
    item = Part(name, CT.XML, _item(report), package)
    item.relate_to(
        Part(properties, CT.OFC_CUSTOM_XML_PROPERTIES, _item_properties(), package), RT.CUSTOM_XML_PROPS
    )
    document_part.relate_to(item, RT.CUSTOM_XML)


def add_company(document: Document, name: str) -> None:
    """Name the authority where Word shows whose document it is."""
    package = document.part.package
    text = f"<Application>nianbao</Application><Company>{escape(name)}</Company>"
    data = f'{_HEAD}<Properties xmlns="{_EXTENDED}">{text}</Properties>'.encode()
    part = Part(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, data, package)
    package.relate_to(part, RT.EXTENDED_PROPERTIES)


def filing_of(data: bytes) -> str:
    """The YAML of the filing inside a DOCX of ours; raises ValueError where there is none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            for entry in package.infolist():
                if entry.filename.startswith("customXml/item") and entry.file_size <= 2 * SIZE_LIMIT:
                    root = parse_xml(package.read(entry))
                    if root.tag == f"{{{NAMESPACE}}}filing":
                        return str(root.text or "")
    except _DAMAGED as error:
        raise ValueError("不是完好的 DOCX 文件") from error
    raise ValueError("这个 DOCX 文件里没有附带填报数据")


def _item(report: Report) -> bytes:
    text = escape(report.data, {"\r": "&#13;"})
    version = quoteattr(report.header.format)
    return f'{_HEAD}<filing xmlns="{NAMESPACE}" format={version}>{text}</filing>'.encode()


def _item_properties() -> bytes:
    return (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_PROPERTIES}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
