"""The DOCX: a style's ``reference.docx``, emptied, with the report written into it and described."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from generator.common.atomic_files import reason
from generator.report.build import Report
from generator.report.language import TRADITIONAL
from generator.writers.docx.body import Body
from generator.writers.docx.draft_mark import mark_as_draft
from generator.writers.docx.package import add_company, carry_filing, saved
from generator.writers.failure import CannotWrite
from generator.writers.order import Task
from generator.writers.style.tokens import Style

REFERENCE = "reference.docx"
# The most that a document property holds (Office refuses to open longer ones).
PROPERTY_LENGTH = 255
# Word has no name for traditional characters as such; it proofs them as those of this region.
WORD_TRADITIONAL = "zh-TW"


def render(task: Task) -> Mapping[str, bytes]:
    """The DOCX; raises CannotWrite for a style that has no reference document."""
    if not (task.style.folder / REFERENCE).is_file():
        raise CannotWrite(f"样式文件夹 {task.style.folder} 里没有 {REFERENCE}，见 styles/README.md")
    return {"docx": word_file(task.report, task.style, contents=task.order.contents)}


def _reference(style: Style) -> Document:
    """The style's own document; raises CannotWrite where it is none."""
    path = style.folder / REFERENCE
    try:
        return docx.Document(str(path))
    except OSError as error:
        raise CannotWrite(f"打不开 {path}：{reason(error)}") from error
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise CannotWrite(f"{path} 不是完好的 Word 文件，请重做或者换一份") from error


def word_file(report: Report, style: Style, *, contents: bool = False) -> bytes:
    """The report as a DOCX, with a list of its contents where one is wanted.

    The same report gives the same bytes.
    """
    document = _reference(style)
    _clear(document)
    Body(document, style, report.language).write(report, contents=contents)
    _describe(document, report)
    if report.draft:
        document.core_properties.content_status = style.draft.text
    if report.language == TRADITIONAL:
        _proof_as(document, WORD_TRADITIONAL)
    add_company(document, report.header.authority)
    carry_filing(document, report)
    if report.draft:
        mark_as_draft(document, style)
    return saved(document)


def _clear(document: Document) -> None:
    """Drop the sample paragraphs of the reference, keep its page."""
    body = document.element.body
    for element in body.xpath("./*[not(self::w:sectPr)]"):
        body.remove(element)


def _proof_as(document: Document, language: str) -> None:
    """Have Word take all Chinese text for this language."""
    for part, name in ((document.styles.element, "w:lang"), (document.settings.element, "w:themeFontLang")):
        for element in part.iter(qn(name)):
            element.set(qn("w:eastAsia"), language)


def _describe(document: Document, report: Report) -> None:
    """The document properties; dates are the filing's."""
    header = report.header
    published = datetime.datetime.combine(header.published, datetime.time())
    values = {
        "title": report.full_title,
        "author": header.authority,
        "last_modified_by": header.authority,
        "subject": report.form,
        "keywords": "，".join((header.authority, header.authority_kind, header.level, f"{header.year}年")),
        "language": report.language,
    }
    properties = document.core_properties
    if identifier := report.head.number or report.head.index:
        values["identifier"] = identifier
    for name, value in values.items():
        setattr(properties, name, value[:PROPERTY_LENGTH])
    properties.created = properties.modified = published
    for element in properties._element.xpath("dcterms:created | dcterms:modified"):
        # python-docx leaves out the zeros of a year before 1000, and then it is no date of the W3C's.
        element.text = f"{published.isoformat()}Z"
    properties.revision = 1
