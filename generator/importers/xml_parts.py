"""Finding one's way in the XML of a package, whichever of the two namespaces of Office Open XML it is in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.common.safe_xml import Element


def name(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, kind: str) -> Iterator[Element]:
    """The elements of that name right below, also where something tracked or controlled stands between."""
    for each in element if element is not None else ():
        if name(each) == kind:
            yield each
        elif name(each) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from children(each, kind)


def child(element: Element | None, kind: str) -> Element | None:
    """The first of them, if there is one."""
    return next(children(element, kind), None)


def value(element: Element) -> str:
    """The attribute in which such an element says what it says."""
    return next(
        (str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == "val"), ""
    )
