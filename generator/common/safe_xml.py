"""The XML of others, read without anything being resolved or loaded."""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = Any


def parse(data: bytes) -> Element:
    """The root of a document; entities are not resolved, nothing is loaded.  Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)
