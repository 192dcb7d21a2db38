"""Files that are no filings and are handed in all the same: known by how they begin."""

from __future__ import annotations

import re

# The first bytes of a file, and what a clerk calls it; inside a ZIP it is the names of the parts that tell.
_BEGINNINGS = (
    (b"%PDF-", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件（DOC、XLS 或 WPS）"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_PARTS = (
    (b"word/", "Word 文件（DOCX）"),
    (b"xl/", "Excel 文件（XLSX）"),
    (b"ppt/", "演示文稿（PPTX）"),
    (b"opendocument", "OpenDocument 文件（ODT 或 ODS）"),
    (b"OFD.xml", "OFD 文件"),
)
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"\s*<(!doctype|html|head|body|\?xml|table|div|p)\b", re.IGNORECASE)


def other_kind(data: bytes) -> str:
    """What sort of file it is that is no text of a filing; nothing where it may be one."""
    if data.startswith(_ZIP):
        return next((name for part, name in _PARTS if part in data), "压缩包")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(data):
        return "网页"
    return next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), "")
