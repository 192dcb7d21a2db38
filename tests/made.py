"""Reports and PDFs of the examples, made once, and what the tests read out of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pdfplumber
import pikepdf
import pytest

from generator.batch.desk import load
from generator.report.build import Report, build
from generator.source import read as reading
from generator.writers.order import Order
from generator.writers.pdf.weasyprint import EngineMissing
from generator.writers.style import fonts
from generator.writers.style.tokens import find
from generator.writers.write import render
from tests.conftest import EXAMPLES

NAMES = ("2021", "2021-city")
STYLE = find("gongwen")
FONTS = fonts.choose(STYLE, system=False)
FACES = FONTS.roles


@cache
def report(name: str) -> Report:
    filing = load(reading.read_file(EXAMPLES / f"{name}.yaml")).filing
    assert filing is not None
    return build(filing)


@cache
def pdf(name: str, engine: str) -> bytes:
    """The PDF of an example by an engine, in the shipped fonts; skips where the engine is missing."""
    return printed_by(engine, report(name))


def printed_by(engine: str, report: Report) -> bytes:
    try:
        return render(report, Order(("pdf",), engine, system_fonts=False))["pdf"]
    except EngineMissing as missing:
        pytest.skip(str(missing))


def text_of(data: bytes) -> str:
    """All text without spaces and line ends, which a page is free to choose."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join("".join(char["text"] for char in page.chars) for page in pdf.pages).replace(" ", "")


@cache
def lines(name: str, engine: str) -> tuple[tuple[tuple[float, str, float, float], ...], ...]:
    """Of every page the lines of body size: distance of the baseline from the top, text, both ends."""
    with pdfplumber.open(io.BytesIO(pdf(name, engine))) as opened:
        return tuple(tuple(_lines(page)) for page in opened.pages)


def _lines(page: Any) -> Iterator[tuple[float, str, float, float]]:
    found: dict[float, list[Any]] = {}
    for char in page.chars:
        if abs(char["size"] - STYLE.body.size) < 0.1:
            found.setdefault(round(page.height - char["matrix"][5]), []).append(char)
    for y in sorted(found):
        chars = found[y]
        yield y, "".join(char["text"] for char in chars), chars[0]["x0"], chars[-1]["x1"]


@dataclass(frozen=True)
class Tagged:
    """A table cell of the tags."""

    tag: str
    scope: str
    id: str
    headers: tuple[str, ...]


def cells(data: bytes) -> list[Tagged]:
    """The cells of all tagged tables, in the order of the tags."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_cells(pdf.Root.StructTreeRoot))


def _cells(element: Any) -> Iterator[Tagged]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S in ("/TH", "/TD"):
                table = _of_table(kid.A)
                headers = tuple(str(header) for header in table.get("/Headers", []))
                yield Tagged(str(kid.S), str(table.get("/Scope", "")), str(kid.get("/ID", "")), headers)
            yield from _cells(kid)


def _of_table(attributes: Any) -> Any:
    """What is said of a cell as part of a table, which may be one of several attribute objects."""
    owners = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return next(owner for owner in owners if pikepdf.Name.Table == owner.O)
