"""A web page, saved from a site or by us: the report among what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from lxml import etree, html

from generator.importers.decoded import decoded
from generator.importers.page_blocks import Blocks
from generator.importers.page_body import body_of
from generator.importers.page_looks import taken_out
from generator.importers.pages import Block, Pages, Paragraph, Unreadable

ENDINGS = (".html", ".htm", ".shtml", ".xhtml")
TAGS = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
# What pages say of themselves in their head.
META = ("ArticleTitle", "PubDate", "ContentSource", "SiteName", "SiteDomain", "SiteIDCode", "Url")
# Where a page of ours has its letter.
LETTER = "//aside[@class='letter']"
FILING = "//script[@id='nianbao-filing']"


def accepts(data: bytes) -> bool:
    """Whether it is a web page."""
    return TAGS.search(decoded(data[:20000])) is not None


def read(data: bytes) -> Pages:
    """The paragraphs and tables of the report in a page; raises Unreadable."""
    return read_text(decoded(data))


def read_text(text: str, files: Mapping[str, bytes] = MappingProxyType({})) -> Pages:
    """The same of a page that is text already, with pictures that came with it; raises Unreadable."""
    page = _parsed(text)
    blocks = Blocks(files)
    body, meta = body_of(page), _meta(page)
    asides = tuple(taken_out(body))
    found = (*_letter(page, blocks, meta), *blocks.of(body))
    if not found:
        raise Unreadable("这个网页里没有文字")
    pictures = tuple(blocks.pictures)
    return Pages(found, filing=_filing(page), meta=meta, pictures=pictures, asides=asides)


def _letter(page: Any, blocks: Blocks, meta: Mapping[str, str]) -> Iterator[Block]:
    """The letter with which a report of ours goes, which stands beside it, and the title behind that."""
    letters = page.xpath(LETTER)
    for letter in letters:
        yield from blocks.of(letter)
    titles = meta["titles"].split("\n") if letters else []
    yield from (Paragraph(title, title=True) for title in titles[:1])


def _parsed(text: str) -> Any:
    without = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    try:
        return html.document_fromstring(
            without, parser=html.HTMLParser(no_network=True, remove_comments=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("这个网页是空的，或者不是网页") from error


def _filing(page: Any) -> str:
    """The filing that a page of ours carries."""
    from json import loads

    for script in page.xpath(FILING):
        try:
            filing = loads(script.text or "")["filing"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(filing, str):
            return filing
    return ""


def _meta(page: Any) -> dict[str, str]:
    """The title of the page and what its tags say."""
    said = {str(each.get("name", "")).casefold(): str(each.get("content", "")) for each in page.iter("meta")}
    found = {name: said[name.casefold()].strip() for name in META if said.get(name.casefold(), "").strip()}
    heads = [*page.iter("h1"), *page.iter("title")]
    titles = [" ".join(str(each.text_content()).split()) for each in heads]
    shown = page.xpath("//body//text()[not(ancestor::script or ancestor::style)]")
    return {
        **found,
        "titles": "\n".join(title for title in titles if title),
        "page": "".join(map(str, shown)),
    }
