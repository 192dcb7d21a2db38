"""Files that are no filings and are handed in all the same: known by how they begin."""

from __future__ import annotations

import re
from pathlib import PurePath

_PACKED = "压缩包"
# The first bytes of a file, and what a clerk calls it; inside a ZIP it is the names of the parts that tell.
_BEGINNINGS = (
    (b"%PDF-", " PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件（DOC、XLS 或 WPS）"),
    (b"{\\rtf", " RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED),
)
_PARTS = (
    (b"word/", " Word 文件（DOCX）"),
    (b"xl/", " Excel 文件（XLSX）"),
    (b"ppt/", "演示文稿（PPTX）"),
    (b"opendocument", " OpenDocument 文件（ODT 或 ODS）"),
    (b"OFD.xml", " OFD 文件"),
)
# A file that calls itself one of these and does not begin like one is broken.
_NAMES = frozenset(
    ["doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "odt", "ods", "ofd", "pdf", "rtf"]
)
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"\s*<(!doctype|html|head|body|\?xml|table|div|p)\b", re.IGNORECASE)


def other_kind(data: bytes, file: str = "") -> str:
    """What sort of file it is that is no text of a filing; nothing where it may be one."""
    kind = _kind(data)
    ending = PurePath(file).suffix.removeprefix(".")
    if kind in ("", _PACKED) and ending.lower() in _NAMES:
        return f"损坏了的 {ending.upper()} 文件"
    return kind


def _kind(data: bytes) -> str:
    if data.startswith(_ZIP):
        return next((name for part, name in _PARTS if part in data), _PACKED)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(data):
        return "网页"
    return next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), "")
