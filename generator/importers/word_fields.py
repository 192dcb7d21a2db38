"""Fields of Word that lead somewhere: an instruction and the words it shows, over several runs or in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

LEADS = re.compile(r'\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"\\][^\s"]*))?', re.IGNORECASE)
INSIDE = re.compile(r'\\l\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"\\][^\s"]*))', re.IGNORECASE)


def address(instruction: str) -> str:
    """Where an instruction leads, with the place within; nothing where it is another one, or leads to a place
    of the document itself."""
    leads = LEADS.match(instruction)
    there = (leads["quoted"] or leads["plain"] or "") if leads else ""
    inside = INSIDE.search(instruction)
    place = (inside["quoted"] or inside["plain"] or "") if inside else ""
    return f"{there}#{place}" if there and place else there


def instruction(element: etree._Element) -> str:
    """What a field in one element does."""
    return next((str(text) for key, text in element.attrib.items() if str(key).endswith("}instr")), "")


@dataclass
class _Field:
    """A field that has begun: its instruction as far as it is known, and the pieces that show its words."""

    words: str = ""
    shows: bool = False
    pieces: list[etree._Element] = field(default_factory=list)


def linked(elements: Iterable[etree._Element]) -> Iterator[tuple[str, list[etree._Element]]]:
    """The pieces of a paragraph in their order, those that a field shows together with where it leads; of
    fields within fields the outermost counts."""
    begun: list[_Field] = []
    for element in elements:
        kinds = [_kind(mark) for mark in element.iter("{*}fldChar")]
        if "begin" in kinds:
            begun.append(_Field())
        if not begun:
            yield "", [element]
            continue
        begun[-1].words += "".join(str(each.text or "") for each in element.iter("{*}instrText"))
        begun[-1].shows = begun[-1].shows or "separate" in kinds
        begun[0].pieces.append(element)
        if "end" in kinds:
            last = begun.pop()
            if not begun:
                yield address(last.words), last.pieces
    if begun:
        yield address(begun[0].words), begun[0].pieces


def _kind(mark: etree._Element) -> str:
    return next((str(text) for key, text in mark.attrib.items() if str(key).endswith("}fldCharType")), "")
