"""What WeasyPrint's PDF gets wrong, put right before it is written.

It works on what WeasyPrint keeps in memory, so some of it is not WeasyPrint's public interface; the
tests read every promise back from the finished file.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

# What HTML calls a scope, PDF calls so.
SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}


def finish(document: Any, pdf: Any) -> None:
    """Everything below, on a document laid out and a PDF about to be written."""
    _tie_heads(document, pdf)
    for font in pdf.objects:
        extra = getattr(font, "extra", {})
        if extra.get("Subtype") == "/OpenType":
            _number_by_glyph(font)
        if extra.get("Subtype") == "/Image":
            extra["Interpolate"] = "false"  # PDF/A allows no other
        if extra.get("Type") == "/EmbeddedFile":
            extra["Subtype"] = "/application#2fyaml"  # else what this machine thinks of .yaml
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = _array(list(dict.fromkeys(pdf.catalog["AF"])))  # each file once


def drop_repeated_links(document: Any) -> None:
    """Leave a link only where it is one, on a document laid out: WeasyPrint makes another of strong words
    within it, which no tag calls a link."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[-1].element_tag == "a"]


# ---------------------------------------------------------------- fonts


def _number_by_glyph(font: Any) -> None:
    """Make the CIDs of an embedded CJK font its glyph numbers.

    WeasyPrint writes glyph numbers for CIDs, but in such a font a table (charset) says which CID
    each glyph has, and in one made smaller the two differ: Acrobat and Preview then show other
    characters.  The table is made to say that they are the same, in its own place: format 2, one
    range.  Readers agree on the meaning of a bare CFF only (ISO 32000-1, 9.7.4.2), so it goes bare.
    """
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font.stream[0]), lazy=True) as opened:
        top = opened["CFF "].cff[0].rawDict
        if "ROS" in top:
            cff = bytearray(opened.reader["CFF "])
            struct.pack_into(">BHH", cff, top["charset"], 2, 1, opened["maxp"].numGlyphs - 2)
            font.stream = [bytes(cff)]
            font.extra["Subtype"] = "/CIDFontType0C"


# ---------------------------------------------------------------- tags


def _tie_heads(document: Any, pdf: Any) -> None:
    """Write scope, id and headers of every table cell into the tags as they stand in the HTML.

    WeasyPrint works them out itself, wrongly where heads are merged.  A head repeated on a later
    page is an element of its own: there its id gets a number, and the cells after it are tied to it.
    """
    ids: dict[str, Any] = {}
    current: dict[str, str] = {}
    for mark, element in _cells(document):
        if name := element.get("id"):
            current[name] = f"{name}~{len(ids)}" if name in ids else name
            ids[current[name]] = mark.reference
        _describe(mark, element, current)
    if ids:
        _add_id_tree(pdf, ids)


def _cells(document: Any) -> Iterator[tuple[Any, Any]]:
    """Every tagged cell in reading order: its structure element and its HTML element."""
    for page in document.pages:
        for box in page._page_box.descendants():
            mark = getattr(box, "mark", None)
            if mark is not None:
                yield mark, box.element


def _describe(mark: Any, element: Any, current: Mapping[str, str]) -> None:
    attributes = mark["A"]
    attributes.pop("Headers", None)
    mark.pop("ID", None)
    if name := element.get("id"):
        mark["ID"] = _string(current[name])
    if scope := element.get("scope"):
        attributes["Scope"] = SCOPES[scope]
    if headers := element.get("headers"):
        attributes["Headers"] = _array([_string(current[head]) for head in headers.split()])


def _add_id_tree(pdf: Any, ids: Mapping[str, Any]) -> None:
    names = _array([])
    for name, reference in sorted(ids.items(), key=lambda pair: _written(pair[0])):
        names.extend([_string(name), reference])
    tree = _pydyf().Dictionary({"Names": names})
    pdf.add_object(tree)
    root = next(
        entry for entry in pdf.objects if isinstance(entry, dict) and entry.get("Type") == "/StructTreeRoot"
    )
    root["IDTree"] = tree.reference


def _written(name: str) -> bytes:
    """The bytes of a name in the file, by which a tree is sorted."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def _pydyf() -> Any:
    return import_module("pydyf")


def _string(text: str) -> Any:
    return _pydyf().String(text)


def _array(items: list[Any]) -> Any:
    return _pydyf().Array(items)
