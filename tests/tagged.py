"""The tables of a tagged PDF as a screen reader meets them: tags, and the text that each tag holds."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pikepdf

from tests.outputs import squeeze


@dataclass(frozen=True)
class Spoken:
    """A cell: TH or TD, its scope, its own text, and the texts of the heads it names."""

    tag: str
    scope: str
    text: str
    heads: tuple[str, ...]
    path: str = ""


def spoken(data: bytes) -> list[list[Spoken]]:
    """The cells of every table, in the order of the tags; a table's pieces on several pages are one."""
    texts = marked_texts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        tables = [list(cells(table)) for table in found(pdf.Root.StructTreeRoot, ("/Table",))]
        named = {
            str(cell.ID): squeeze("".join(texts[mark] for mark in marks(cell, pages)))
            for table in tables
            for cell in table
            if "/ID" in cell
        }
        return [[heard(cell, pages, texts, named) for cell in table] for table in tables]


def heard(cell: Any, pages: dict[Any, int], texts: dict[Any, str], named: dict[str, str]) -> Spoken:
    table = table_attributes(cell)
    text = squeeze("".join(texts[mark] for mark in marks(cell, pages)))
    heads = tuple(named[str(header)] for header in table.get("/Headers", []))
    return Spoken(str(cell.S)[1:], str(table.get("/Scope", ""))[1:], text, heads)


def table_attributes(cell: Any) -> Any:
    attributes = cell.get("/A", pikepdf.Dictionary())
    owners = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((owner for owner in owners if owner.get("/O") == "/Table"), pikepdf.Dictionary())


def found(element: Any, kinds: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these kinds, the outermost ones."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S in kinds:
                yield kid
            else:
                yield from found(kid, kinds)


def cells(table: Any) -> Iterator[Any]:
    return found(table, ("/TH", "/TD"))


def kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def marks(element: Any, pages: dict[Any, int], page: int = -1) -> Iterator[tuple[int, int]]:
    """Page and number of every stretch of marked content below an element."""
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    for kid in kids(element):
        if isinstance(kid, int):
            yield page, kid
        elif "/MCID" in kid:
            yield (pages[kid.Pg.objgen] if "/Pg" in kid else page), int(kid.MCID)
        elif "/S" in kid:
            yield from marks(kid, pages, page)


def marked_texts(data: bytes) -> dict[tuple[int, int], str]:
    """The text of every stretch of marked content."""
    texts: dict[tuple[int, int], str] = defaultdict(str)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            for char in page.chars:
                if char["mcid"] is not None:
                    texts[number, char["mcid"]] += char["text"]
    return texts
