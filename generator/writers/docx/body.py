"""The blocks of a Report in Word's elements, in the named styles of ``styles/<name>/reference.docx``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count, groupby, zip_longest

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.oxml.text.run import CT_R
from docx.parts.image import ImagePart
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from generator.filing.filing import Picture
from generator.filing.narrative import links
from generator.filing.narrative.markup import Run
from generator.report.blocks import NOTE, UNIT, Attachments, Signature
from generator.report.build import Block, Figure, Figures, Heading, Items, Paragraph, Report, TableBlock
from generator.writers.docx.contents import bookmark, contents_element
from generator.writers.docx.indents import INDENT, set_in
from generator.writers.docx.sheets import Sheets
from generator.writers.docx.side_by_side import GAP, row_of_cells
from generator.writers.docx.table import table_element
from generator.writers.labels import labels
from generator.writers.style.line_breaks import title_lines
from generator.writers.style.signing import signing, width
from generator.writers.style.tokens import Page, Style

# Styles that serve where a reference document does not have these.
_OLDER = {
    "Document Number": "Caption",
    "Subtitle": "Caption",
    "Text Center": "Caption",
    "Attachment": "Text Left",
    "Signature": "Text Right",
    "Date": "Text Right",
    "Table Note": "Table Label",
    "Table Unit": "Text Right",
}
# The style of characters in which a head stands that is run into its paragraph.
RUN_IN = "Run-in Heading"
# The named style of a paragraph by the side it stands at.
_SIDES = {
    "": "Normal",
    "left": "Text Left",
    "right": "Text Right",
    "center": "Text Center",
    NOTE: "Table Note",
    UNIT: "Table Unit",
}
_MM_PER_PIXEL = 25.4 / 96
# The most of a page's height that a picture may take.
_PICTURE_SHARE = 0.6


class Body:
    """The blocks of a report, written one after the other at the end of a document."""

    def __init__(self, document: Document, style: Style, language: str) -> None:
        self.document = document
        self.style = style
        self.language = language
        self.numbers = count(1)
        # python-docx looks through the whole body for the place of each new paragraph, and through all
        # styles for its style; a report of many lines would take time by the square of their number.
        self.end = document.element.body.sectPr
        self.sheets = Sheets(document)
        self.style_ids: dict[tuple[str, WD_STYLE_TYPE], str | None] = {}
        self.named = RUN_IN in document.styles

    def write(self, report: Report, *, contents: bool) -> None:
        """The letter, the contents where they are wanted, the title and all blocks."""
        for block in report.letter:
            self._block(block)
        fresh = self.sheets.turn(landscape=report.begins_landscape) or not report.letter
        if contents:
            self._contents(report, new_page=not fresh)
        self._head(report, new_page=contents or not fresh)
        for block, following in zip_longest(report.blocks, report.blocks[1:]):
            self._block(block)
            # What signs a text must not stand on a page without any of it (GB/T 9704—2012, 7.3.5).
            if isinstance(block, Paragraph | Attachments) and isinstance(following, Attachments | Signature):
                self.last.paragraph_format.keep_with_next = True
            # Word would join two tables, and wants a paragraph at the end.
            if isinstance(block, TableBlock | Figures) and isinstance(following, TableBlock | Figures | None):
                self._paragraph("Table Text")

    def _contents(self, report: Report, *, new_page: bool) -> None:
        headings = [block for block in report.blocks if isinstance(block, Heading)]
        if headings:
            title = labels(report.language).contents
            element = contents_element(self.document, headings, title, new_page=new_page)
            self.end.addprevious(element)

    def _head(self, report: Report, *, new_page: bool) -> None:
        """Number, title, second title and signature at the head."""
        first = self._text("Document Number", (Run(report.head.number),)) if report.head.number else None
        broken = tuple(line for part in title_lines(report.title, self.style) for line in part)
        title = self._lines("Title", broken)
        (first or title).paragraph_format.page_break_before = new_page or None
        for lines in report.head.below:
            self.last.paragraph_format.space_after = Pt(0)
            self._lines("Subtitle", lines)

    def _lines(self, style: str, lines: tuple[str, ...]) -> DocxParagraph:
        """One paragraph of several lines."""
        paragraph = self._paragraph(style)
        for number, line in enumerate(lines):
            if number:
                paragraph.add_run().add_break()
            self._fill(paragraph, (Run(line),))
        return paragraph

    def _block(self, block: Block) -> None:
        self.sheets.turn(landscape=block.landscape)
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._text(_SIDES[block.align], block.runs)
            case Items():
                self._items(block)
            case Figure():
                self._figure(block, self.style.page.holding(landscape=block.landscape), 1)
            case Figures():
                self._figures(block)
            case TableBlock():
                self.end.addprevious(table_element(self.document, block, self.style))
            case Attachments() | Signature():
                self._closing(block)

    def _paragraph(self, style: str) -> DocxParagraph:
        """A new paragraph at the end, in a named style."""
        element = OxmlElement("w:p")
        self.end.addprevious(element)
        element.style = self._style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        self.last = DocxParagraph(element, self.document._body)
        return self.last

    def _style_id(self, name: str, kind: WD_STYLE_TYPE) -> str | None:
        if (name, kind) not in self.style_ids:
            # A reference document that others made may be older than these styles.
            known = name if name in self.document.styles else _OLDER.get(name, name)
            self.style_ids[name, kind] = self.document.part.get_style_id(known, kind)  # type: ignore[no-untyped-call]
        return self.style_ids[name, kind]

    def _fill(self, paragraph: DocxParagraph, runs: Iterable[Run]) -> None:
        """Put runs into a paragraph, those that lead to one address together in a link."""
        for (address, _), group in groupby(runs, lambda run: run.leads):
            added = [self._run(paragraph, run) for run in group]
            if address:
                relation = self.document.part.relate_to(links.target(address), RT.HYPERLINK, is_external=True)
                link = OxmlElement("w:hyperlink", {qn("r:id"): relation})
                added[0].addprevious(link)
                link.extend(added)

    def _run(self, paragraph: DocxParagraph, run: Run) -> CT_R:
        added = paragraph.add_run(run.text)._r
        if run.strong:
            added.style = self._style_id("Strong", WD_STYLE_TYPE.CHARACTER)
        if run.face and self.named:
            added.style = self._style_id(RUN_IN, WD_STYLE_TYPE.CHARACTER)
        fonts = added.get_or_add_rPr().get_or_add_rFonts()
        if run.face and not self.named:  # a reference document that is older than this style
            font = self.style.fonts[self.style.headings[run.face - 1].font]
            fonts.set(qn("w:eastAsia"), font.docx)
        # Without the hint Word draws Chinese quotes and dashes in the Latin font.
        fonts.set(qn("w:hint"), "eastAsia")
        return added

    def _text(self, style: str, runs: Iterable[Run]) -> DocxParagraph:
        paragraph = self._paragraph(style)
        self._fill(paragraph, runs)
        return paragraph

    def _heading(self, heading: Heading) -> None:
        paragraph = self._paragraph(f"Heading {heading.level}")
        paragraph.paragraph_format.page_break_before = heading.page or None
        number = str(next(self.numbers))
        start = OxmlElement("w:bookmarkStart", {qn("w:id"): number, qn("w:name"): bookmark(heading)})
        paragraph._p.append(start)
        self._fill(paragraph, (Run(heading.text),))
        paragraph._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): number}))

    def _items(self, items: Items) -> None:
        for item in items.items:
            self._text("List Bullet", item)

    def _closing(self, block: Attachments | Signature) -> None:
        if isinstance(block, Attachments):
            self._attachments(block)
        else:
            self._signature(block)

    def _attachments(self, attachments: Attachments) -> None:
        """Each name on a line of its own; one that goes on below begins there where it began above."""
        lead = labels(self.language).attachments
        number = max(map(width, attachments.marks))
        start = INDENT + width(lead) + number
        for first, (mark, name) in enumerate(zip(attachments.marks, attachments.names, strict=True)):
            if first:
                self.last.paragraph_format.keep_with_next = True
            before = "" if first else lead
            paragraph = self._text("Attachment", (Run(f"{before}{mark}" + ("\t" if mark else "") + name),))
            hanging = number + (0 if first else width(lead))
            set_in(paragraph, self.style.body.size, left=start, hanging=hanging)
            paragraph.paragraph_format.space_before = None if first else Pt(self.style.pitch)

    def _signature(self, signature: Signature) -> None:
        place = signing(signature, self.style.grid.characters)
        name = self._lines("Signature", place.lines)
        name.paragraph_format.space_before = Pt(place.above * self.style.pitch)
        set_in(name, self.style.body.size, right=place.authority)
        set_in(self._text("Date", (Run(signature.date),)), self.style.body.size, right=place.date)

    def _figures(self, block: Figures) -> None:
        """Pictures side by side, each with its caption in a cell of its own, without rules."""
        page = self.style.page.holding(landscape=block.landscape)
        cells = [self._figure(figure, page, len(block.figures)) for figure in block.figures]
        self.end.addprevious(row_of_cells(cells, page.text_width))

    def _figure(self, figure: Figure, page: Page, beside: int) -> list[DocxParagraph]:
        """A picture and its caption, where so many share the width."""
        inline = self._picture(figure.picture, page, beside)
        inline.docPr.set("descr", figure.caption)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # left out, LibreOffice keeps a distance of its own
        picture = self._paragraph("Figure")
        picture.add_run()._r.add_drawing(inline)
        return [picture, self._text("Caption", (Run(figure.caption),))] if figure.caption else [picture]

    def _picture(self, picture: Picture, page: Page, beside: int) -> CT_Inline:
        """The picture without python-docx's own reader, which refuses some JPEGs that are sound."""
        name = self.document.part.package.next_partname(f"/word/media/image%d.{picture.format}")
        part = ImagePart(name, f"image/{picture.format}", picture.data)
        relation = self.document.part.relate_to(part, RT.IMAGE)
        scale = _scale(picture, page, beside)
        width, height = Mm(picture.width * scale), Mm(picture.height * scale)
        return CT_Inline.new_pic_inline(next(self.numbers), relation, name.filename, width, height)


def _scale(picture: Picture, page: Page, beside: int) -> float:
    """Millimetres per pixel: as on a screen, but within the type area, or its share of that."""
    width = page.text_width / beside - (GAP if beside > 1 else 0)
    return min(_MM_PER_PIXEL, width / picture.width, _PICTURE_SHARE * page.text_height / picture.height)
