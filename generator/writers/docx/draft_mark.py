"""The mark across the pages of a draft, as Word itself makes it: WordArt behind the text, in a header."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.section import _Header

from generator.writers.style.tokens import Style

_NAMESPACES = (
    nsdecls("w")
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
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


def mark_as_draft(document: Document, style: Style) -> None:
    """Put the style's mark on every page, odd and even."""
    for section in document.sections:
        for number, header in enumerate((section.header, section.even_page_header), 1):
            _mark(header, style, number)


def _mark(header: _Header, style: Style, number: int) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.style = "Header"
    paragraph._p.append(
        parse_xml(f"<w:r {_NAMESPACES}><w:pict>{_SHAPE_TYPE}{_shape(style, number)}</w:pict></w:r>")
    )


def _shape(style: Style, number: int) -> str:
    draft = style.draft
    place = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{draft.size * len(draft.text):g}pt;height:{draft.size:g}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    font = quoteattr(f'font-family:"{style.fonts[draft.font].docx}";font-size:1pt', {'"': "&quot;"})
    return (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136"'
        f' style="{place}" o:allowincell="f" fillcolor={quoteattr(draft.colour)} stroked="f">'
        f"<v:textpath style={font} string={quoteattr(draft.text)}/></v:shape>"
    )
