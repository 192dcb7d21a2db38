"""A web page saved in one file (MHTML)."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import Message

from generator.importers.decoded import decoded
from generator.importers.pages import Pages, Unreadable
from generator.importers.readers.html import read_text

ENDINGS = (".mhtml", ".mht")
HEAD = re.compile(rb"(?im)^mime-version:|^content-type:\s*multipart/related")


def accepts(data: bytes) -> bool:
    """Whether it is such a file."""
    return HEAD.search(data[:2000]) is not None


def read(data: bytes) -> Pages:
    """The paragraphs and tables of its page; raises Unreadable."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return read_text(decoded(body), _pictures(message, str(part.get("Content-Location", ""))))
    raise Unreadable("这个文件里没有网页")


def _pictures(message: Message, page: str) -> dict[str, bytes]:
    """The pictures that came with the page, by the addresses under which it may name them."""
    found: dict[str, bytes] = {}
    for part in message.walk():
        data = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if isinstance(data, bytes):
            address = str(part.get("Content-Location", "")).strip()
            within = address.removeprefix(page.rpartition("/")[0] + "/") if "/" in page else address
            name = f"cid:{str(part.get('Content-ID', '')).strip(' <>')}"
            found |= dict.fromkeys((address, within, name), data)
    return found
