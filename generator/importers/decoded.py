"""The bytes of a text or of a page as text, in the encoding in which they make sense."""

from __future__ import annotations

import codecs
import re

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
# Two bytes a character: every second is often zero.
WIDE = 0.2


def decoded(data: bytes) -> str:
    """The text.  GB2312 and GBK are read as GB18030, which holds both: pages use characters beyond what they
    declare."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut short in the middle of a character is still in this encoding.
        if error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8")
    declared = DECLARED.search(data[:4096])
    traditional = declared and declared[1].lower() in (b"big5", b"big5-hkscs")
    return data.decode("big5hkscs" if traditional else "gb18030", "replace")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark at its beginning."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= WIDE * len(head) / 2:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"
