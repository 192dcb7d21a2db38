"""The mark across the pages of a draft, as Word itself makes it: WordArt behind the text, in a header."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.common.safe_xml import Element, parse
from generator.writers.docx.document import Document
from generator.writers.docx.package import HEAD
from generator.writers.docx.wordml import NAMESPACES, Paragraph, declared, qn, value
from generator.writers.style.tokens import Style

_HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_NAMESPACES = declared(
    **NAMESPACES, v="urn:schemas-microsoft-com:vml", o="urn:schemas-microsoft-com:office:office"
)
# Of every section: the headers of odd and of even pages.
_SIDES = ("default", "even")
# WordArt "plain text" (shape type 136) as Word writes it; WPS and LibreOffice know it by these formulas.
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def mark_as_draft(document: Document, sections: Sequence[Element], style: Style) -> None:
    """Put the style's mark on every page of the sections, odd and even; they share their headers."""
    for number, side in enumerate(_SIDES, 1):
        mark = f"<w:r><w:pict>{_SHAPE_TYPE}{_shape(style, number)}</w:pict></w:r>"
        if (header := _header(sections[0], side)) is not None:
            _add_mark(document, document.package.at(document.main, header.get(qn("r:id"))), mark)
            continue
        name = document.package.free("word/header{}.xml")
        paragraph = Paragraph(document.style("Header"), mark)
        text = f"{HEAD}<w:hdr{_NAMESPACES}>{paragraph}</w:hdr>"
        document.package.put(name, text.encode(), _HEADER)
        relation = document.relate("header", name)
        for section in sections:
            _refer(section, side, relation)


def _header(section: Element, side: str) -> Element | None:
    """What names the header that a reference document has already."""
    headers = section.findall(qn("w:headerReference"))
    return next((each for each in headers if each.get(qn("w:type"), _SIDES[0]) == side), None)


def _add_mark(document: Document, name: str, mark: str) -> None:
    root = parse(document.package.parts[name])
    paragraph = root.find(qn("w:p"))
    if paragraph is None:
        paragraph = etree.SubElement(root, qn("w:p"))
    (run,) = parse(f"<w:p{_NAMESPACES}>{mark}</w:p>".encode())
    paragraph.append(run)
    document.package.parts[name] = etree.tostring(root, encoding="UTF-8", standalone=True)


def _refer(section: Element, side: str, relation: str) -> None:
    """Have a section's pages take that header; headers and footers come first in it."""
    place = sum(each.tag in (qn("w:headerReference"), qn("w:footerReference")) for each in section)
    attributes = {qn("w:type"): side, qn("r:id"): relation}
    section.insert(place, etree.Element(qn("w:headerReference"), attributes))


def _shape(style: Style, number: int) -> str:
    draft = style.draft
    place = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{draft.size * len(draft.text):g}pt;height:{draft.size:g}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    font = value(f'font-family:"{style.fonts[draft.font].docx}";font-size:1pt')
    return (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136"'
        f' style="{place}" o:allowincell="f" fillcolor={value(draft.colour)} stroked="f">'
        f"<v:textpath style={font} string={value(draft.text)}/></v:shape>"
    )
