"""A contents list for the DOCX: a field that Word, WPS and LibreOffice update, filled with the headings.

Page numbers are the office program's to find; until it has, none is shown rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from generator.report.build import Heading

LEVELS = 2
# Headings down to the level, as links, without numbers on a screen, by the headings' own levels.
FIELD = rf' TOC \o "1-{LEVELS}" \h \z \u '
GALLERY = (
    '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr>"
)


def bookmark(heading: Heading) -> str:
    """The name of the place of a heading: Word allows letters, digits and underscores."""
    return heading.id.replace("-", "_")


def contents_element(
    document: Document, headings: Sequence[Heading], title: str, *, new_page: bool
) -> BaseOxmlElement:
    """The contents as Word itself makes them: a field within a content control that offers to update it."""
    styles = {name: str(document.styles[name].style_id) for name in ("TOC Heading", "toc 1", "toc 2")}
    shown = [heading for heading in headings if heading.level <= LEVELS]
    page = "<w:pageBreakBefore/>" if new_page else ""
    head = f"<w:r><w:rPr>{_HINT}</w:rPr><w:t>{escape(title)}</w:t></w:r>"
    first = _paragraph(styles["TOC Heading"], head, page)
    last = len(shown) - 1
    entries = "".join(
        _paragraph(
            styles[f"toc {heading.level}"],
            ("" if number else _field(FIELD)) + _entry(heading) + (_END if number == last else ""),
        )
        for number, heading in enumerate(shown)
    )
    return parse_xml(f"<w:sdt {nsdecls('w')}>{GALLERY}<w:sdtContent>{first}{entries}</w:sdtContent></w:sdt>")


_HINT = '<w:rFonts w:hint="eastAsia"/>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _paragraph(style: str, content: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def _entry(heading: Heading) -> str:
    """A link to the heading, and the number of its page as a field of its own."""
    name = bookmark(heading)
    text = f'<w:r><w:rPr>{_HINT}</w:rPr><w:t xml:space="preserve">{escape(heading.text)}</w:t></w:r>'
    page = _field(rf" PAGEREF {name} \h ") + _END
    return (
        f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{text}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
    )


def _field(instruction: str) -> str:
    """The beginning of a field up to its result, which is to be worked out when the file is opened."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
