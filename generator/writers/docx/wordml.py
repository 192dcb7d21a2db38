"""WordprocessingML as text: characters, runs and paragraphs.

Element by element, through python-docx, this took longer than all else together; as text nothing may get in
that is markup, so every value goes through `text` or `value`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from generator.common.safe_xml import Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": MAIN, "r": RELATIONS}
# Without this Word draws Chinese quotes and dashes in the Latin font.
EAST_ASIAN = '<w:rFonts w:hint="eastAsia"/>'
BREAK = "<w:r><w:br/></w:r>"
# What no XML can hold (XML 1.0, 2.2); whoever writes a report has refused it long before.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# By themselves: the standard library's helper brings along all that opens addresses of the internet.
_IN_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
_IN_VALUES = (*_IN_TEXT, ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"))
_PIECES = re.compile(r"[\t\n\r]|[^\t\n\r]+")
_CONTROLS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}
_EMU_PER_MM, _EMU_PER_POINT, _EMU_PER_TWIP = 36_000, 12_700, 635


def qn(name: str) -> str:
    """A prefixed name as lxml has it: ``w:p`` with its namespace."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def declared(**namespaces: str) -> str:
    """Namespaces by prefix as attributes, with a space before each."""
    return "".join(f" xmlns:{prefix}={value(address)}" for prefix, address in namespaces.items())


def text(words: str) -> str:
    """Words as the text of an element; raises ValueError for what no XML can hold."""
    return _replaced(_fit(words), _IN_TEXT)


def value(words: str) -> str:
    """Words as the value of an attribute, in quotes; raises ValueError for what no XML can hold."""
    return f'"{_replaced(_fit(words), _IN_VALUES)}"'


def _replaced(words: str, entities: tuple[tuple[str, str], ...]) -> str:
    for character, entity in entities:
        words = words.replace(character, entity)
    return words


def _fit(words: str) -> str:
    if _UNFIT.search(words):
        raise ValueError(f"no XML can hold {words!r}")
    return words


def emu(millimetres: float) -> int:
    """Millimetres as drawings are measured."""
    return int(millimetres * _EMU_PER_MM)


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(emu(millimetres) / _EMU_PER_TWIP)


def point_twips(points: float) -> int:
    """Points in twentieths of one."""
    return round(int(points * _EMU_PER_POINT) / _EMU_PER_TWIP)


def run(words: str, style: str | None = None, fonts: str = EAST_ASIAN) -> str:
    """A run of characters in a style of characters."""
    named = f"<w:rStyle w:val={value(style)}/>" if style else ""
    return f"<w:r><w:rPr>{named}{fonts}</w:rPr>{_characters(words)}</w:r>"


def _characters(words: str) -> str:
    """Words with their tabs and line breaks."""
    return "".join(_CONTROLS.get(piece) or _piece(piece) for piece in _PIECES.findall(words))


def _piece(words: str) -> str:
    space = ' xml:space="preserve"' if words.strip() != words else ""
    return f"<w:t{space}>{text(words)}</w:t>"


@dataclass(slots=True)
class Paragraph:
    """One paragraph: the id of its style (None: the document's own), its runs, and what is said besides.

    ``before``, ``after``: the space there in twips; ``section``: the section of the document that it ends.
    """

    style: str | None = None
    content: str = ""
    keep_next: bool = False
    new_page: bool = False
    before: int | None = None
    after: int | None = None
    indent: str = ""
    section: Element | None = None

    def __str__(self) -> str:
        return f"<w:p><w:pPr>{self._properties()}</w:pPr>{self.content}</w:p>"

    def _properties(self) -> str:
        """In the order of the schema."""
        style = "" if self.style is None else f"<w:pStyle w:val={value(self.style)}/>"
        kept = "<w:keepNext/>" * self.keep_next + "<w:pageBreakBefore/>" * self.new_page
        section = "" if self.section is None else element_text(self.section)
        return f"{style}{kept}{self._spacing()}{self.indent}{section}"

    def _spacing(self) -> str:
        sides = (("before", self.before), ("after", self.after))
        found = "".join(f' w:{side}="{width}"' for side, width in sides if width is not None)
        return f"<w:spacing{found}/>" if found else ""


def element_text(element: Element) -> str:
    """An element of a document as text, with the namespaces it uses and no others."""
    return str(etree.tostring(element, method="c14n", exclusive=True).decode())
