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
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DocxParagraph

from generator.filing.filing import Picture
from generator.filing.narrative import links
from generator.filing.narrative.markup import Run
from generator.report.blocks import NOTE
from generator.report.build import Block, Figure, Figures, Heading, Items, Paragraph, Report, TableBlock
from generator.writers.docx.contents import bookmark, contents_element
from generator.writers.docx.sheets import Sheets
from generator.writers.docx.side_by_side import GAP, row_of_cells
from generator.writers.docx.table import table_element
from generator.writers.labels import labels
from generator.writers.style.line_breaks import title_lines
from generator.writers.style.tokens import Page, Style

# The named style of a paragraph by the side it stands at.
_SIDES = {"": "Normal", "left": "Text Left", "right": "Text Right", NOTE: "Table Label"}
_MM_PER_PIXEL = 25.4 / 96
# The most of a page's height that a picture may take.
_PICTURE_SHARE = 0.6


class Body:
    """The blocks of a report, written one after the other at the end of a document."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document = document
        self.style = style
        self.numbers = count(1)
        # python-docx looks through the whole body for the place of each new paragraph, and through all
        # styles for its style; a report of many lines would take time by the square of their number.
        self.end = document.element.body.sectPr
        self.sheets = Sheets(document)
        self.style_ids: dict[tuple[str, WD_STYLE_TYPE], str | None] = {}

    def write(self, report: Report, *, contents: bool) -> None:
        """The letter, the contents where they are wanted, the title and all blocks."""
        for block in report.letter:
            self._block(block)
        fresh = self.sheets.turn(landscape=report.begins_landscape) or not report.letter
        if contents:
            self._contents(report, new_page=not fresh)
        self._title(report.title, new_page=contents or not fresh)
        for block, following in zip_longest(report.blocks, report.blocks[1:]):
            self._block(block)
            # Word would join two tables, and wants a paragraph at the end.
            if isinstance(block, TableBlock | Figures) and isinstance(following, TableBlock | Figures | None):
                self._paragraph("Table Text")

    def _contents(self, report: Report, *, new_page: bool) -> None:
        headings = [block for block in report.blocks if isinstance(block, Heading)]
        if headings:
            title = labels(report.language).contents
            element = contents_element(self.document, headings, title, new_page=new_page)
            self.end.addprevious(element)

    def _title(self, lines: tuple[str, ...], *, new_page: bool) -> None:
        """One paragraph, whose lines are broken where the form and the sense break them."""
        title = self._paragraph("Title")
        title.paragraph_format.page_break_before = new_page or None
        broken = (line for part in title_lines(lines, self.style) for line in part)
        for number, line in enumerate(broken):
            if number:
                title.add_run().add_break()
            self._fill(title, (Run(line),))

    def _block(self, block: Block) -> None:
        self.sheets.turn(landscape=block.landscape)
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._text(_SIDES[block.align], block.runs)
            case Items():
                for item in block.items:
                    self._text("List Bullet", item)
            case Figure():
                self._figure(block, self.style.page.holding(landscape=block.landscape), 1)
            case Figures():
                self._figures(block)
            case TableBlock():
                self.end.addprevious(table_element(self.document, block, self.style))

    def _paragraph(self, style: str) -> DocxParagraph:
        """A new paragraph at the end, in a named style."""
        element = OxmlElement("w:p")
        self.end.addprevious(element)
        element.style = self._style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        return DocxParagraph(element, self.document._body)

    def _style_id(self, name: str, kind: WD_STYLE_TYPE) -> str | None:
        if (name, kind) not in self.style_ids:
            self.style_ids[name, kind] = self.document.part.get_style_id(name, kind)  # type: ignore[no-untyped-call]
        return self.style_ids[name, kind]

    def _fill(self, paragraph: DocxParagraph, runs: Iterable[Run]) -> None:
        """Put runs into a paragraph, those that lead to one address together in a link."""
        for address, group in groupby(runs, lambda run: run.address):
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
        fonts = added.get_or_add_rPr().get_or_add_rFonts()
        if run.face:  # a heading's own font, which no style of characters has
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
