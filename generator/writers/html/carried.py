"""The filing that a web page of ours carries, read back."""

from __future__ import annotations

import json
from html.parser import HTMLParser

FILING_ID = "nianbao-filing"


def filing_of(html: str) -> str:
    """The filing's YAML that a page of ours carries; raises ValueError for a page that has none."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    try:
        filing = json.loads("".join(finder.found))["filing"]
    except (ValueError, KeyError, TypeError):
        filing = None
    if not isinstance(filing, str):
        raise ValueError("the page carries no filing")
    return filing


class _Finder(HTMLParser):
    """Collects the text of the script that holds the filing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("id", FILING_ID) in attributes

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)
