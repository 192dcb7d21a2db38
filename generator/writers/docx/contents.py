"""A contents list for the DOCX: a field that Word, WPS and LibreOffice update, filled with the headings.

Page numbers are the office program's to find; until it has, none is shown rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.report.build import Heading
from generator.writers.docx.document import Document
from generator.writers.docx.wordml import EAST_ASIAN, Paragraph, text, value

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


def contents_text(document: Document, headings: Sequence[Heading], title: str, *, new_page: bool) -> str:
    """The contents as Word itself makes them: a field within a content control that offers to update it."""
    shown = [heading for heading in headings if heading.level <= LEVELS]
    head = f"<w:r><w:rPr>{EAST_ASIAN}</w:rPr><w:t>{text(title)}</w:t></w:r>"
    first = Paragraph(document.style("TOC Heading"), head, new_page=new_page)
    last = len(shown) - 1
    entries = "".join(
        str(
            Paragraph(
                document.style(f"toc {heading.level}"),
                ("" if number else _field(FIELD)) + _entry(heading) + (_END if number == last else ""),
            )
        )
        for number, heading in enumerate(shown)
    )
    return f"<w:sdt>{GALLERY}<w:sdtContent>{first}{entries}</w:sdtContent></w:sdt>"


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _entry(heading: Heading) -> str:
    """A link to the heading, and the number of its page as a field of its own."""
    name = bookmark(heading)
    words = f'<w:r><w:rPr>{EAST_ASIAN}</w:rPr><w:t xml:space="preserve">{text(heading.text)}</w:t></w:r>'
    page = _field(rf" PAGEREF {name} \h ") + _END
    return f'<w:hyperlink w:anchor={value(name)} w:history="1">{words}<w:r><w:tab/></w:r>{page}</w:hyperlink>'


def _field(instruction: str) -> str:
    """The beginning of a field up to its result, which is to be worked out when the file is opened."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{text(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
