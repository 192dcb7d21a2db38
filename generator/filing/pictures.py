"""Pictures beside a filing: found in its text and verified before anything is built.

A filing comes from outside and is rendered on other people's machines, so a picture is only ever
a whole PNG or JPEG.  The bytes are handed in; where they may lie, `source.gather` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator.filing.filing import Picture, Text
from generator.findings.catalogue import found
from generator.findings.finding import Finding
from generator.source.gather import Missing
from generator.source.nodes import Source, locate

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

PICTURE_LINE = re.compile(r"!\[(?P<caption>[^\]\n]*)\]\((?P<path>[^)\n]*)\)")
# Two or three of them on one line stand side by side.
_ONE = r"!\[[^\]\n]*\]\([^)\n]*\)"
PICTURES_LINE = re.compile(rf"{_ONE}(?:[^\S\n]*{_ONE}){{1,2}}")
# A line of pictures and nothing else, after whatever white space a clerk begins a paragraph with.
ALONE = re.compile(rf"^[^\S\n]*{_ONE}(?:[^\S\n]*{_ONE}){{0,2}}[^\S\n]*$", re.MULTILINE)
PIXELS_LIMIT = 50_000_000
PICTURES_LIMIT = 50
# Smaller ones are kept for as long as they may be asked for again.
SMALL = 2 * 1024 * 1024
# Of all pictures of a filing together, as they are published.
BYTES_TOGETHER = 100 * 1024 * 1024
# What print shows of a picture: 300 dots to the inch over the text of an A4 page, in width and height.
PRINTED = (1900, 2800)
MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
FORMATS = ("PNG", "JPEG")
# What a picture keeps besides its pixels: which colour of a palette shines through.
KEPT = ("transparency",)


class _Refused(Exception):
    """Why a picture cannot be used, in Chinese."""


def named_pictures(texts: Mapping[str, Text]) -> tuple[str, ...]:
    """The pictures that the texts name and that may be shown, by their path as written."""
    first = islice(_named(texts), PICTURES_LIMIT)
    return tuple(dict.fromkeys(match["path"] for _, match in first if match["caption"].strip()))


def load_pictures(
    source: Source, texts: Mapping[str, Text], given: Mapping[str, bytes | Missing]
) -> tuple[dict[str, Picture], list[Finding]]:
    """The pictures that the texts name, out of the bytes ``given`` for each path as it is written; N20 for
    each that cannot be used."""
    pictures: dict[str, Picture] = {}
    findings: list[Finding] = []
    room = BYTES_TOGETHER
    for number, (text, match) in enumerate(_named(texts)):
        path = match["path"]
        try:
            _refuse_more(number, match["caption"])
            pictures[path] = pictures.get(path) or _verified(given.get(path), room)
            room = BYTES_TOGETHER - sum(len(picture.data) for picture in pictures.values())
        except _Refused as why:
            span = locate(source, text.scalar, match.start("path"), match.end("path"))
            findings.append(found("N20", span, path=path, problem=str(why)))
    return pictures, findings


def _refuse_more(number: int, caption: str) -> None:
    if number >= PICTURES_LIMIT:
        raise _Refused(f"一份报告最多用 {PICTURES_LIMIT} 张图片")
    if not caption.strip():
        raise _Refused("要有说明文字，写在方括号里；看不见图的人靠它")


def _named(texts: Mapping[str, Text]) -> Iterator[tuple[Text, re.Match[str]]]:
    for text in texts.values():
        for line in ALONE.finditer(text.scalar.text):
            for match in PICTURE_LINE.finditer(text.scalar.text, *line.span()):
                yield text, match


def _verified(data: bytes | Missing | None, room: int) -> Picture:
    """The picture of these bytes, if it has room beside those before it."""
    if isinstance(data, bytes):
        picture = verify(data)
        if len(picture.data) > room:
            raise _Refused(f"全部图片加在一起超过 {BYTES_TOGETHER // 1024 // 1024} MiB，请缩小后再用")
        return picture
    raise _Refused(data.reason if data else "没有这个文件")


def verify(data: bytes) -> Picture:
    """Decode a picture once, wholly, so that no writer meets a broken one; raises for a bad one."""
    return _kept(data, PIXELS_LIMIT) if len(data) <= SMALL else _decoded(data, PIXELS_LIMIT)


@lru_cache(maxsize=8)
def _kept(data: bytes, pixels: int) -> Picture:
    """The same for pictures that are looked at again and again while somebody works on a filing."""
    return _decoded(data, pixels)


def _decoded(data: bytes, pixels: int) -> Picture:
    # Pillow is slow to import, and most filings have no picture.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > pixels:
                raise _Refused("像素太多，请缩小后再用")
            if min(image.size) > max(PRINTED):
                image.draft(None, (max(PRINTED), max(PRINTED)))  # a JPEG is read at half the size, or less
            image.load()
            return _settled(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _Refused("不是完好的 PNG 或 JPEG 图片") from error
    except Image.DecompressionBombError as error:
        raise _Refused("像素太多，请缩小后再用") from error


def _settled(image: ImageFile) -> Picture:
    """The picture as every writer takes it: upright, in ordinary colours, written anew.

    A photo may carry the place where it was taken, in EXIF, XMP, IPTC, comments or behind its end; none of
    that is for publication.  Written anew, a file that was cut short is whole for every writer.
    """
    kind = str(image.format)
    plain = image.mode in MODES and not image.getexif() and "icc_profile" not in image.info
    large = image.width > PRINTED[0] or image.height > PRINTED[1]
    picture = image if plain else _ordinary(image)
    if large:
        picture, plain = _smaller(picture), False
    picture.info = {key: image.info[key] for key in KEPT if key in image.info and picture.mode == image.mode}
    quality: dict[str, Any] = {"quality": "keep" if plain else 92} if kind == "JPEG" else {}
    target = BytesIO()
    picture.save(target, kind, **quality)
    return Picture(target.getvalue(), kind.lower(), picture.width, picture.height)


def _ordinary(image: Image) -> Image:
    """The right way up, in sRGB (whatever the camera's own colours), in a mode that every writer takes."""
    from PIL import ImageCms, ImageOps

    upright = ImageOps.exif_transpose(image)
    profile = upright.info.get("icc_profile")
    if profile and upright.mode in ("RGB", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            upright = ImageCms.profileToProfile(upright, own, srgb, outputMode="RGB") or upright
        except ImageCms.PyCMSError:
            pass  # a profile that cannot be used says nothing of the colours
    return upright if upright.mode in MODES else upright.convert("L" if "I" in upright.mode else "RGB")


def _smaller(picture: Image) -> Image:
    """The picture with no more pixels than print can show; those of a palette have no colours in between."""
    if picture.mode in ("1", "P"):
        picture = picture.convert(
            "L" if picture.mode == "1" else "RGBA" if "transparency" in picture.info else "RGB"
        )
    picture.thumbnail(PRINTED, reducing_gap=3.0)
    return picture
