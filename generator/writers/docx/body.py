"""The blocks of a Report as WordprocessingML, in the named styles of ``styles/<name>/reference.docx``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count, groupby, zip_longest

from generator.filing.narrative import links
from generator.filing.narrative.markup import Run
from generator.report.blocks import NOTE, UNIT, Attachments, Signature
from generator.report.build import Block, Figure, Figures, Heading, Items, Paragraph, Report, TableBlock
from generator.writers.docx import wordml
from generator.writers.docx.contents import bookmark, contents_text
from generator.writers.docx.document import OF_CHARACTERS, Document
from generator.writers.docx.indents import INDENT, set_in
from generator.writers.docx.pictures import drawing, scale
from generator.writers.docx.sheets import Sheets
from generator.writers.docx.side_by_side import row_of_cells
from generator.writers.docx.table import table_text
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


class Body:
    """The blocks of a report, written one after the other."""

    def __init__(self, document: Document, style: Style, language: str) -> None:
        self.document = document
        self.style = style
        self.language = language
        self.numbers = count(1)
        self.sheets = Sheets(document.reference.section)
        self.written: list[wordml.Paragraph | str] = []
        self.last = wordml.Paragraph()
        self.named = document.named(RUN_IN, OF_CHARACTERS)

    def __str__(self) -> str:
        """All that was written, as the content of a document's body."""
        return "".join(map(str, self.written)) + wordml.element_text(self.sheets.section)

    def write(self, report: Report, *, contents: bool) -> None:
        """The letter, the contents where they are wanted, the title and all blocks."""
        for block in report.letter:
            self._block(block)
        fresh = self.sheets.turn(self.written, landscape=report.begins_landscape) or not report.letter
        if contents:
            self._contents(report, new_page=not fresh)
        self._head(report, new_page=contents or not fresh)
        for block, following in zip_longest(report.blocks, report.blocks[1:]):
            self._block(block)
            # What signs a text must not stand on a page without any of it (GB/T 9704—2012, 7.3.5).
            if isinstance(block, Paragraph | Attachments) and isinstance(following, Attachments | Signature):
                self.last.keep_next = True
            # Word would join two tables, and wants a paragraph at the end.
            if isinstance(block, TableBlock | Figures) and isinstance(following, TableBlock | Figures | None):
                self._text("Table Text", ())

    def _contents(self, report: Report, *, new_page: bool) -> None:
        headings = [block for block in report.blocks if isinstance(block, Heading)]
        if headings:
            title = labels(report.language).contents
            self.written.append(contents_text(self.document, headings, title, new_page=new_page))

    def _head(self, report: Report, *, new_page: bool) -> None:
        """Number, title, second title and signature at the head."""
        first = self._text("Document Number", (Run(report.head.number),)) if report.head.number else None
        broken = tuple(line for part in title_lines(report.title, self.style) for line in part)
        title = self._lines("Title", broken)
        (first or title).new_page = new_page
        for lines in report.head.below:
            self.last.after = 0
            self._lines("Subtitle", lines)

    def _lines(self, style: str, lines: tuple[str, ...]) -> wordml.Paragraph:
        """One paragraph of several lines."""
        return self._add(self._paragraph(style, wordml.BREAK.join(map(wordml.run, lines))))

    def _block(self, block: Block) -> None:
        self.sheets.turn(self.written, landscape=block.landscape)
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._text(_SIDES[block.align], block.runs)
            case Items():
                for item in block.items:
                    self._text("List Bullet", item)
            case Figure() | Figures():
                self._pictures(block)
            case TableBlock():
                self.written.append(table_text(self.document, block, self.style))
            case Attachments() | Signature():
                self._closing(block)

    def _paragraph(self, style: str, content: str) -> wordml.Paragraph:
        """A paragraph in a named style, not written yet."""
        # A reference document that others made may be older than these styles.
        known = style if self.document.named(style) else _OLDER.get(style, style)
        found = self.document.style(known)
        return wordml.Paragraph(None if self.document.is_standard(found) else found, content)

    def _add(self, paragraph: wordml.Paragraph) -> wordml.Paragraph:
        self.written.append(paragraph)
        self.last = paragraph
        return paragraph

    def _text(self, style: str, runs: Iterable[Run]) -> wordml.Paragraph:
        return self._add(self._paragraph(style, self._filled(runs)))

    def _filled(self, runs: Iterable[Run]) -> str:
        """Runs, those that lead to one address together in a link."""
        return "".join(
            self._linked(address, "".join(map(self._run, group)))
            for (address, _), group in groupby(runs, lambda run: run.leads)
        )

    def _linked(self, address: str, runs: str) -> str:
        if not address:
            return runs
        relation = self.document.relate("hyperlink", links.target(address), external=True)
        return f"<w:hyperlink r:id={wordml.value(relation)}>{runs}</w:hyperlink>"

    def _run(self, run: Run) -> str:
        style = RUN_IN if run.face and self.named else "Strong" if run.strong else ""
        fonts = wordml.EAST_ASIAN
        if run.face and not self.named:  # a reference document that is older than this style
            font = self.style.fonts[self.style.headings[run.face - 1].font]
            fonts = f'<w:rFonts w:eastAsia={wordml.value(font.docx)} w:hint="eastAsia"/>'
        return wordml.run(run.text, self.document.style(style, OF_CHARACTERS) if style else None, fonts)

    def _heading(self, heading: Heading) -> None:
        number = next(self.numbers)
        content = (
            f'<w:bookmarkStart w:id="{number}" w:name={wordml.value(bookmark(heading))}/>'
            f'{wordml.run(heading.text)}<w:bookmarkEnd w:id="{number}"/>'
        )
        self._add(self._paragraph(f"Heading {heading.level}", content)).new_page = heading.page

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
                self.last.keep_next = True
            before = "" if first else lead
            paragraph = self._lines("Attachment", (f"{before}{mark}" + ("\t" if mark else "") + name,))
            hanging = number + (0 if first else width(lead))
            paragraph.indent = set_in(self.style.body.size, left=start, hanging=hanging)
            paragraph.before = None if first else wordml.point_twips(self.style.pitch)

    def _signature(self, signature: Signature) -> None:
        place = signing(signature, self.style.grid.characters)
        name = self._lines("Signature", place.lines)
        name.before = wordml.point_twips(place.above * self.style.pitch)
        name.indent = set_in(self.style.body.size, right=place.authority)
        self._lines("Date", (signature.date,)).indent = set_in(self.style.body.size, right=place.date)

    def _pictures(self, block: Figure | Figures) -> None:
        """One picture, or several side by side, each with its caption in a cell of its own, without rules."""
        page = self.style.page.holding(landscape=block.landscape)
        if isinstance(block, Figure):
            for paragraph in self._figure(block, page, 1):
                self._add(paragraph)
        else:
            cells = [self._figure(figure, page, len(block.figures)) for figure in block.figures]
            self.written.append(row_of_cells(cells, page.text_width))

    def _figure(self, figure: Figure, page: Page, beside: int) -> list[wordml.Paragraph]:
        """A picture and its caption, where so many share the width."""
        size = scale(figure.picture, page, beside)
        number = next(self.numbers)
        picture = drawing(self.document, figure.picture, figure.caption, number, size)
        caption = [self._paragraph("Caption", wordml.run(figure.caption))] if figure.caption else []
        return [self._paragraph("Figure", picture), *caption]
