"""Looks of a web page that change what is read: struck words are no text, raised numbers no digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.importers.pages import LEVEL, RAISED, Aside, Paragraph

STRUCK = ("s", "del", "strike")
THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)


def taken_out(body: Any) -> Iterator[tuple[Aside, Paragraph]]:
    """Take the struck words out of a page, and mark the raised ones; what was taken out."""
    for element in [each for each in body.iter() if isinstance(each.tag, str)]:
        if element.tag == "sup":
            _raise(element)
        elif _is_struck(element) and not any(map(_is_struck, element.iterancestors())):
            words = " ".join(str(element.text_content()).split())
            tail = element.tail
            element.clear()
            element.tail = tail
            if words:
                yield Aside.STRUCK, Paragraph(words)


def _is_struck(element: Any) -> bool:
    return element.tag in STRUCK or THROUGH.search(element.get("style") or "") is not None


def _raise(element: Any) -> None:
    words = str(element.text_content())
    for each in list(element):
        element.remove(each)
    element.text = f"{RAISED}{words}{LEVEL}"
