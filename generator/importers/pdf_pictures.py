"""The pictures of a PDF: which of them show something, and their bytes as PNG or JPEG."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.filing.pictures import BYTES_TOGETHER, PICTURES_LIMIT, PIXELS_LIMIT
from generator.importers.pdf_lines import text_lines
from generator.importers.pdf_page import Letter, Placement, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

# What is lower or narrower, in points, is a logo, a seal's edge or a line drawn as a picture.
SMALLEST = 60.0
# What covers so much of a page lies below its text: a scan, a background.
GROUND = 0.8
# So many pages have it, and it is part of their looks.
REPEATED = 3
# How little may shine through a picture that is not transparent: its edges are blurred.
OPAQUE = 250
# So far below a picture, in points, its caption stands; it is no sentence.
CAPTION = 40.0
SENTENCE = re.compile("[。；！？]")
PLAIN_JPEG = ["DCTDecode"]
JPEG = b"\xff\xd8\xff"
CMYK = 3


def taken(sheets: Sequence[Sheet]) -> set[Placement]:
    """The pictures that show something, of all pages: neither small, nor a ground, nor on every page."""
    everywhere = Counter(key for sheet in sheets for key in {_key(each, sheet) for each in sheet.pictures})
    shown = [
        each
        for sheet in sheets
        for each in sheet.pictures
        if not _is_small(each) and not _is_ground(each, sheet) and everywhere[_key(each, sheet)] < REPEATED
    ]
    return set(shown[:PICTURES_LIMIT])


def _key(picture: Placement, sheet: Sheet) -> tuple[int, int, int, int]:
    """Where a picture stands and how large it is, to be found again on other pages."""
    return round(picture.left), round(sheet.height - picture.top), round(picture.width), round(picture.height)


def _is_small(picture: Placement) -> bool:
    return picture.width < SMALLEST or picture.height < SMALLEST


def _is_ground(picture: Placement, sheet: Sheet) -> bool:
    return picture.width * picture.height > GROUND * sheet.width * sheet.height


def data_of(document: Any, page: Any, pictures: Iterable[Placement]) -> dict[Placement, bytes]:
    """The bytes of pictures of a page; nothing for one that cannot be taken out."""
    import pypdfium2

    found: dict[Placement, bytes] = {}
    for each in pictures:
        image = pypdfium2.PdfImage(each.element, page=page, pdf=document)
        try:
            found[each] = _bytes(image)
        except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError):
            found[each] = b""
    return found


def _bytes(image: Any) -> bytes:
    width, height = image.get_px_size()
    if not 0 < width * height <= PIXELS_LIMIT:
        return b""
    if image.get_filters() == PLAIN_JPEG and image.get_metadata().colorspace != CMYK:
        data = bytes(image.get_data(decode_simple=False))
        if data.startswith(JPEG) and len(data) < BYTES_TOGETHER:
            return data
    out = io.BytesIO()
    _drawn(image).save(out, "PNG")
    return out.getvalue()


def _drawn(image: Any) -> Image:
    """Its pixels as they are; with what shines through, where it does."""
    rendered: Image = image.get_bitmap(render=True).to_pil()
    if rendered.mode == "RGBA":
        inner = rendered.getchannel("A").crop((2, 2, max(3, rendered.width - 2), max(3, rendered.height - 2)))
        least, _ = inner.getextrema()
        if isinstance(least, int) and least < OPAQUE:
            return rendered
    plain: Image = image.get_bitmap(render=False).to_pil()
    return plain.convert("RGB")


def caption_of(picture: Placement, beside: Sequence[Placement], letters: Mapping[int, Letter]) -> set[int]:
    """The letters of the line that is printed in the middle below a picture, by their places; none where the
    line goes on beyond it and the pictures ``beside`` it."""
    near = {
        place: letter
        for place, letter in letters.items()
        if picture.bottom - CAPTION < letter.middle[1] < picture.bottom and _is_under(letter, picture)
    }
    lines = text_lines(near.values())
    if not lines:
        return set()
    line = lines[0]
    on_line = {place: each for place, each in letters.items() if line.bottom <= each.middle[1] <= line.top}
    alone = all(any(_is_under(each, other) for other in beside) for each in on_line.values())
    middle = abs((line.left + line.right) - (picture.left + picture.right)) < 2 * line.size
    close = picture.bottom - line.top < 2 * line.size and not SENTENCE.search(line.text)
    return set(on_line) & set(near) if alone and middle and close else set()


def _is_under(letter: Letter, picture: Placement) -> bool:
    return letter.text.isspace() or picture.left <= letter.middle[0] <= picture.right
