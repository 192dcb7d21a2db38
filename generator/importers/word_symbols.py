"""Characters of fonts of symbols, by what they are in Unicode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml
from lxml import etree

from generator.importers.xml_parts import child, name

FILE = "symbols.yaml"
# Such fonts have their characters here, or in the lowest 256.
PRIVATE = 0xF000


@cache
def fonts() -> Mapping[str, Mapping[int, str]]:
    """For each font what its codes stand for."""
    text = resources.files(__package__).joinpath(FILE).read_text("utf-8")
    return {font.lower(): _by_code(runs) for font, runs in yaml.safe_load(text).items()}


def _by_code(runs: Mapping[str, str]) -> dict[int, str]:
    return {int(first, 16) + place: words for first, run in runs.items() for place, words in enumerate(run)}


def symbol(element: etree._Element) -> tuple[str, str]:
    """What a ``w:sym`` stands for, and its font and code; nothing where there is no equal."""
    font, code = (_attribute(element, key) for key in ("font", "char"))
    try:
        number = int(code, 16)
    except ValueError:
        return "", f"{font} {code}"
    return meant(font, number), f"{font} {code}"


def meant(font: str, number: int) -> str:
    """The character of a font of symbols; of any other font its own."""
    if font.lower() not in fonts():
        is_own = number < PRIVATE and number >= ord(" ")
        return chr(number) if is_own else ""
    return fonts()[font.lower()].get(number - PRIVATE if number >= PRIVATE else number, "")


def font_of(element: etree._Element | None) -> str:
    """The font of symbols that a run is set in; nothing where it is an ordinary one."""
    about = child(child(element, "rPr"), "rFonts") if element is not None and name(element) == "r" else None
    named = (_attribute(about, key) for key in ("ascii", "hAnsi")) if about is not None else ()
    return next((font for font in named if font.lower() in fonts()), "")


def _attribute(element: etree._Element, key: str) -> str:
    return next((str(text) for where, text in element.attrib.items() if str(where).endswith(f"}}{key}")), "")
