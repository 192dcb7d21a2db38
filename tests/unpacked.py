"""Everything that lies in a file, taken out of whatever it is packed, compressed or written in."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import pdfplumber
import pikepdf

_BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PNG = b"\x89PNG\r\n\x1a\n"


def unpacked(data: bytes) -> Iterator[bytes]:
    """The data itself, and all that is in it, as deep as it is packed."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                yield from (entry.filename.encode(), entry.comment, entry.extra)
                yield from unpacked(package.read(entry))
    elif data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    elif data.startswith(_PNG):
        yield from _of_png(data)
    else:
        yield from _of_text(data)


def holds(data: bytes, word: str) -> bool:
    """Whether a word stands anywhere in a file, in any of the ways text is written."""
    ways = [word.encode(coding) for coding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")]
    return any(way in piece for piece in unpacked(data) for way in ways)


def _of_pdf(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            yield from _strings(item)
            if isinstance(item, pikepdf.Stream):
                try:
                    yield from unpacked(item.read_bytes())
                except pikepdf.PdfError:  # an image in a coding of its own
                    yield item.read_raw_bytes()
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield "".join(char["text"] for char in page.chars).encode()


def _strings(item: object) -> Iterator[bytes]:
    """Every string and key of an object; what it points to is an object of its own."""
    if isinstance(item, pikepdf.String):
        yield from (bytes(item), str(item).encode("utf-8", "replace"))
    elif isinstance(item, pikepdf.Array):
        for part in item:
            if not getattr(part, "is_indirect", False):
                yield from _strings(part)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in item.items():
            yield str(key).encode()
            if not getattr(value, "is_indirect", False):
                yield from _strings(value)


def _of_png(data: bytes) -> Iterator[bytes]:
    """What a PNG says beside its pixels, uncompressed where it is compressed."""
    place = len(_PNG)
    while place < len(data):
        length = int.from_bytes(data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if kind != b"IDAT":
            yield body
            for start in range(len(body) if kind in (b"iTXt", b"zTXt", b"iCCP") else 0):
                if body[start] == 0x78:  # where a deflated text may begin
                    yield zlib.decompressobj().decompress(body[start:]) if _is_deflated(body[start:]) else b""
        place += length + 12


def _is_deflated(data: bytes) -> bool:
    try:
        zlib.decompressobj().decompress(data)
    except zlib.error:
        return False
    return True


def _of_text(data: bytes) -> Iterator[bytes]:
    """Text with its references and escapes resolved, and what it carries in base 64."""
    yield from (unquote_to_bytes(data), _unescaped(data))
    for match in _BASE64.finditer(data):
        whole = match[0][: len(match[0]) // 4 * 4]
        yield from unpacked(b64decode(whole))


def _unescaped(data: bytes) -> bytes:
    text = html.unescape(data.decode("utf-8", "replace"))
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).encode("utf-8", "surrogatepass")
