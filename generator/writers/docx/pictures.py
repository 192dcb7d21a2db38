"""Pictures in the text of a DOCX, in the line as a character is."""

from __future__ import annotations

from generator.filing.filing import Picture
from generator.writers.docx.document import Document
from generator.writers.docx.side_by_side import GAP
from generator.writers.docx.wordml import declared, emu, value
from generator.writers.style.tokens import Page

_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE = f"{_DRAWINGS}/picture"
_NAMESPACES = declared(wp=f"{_DRAWINGS}/wordprocessingDrawing", a=f"{_DRAWINGS}/main", pic=_PICTURE)
_MM_PER_PIXEL = 25.4 / 96
# The most of a page's height that a picture may take.
_PICTURE_SHARE = 0.6


def scale(picture: Picture, page: Page, beside: int) -> float:
    """Millimetres per pixel: as on a screen, but within the type area, or its share of that."""
    width = page.text_width / beside - (GAP if beside > 1 else 0)
    return min(_MM_PER_PIXEL, width / picture.width, _PICTURE_SHARE * page.text_height / picture.height)


def drawing(document: Document, picture: Picture, caption: str, number: int, size: float) -> str:
    """A run with the picture, so many millimetres a pixel in size; its caption is its text alternative."""
    kind = f"image/{picture.format}"
    name = document.package.free(f"word/media/image{{}}.{picture.format}")
    document.package.put(name, picture.data, kind)
    relation = document.relate("image", name)
    width, height = emu(picture.width * size), emu(picture.height * size)
    # Distances that are left out LibreOffice takes for some of its own.
    return (
        f'<w:r><w:drawing><wp:inline{_NAMESPACES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={value(caption)}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}">'
        f"{_pixels(name.rpartition('/')[2], relation, width, height)}"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _pixels(file: str, relation: str, width: int, height: int) -> str:
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name={value(file)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill><a:blip r:embed={value(relation)}/>"
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )
