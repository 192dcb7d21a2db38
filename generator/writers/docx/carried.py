"""The filing inside a DOCX: a custom XML part, which Word keeps through every saving."""

from __future__ import annotations

import uuid
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from generator.common.safe_xml import parse
from generator.source.read import SIZE_LIMIT
from generator.writers.docx.package import DAMAGED, HEAD
from generator.writers.docx.wordml import RELATIONS, text, value

if TYPE_CHECKING:
    from generator.report.build import Report
    from generator.writers.docx.document import Document

NAMESPACE = "urn:nianbao:filing"
_STORE = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper() + "}"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_XML = "application/xml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def carry_filing(document: Document, report: Report) -> None:
    """Put the filing's YAML into a part of its own."""
    package = document.package
    name = package.free("customXml/item{}.xml")
    properties = name.replace("item", "itemProps")
    package.put(name, _item(report), _XML)
    package.put(properties, _item_properties(), _PROPERTIES)
    package.relate(name, f"{RELATIONS}/customXmlProps", properties)
    document.relate("customXml", name)


def filing_of(data: bytes) -> str:
    """The YAML of the filing inside a DOCX of ours; raises ValueError where there is none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            for entry in package.infolist():
                if entry.filename.startswith("customXml/item") and entry.file_size <= 2 * SIZE_LIMIT:
                    root = parse(package.read(entry))
                    if root.tag == f"{{{NAMESPACE}}}filing":
                        return str(root.text or "")
    except DAMAGED as error:
        raise ValueError("不是完好的 DOCX 文件") from error
    raise ValueError("这个 DOCX 文件里没有附带填报数据")


def _item(report: Report) -> bytes:
    version = value(report.header.format)
    return f'{HEAD}<filing xmlns="{NAMESPACE}" format={version}>{text(report.data)}</filing>'.encode()


def _item_properties() -> bytes:
    return (
        f'{HEAD}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_CUSTOM}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
