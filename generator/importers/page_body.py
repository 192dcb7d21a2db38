"""Where in a web page the report stands: beside it are menus, links to other pages, the site's own foot."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import Any

# What is never part of a text.
NEVER = {
    *("script", "style", "noscript", "template", "head", "nav", "footer", "select", "option", "button"),
    *("iframe", "object", "svg", "textarea", "aside", "input", "dialog"),
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SECTION = re.compile(r"\s*[一二三四五六七八九十]、")
FIGURE = re.compile(r"\s*[0-9０-９]+\s*")
# So many figures, and a table is one of data.
FIGURES = 3
# An article is not much longer than what was found in it.
MOST = 1.5


def is_shown(element: Any) -> bool:
    """Whether an element is part of what a reader sees as text."""
    if not isinstance(element.tag, str) or element.tag in NEVER:
        return False
    return element.get("hidden") is None and not HIDDEN.search(element.get("style") or "")


def body_of(page: Any) -> Any:
    """The smallest element that holds all headings of sections and all tables with figures."""
    marks = [*_headings(page), *_tables(page)]
    body = page.find("body")
    whole = body if body is not None else page
    if not marks:
        return next(iter(page.xpath("//article|//main")), whole)
    first, *others = (_chain(mark) for mark in marks)
    common = reduce(_common, others, first)
    holder = common[-1] if common else whole
    while (
        holder.tag in ("table", "tr", "td", "tbody", "p", "span", "strong") and holder.getparent() is not None
    ):
        holder = holder.getparent()
    return _article(holder)


def _article(holder: Any) -> Any:
    """The article that it is the most of, where the page says what is one."""
    long = len(holder.text_content())
    for around in holder.iterancestors("article", "main"):
        if len(around.text_content()) <= long * MOST:
            return around
    return holder


def _headings(page: Any) -> Iterable[Any]:
    """What begins with the number of a section."""
    for element in page.iter("p", "div", "h1", "h2", "h3", "h4", "h5", "span", "strong", "td", "li"):
        text = element.text or ""
        if SECTION.match(text) and all(map(is_shown, _chain(element))):
            yield element


def _tables(page: Any) -> Iterable[Any]:
    for table in page.iter("table"):
        figures = [cell for cell in table.iter("td", "th") if FIGURE.fullmatch(cell.text_content() or "")]
        if len(figures) >= FIGURES and all(map(is_shown, _chain(table))):
            yield table


def _chain(element: Any) -> list[Any]:
    """An element and what it stands in, outermost first."""
    return [*reversed(list(element.iterancestors())), element]


def _common(first: list[Any], second: list[Any]) -> list[Any]:
    count = 0
    for left, right in zip(first, second, strict=False):
        if left is not right:
            break
        count += 1
    return first[:count]
