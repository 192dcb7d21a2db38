"""A Word document: what stands there when every tracked change is accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.common.safe_xml import parse
from generator.findings.position import Position
from generator.importers.expand import Spanning, expand
from generator.importers.frames import is_frame
from generator.importers.pages import (
    LEVEL,
    PICTURE,
    RAISED,
    STRONG,
    WEAK,
    Aside,
    Block,
    Pages,
    Paragraph,
    Unreadable,
    as_text,
    link,
    lowered,
    marked,
    picture,
    strong,
)
from generator.importers.word_fields import address, instruction, linked
from generator.importers.word_numbers import OFF, Numbers
from generator.importers.word_symbols import font_of, meant, symbol
from generator.importers.word_tables import columns_before, count, is_deleted, placed
from generator.importers.xml_parts import child, children, name, value
from generator.importers.zip_parts import DAMAGED, part, parts, unpacked

ENDINGS = (".docx", ".docm", ".dotx")
DOCUMENT = "word/document.xml"
FILING = "{urn:nianbao:filing}filing"
# What was taken out, and what stands beside the text.
GONE = {"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "footnoteReference", "rt"}
TAKEN_OUT = ("del", "moveFrom")
REVISED = {"ins", "del", "moveFrom", "moveTo"}
PLAIN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
DEEPEST = 60
# What is not printed, or was taken out by hand, by the looks that say so.
NOT_READ = {Aside.HIDDEN: ("vanish",), Aside.STRUCK: ("strike", "dstrike")}
# Of pictures that a filing may have.
ENDS = (".png", ".jpg", ".jpeg")


def accepts(data: bytes) -> bool:
    """Whether it is a Word document."""
    return DOCUMENT in parts(data)


def read(data: bytes) -> Pages:
    """The paragraphs and tables of the body, in their order; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked(package)
            return _pages(package)
    except (*DAMAGED, etree.XMLSyntaxError) as error:
        raise Unreadable("这个 Word 文件是坏的，没有传完整或者损坏了") from error
    except RuntimeError as error:  # zipfile's word for a password
        raise Unreadable("这个 Word 文件有密码，请先去掉密码再读") from error


def _pages(package: zipfile.ZipFile) -> Pages:
    document = part(package, DOCUMENT)
    body = child(parse(document), "body") if document else None
    if body is None:
        raise Unreadable("这个 Word 文件里没有正文")
    reading = _Reading(
        _links(package),
        Numbers(part(package, "word/numbering.xml"), part(package, "word/styles.xml")),
        package,
    )
    blocks = tuple(reading.blocks(body))
    return Pages(
        blocks,
        filing=_filing(package),
        pictures=tuple(reading.pictures),
        whole=True,
        comments=tuple(_comments(part(package, "word/comments.xml"), reading.commented)),
        revised=sum(name(element) in REVISED for element in body.iter("{*}*")),
        asides=(*reading.asides, *_notes(package)),
    )


def _notes(package: zipfile.ZipFile) -> Iterator[tuple[Aside, Paragraph]]:
    """The notes at the foot of pages and at the end."""
    for kind in ("footnote", "endnote"):
        data = part(package, f"word/{kind}s.xml")
        for element in children(parse(data), kind) if data else ():
            words = "".join(str(each.text or "") for each in element.iter("{*}t")).strip()
            if words:
                yield Aside.NOTE, Paragraph(words)


def _comments(data: bytes, places: dict[str, Position]) -> Iterator[Paragraph]:
    """What was written beside the text: 「某人：…」, where it stands."""
    for element in children(parse(data), "comment") if data else ():
        words = "".join(str(each.text or "") for each in element.iter("{*}t")).strip()
        who, number = (_attribute(element, key) for key in ("author", "id"))
        if words:
            yield Paragraph(f"{who}：{words}" if who else words, places.get(number, Position()))


def _attribute(element: etree._Element, key: str) -> str:
    return next((str(text) for where, text in element.attrib.items() if str(where).endswith(f"}}{key}")), "")


def _links(package: zipfile.ZipFile) -> dict[str, str]:
    """Where the links lead, by their ids; nothing is fetched."""
    data = part(package, "word/_rels/document.xml.rels")
    return {str(each.get("Id")): str(each.get("Target", "")) for each in (parse(data) if data else ())}


def _filing(package: zipfile.ZipFile) -> str:
    """The filing that an output of ours carries."""
    for entry in package.namelist():
        if entry.startswith("customXml/item") and b"urn:nianbao:filing" in (data := package.read(entry)):
            return "".join(parse(data).itertext())
    return ""


@dataclass
class _Reading:
    links: dict[str, str]
    numbers: Numbers
    package: zipfile.ZipFile
    tables: int = 0
    lines: int = 0
    pictures: list[bytes] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    commented: dict[str, Position] = field(default_factory=dict)
    asides: list[tuple[Aside, Paragraph]] = field(default_factory=list)

    def blocks(self, body: etree._Element, depth: int = 0) -> Iterator[Block]:
        """What stands in the body, or in a cell that holds tables."""
        begun = ""
        for element in body if depth < DEEPEST else ():
            kind = name(element)
            if kind == "p" and is_joined(element) and element.getnext() is not None:
                begun += self.text(element)
            elif kind == "p":
                yield from self.paragraph(element, begun)
                begun = ""
            elif kind == "tbl":
                yield from self.table(element, depth)
            elif kind == "altChunk":
                self.aside(Aside.FILE, "")
            elif kind not in GONE:
                yield from self.blocks(element, depth + 1)
        if begun:
            yield Paragraph(marked(lowered(begun)).strip(), Position(line=self.lines))

    def aside(self, kind: Aside, words: str) -> None:
        """Take down what is not read."""
        self.asides.append((kind, Paragraph(words, Position(line=self.lines))))

    def paragraph(self, element: etree._Element, begun: str) -> Iterator[Block]:
        """A paragraph with what was ``begun`` before it, each line of it that ends by hand; then what stands
        in its text boxes."""
        self.boxes = []
        before, level, is_title = self.numbers.of(element)
        text = lowered(before + begun + self.text(element))
        for line in text.split("\n"):
            self.lines += 1
            if line.strip(STRONG + WEAK + " \t\u3000"):
                yield Paragraph(marked(line).strip(), Position(line=self.lines), level, is_title)
        for mark in element.iter("{*}commentReference"):
            self.commented[_attribute(mark, "id")] = Position(line=self.lines)
        for box in self.boxes:
            yield from self.blocks(box, DEEPEST // 2)

    def text(self, element: etree._Element) -> str:
        """The words of a paragraph as a filing's text has them."""
        kept = (each for each in element if name(each) not in GONE and not is_prompt(each))
        parts = ((leads, "".join(map(self.piece, pieces))) for leads, pieces in linked(kept))
        return "".join(link(words, leads) if leads else words for leads, words in parts)

    def piece(self, element: etree._Element) -> str:
        """A run, a link, a break; whatever holds words."""
        match name(element):
            case "t" | "sym":
                return as_text(self.letters(element))
            case kind if kind in PLAIN:
                return PLAIN[kind]
            case "txbxContent" | "blip" | "imagedata" | "subDoc":
                return self.beside(element)
            case "r":
                return self.run(element)
            case "hyperlink" | "fldSimple":
                return link(self.text(element), self.leads(element))
            case _:
                return self.text(element)

    def leads(self, element: etree._Element) -> str:
        """Where a link leads."""
        target = next((v for key, v in element.attrib.items() if str(key).endswith("}id")), "")
        return self.links.get(str(target), "") or address(instruction(element))

    def letters(self, element: etree._Element) -> str:
        """The letters of a run; those of a font of symbols as what they stand for, told where they have no
        equal."""
        text, font = str(element.text or ""), font_of(element.getparent())
        is_symbol = name(element) == "sym"
        if not is_symbol and not font:
            return text
        found = (
            [symbol(element)] if is_symbol else [(meant(font, ord(each)), f"{font} {each}") for each in text]
        )
        for where in (where for letter, where in found if not letter):
            self.aside(Aside.SYMBOL, where)
        return "".join(letter for letter, _ in found)

    def run(self, element: etree._Element) -> str:
        """The words of a run, as they look; what is hidden or struck through is no text."""
        words = self.text(element)
        for kind, looks in NOT_READ.items():
            if words.strip() and any(self.numbers.is_set(element, look) for look in looks):
                self.aside(kind, words)
                return ""
        if self.numbers.look(element, "vertAlign") == "superscript":
            return f"{RAISED}{words}{LEVEL}"
        return strong(words) if self.numbers.is_bold(element) else words

    def beside(self, element: etree._Element) -> str:
        """A text box, which follows its paragraph; another file, not opened; of a picture its mark."""
        if name(element) == "txbxContent":
            self.boxes.append(element)
            return ""
        if name(element) == "subDoc":
            self.aside(Aside.FILE, "")
            return ""
        self.pictures.append(self.picture(element))
        about = (child(around, "docPr") for around in element.iterancestors("{*}inline", "{*}anchor"))
        alt = next((str(each.get("descr", "")) for each in about if each is not None), "")
        return picture(len(self.pictures) - 1, alt)

    def picture(self, element: etree._Element) -> bytes:
        """A picture that the package holds; nothing is fetched."""
        targets = (self.links.get(str(key), "") for key in element.attrib.values())
        target = next((each for each in targets if each.lower().endswith(ENDS)), "")
        return part(self.package, f"word/{target.removeprefix('/word/')}") if target else b""

    def table(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """A table as a grid; one that only arranges the page, as what stands in it."""
        rows = [row for row in children(element, "tr") if child(child(row, "trPr"), "del") is None]
        cells = [[each for each in children(row, "tc") if not is_deleted(each)] for row in rows]
        self.marks, before = [], len(self.pictures)
        nested = any(each.find(".//{*}tbl") is not None for row in cells for each in row)
        laid = [] if nested else [[self.cell(each) for each in row] for row in cells]
        if nested or is_frame([[each.text for each in row if each.down] for row in laid]):
            del self.pictures[before:]
            for each in (each for row in cells for each in row):
                yield from self.blocks(each, depth + 1)
            return
        self.tables += 1
        marks = self.marks
        firsts = [columns_before(row) for row in rows]
        spans = [placed(first, row) for first, row in zip(firsts, laid, strict=True)]
        yield expand(spans, Position(table=self.tables))
        yield from (Paragraph(mark, Position(table=self.tables)) for mark in marks)

    def cell(self, element: etree._Element) -> Spanning:
        """A cell with its spans."""
        about = child(element, "tcPr")
        merge = child(about, "vMerge")
        goes_on = merge is not None and value(merge) != "restart"
        words = ""
        for each in children(element, "p"):
            end = "" if is_joined(each) else "\n"
            words += self.numbers.of(each)[0] + self.text(each) + end
        # A cell has words alone: its pictures stand below the table.
        self.marks += [mark.group() for mark in PICTURE.finditer(words)]
        text = PICTURE.sub("", lowered(words)).replace(STRONG, "").replace(WEAK, "").strip()
        return Spanning(text, count(child(about, "gridSpan")), 0 if goes_on else 1)


def is_joined(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph was taken out, so that the next one goes on in it."""
    about = child(child(paragraph, "pPr"), "rPr")
    return any(child(about, kind) is not None for kind in TAKEN_OUT)


def is_prompt(control: etree._Element) -> bool:
    """Whether a field to be filled in still shows what is to be written there."""
    shows = child(child(control, "sdtPr"), "showingPlcHdr")
    return shows is not None and value(shows) not in OFF
