"""A cell's text as a number of its kind, as a filing has it; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.common.characters import settled
from generator.filing.numerals import plain_number
from generator.form.table_tree import Kind
from generator.form.values import WORDS
from generator.importers.wild import is_blank, reading

REMARKED = re.compile(r"(?P<number>[^（()）]+?)\s*[（(](?P<remark>[^（()）]+)[)）]", re.DOTALL)
# A number with the sign of a note below the table.
MARKS = "①-⑳㉑-㉟"
MARKED = re.compile(rf"(?P<number>.*[0-9０-９件元])\s*(?P<mark>[{MARKS}])", re.DOTALL)
LETTER = re.compile(r"[^\W\d_]")
BROKEN = re.compile(r"[0-9]\s+[0-9]")
HALF = str.maketrans("０１２３４５６７８９．－＋，−", "0123456789.-+,-")
LIKE = re.compile(r"(?P<number>[+-]?[0-9](?:[0-9,. ]*[0-9])?) ?(?P<unit>\D{0,2})")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """``number`` is nothing where the cell is empty (``blank``) or holds no number.

    ``unit`` is one that the number is written with; ``remark`` what stands behind it in brackets, ``mark``
    the sign of a note below the table; ``joined``: its figures stood apart, ``changed``: what it is written
    as is not what stood there.
    """

    number: str = ""
    unit: str = ""
    remark: str = ""
    blank: bool = False
    joined: bool = False
    changed: bool = False
    mark: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it is a number."""
        return bool(self.number)

    @property
    def written(self) -> str:
        """As it stands in a filing."""
        if not self.number:
            return "null"
        number = f"{self.number}{self.unit}"
        return f"{{数: {number}, 备注: {_quoted(self.remark)}}}" if self.remark else number


def figure(text: str, kind: Kind) -> Figure:
    """The number of a cell; what holds none, words, a day, yes or no, as it is written."""
    if not kind.is_number:
        return _words(text, kind)
    if marked := MARKED.fullmatch(text.strip()):
        return replace(_figure(marked["number"], kind), mark=marked["mark"])
    return _figure(text, kind)


def _words(text: str, kind: Kind) -> Figure:
    line = " ".join(settled(text).split())
    if is_blank(text):
        return Figure(blank=True)
    if kind.problem(line):
        return Figure()
    return Figure(_quoted(line) if kind.holds == WORDS else line)


def _figure(text: str, kind: Kind) -> Figure:
    text = settled(text).strip().strip("\u3000\xa0").translate(HALF)
    if is_blank(text):
        return Figure(blank=True)
    if len(text) > LONGEST:
        return Figure()
    if (remarked := REMARKED.fullmatch(text)) and LETTER.search(remarked["remark"]):
        number = _number(remarked["number"].strip(), kind)
        same = remarked["remark"].strip() == kind.unit
        return (
            Figure(*number, remark="" if same else " ".join(remarked["remark"].split()))
            if number
            else Figure()
        )
    joined = BROKEN.search(text) is not None
    found = _number(re.sub(r"\s+", "", text), kind)
    if found is None:
        return Figure()
    return Figure(
        *found, joined=joined, changed=re.sub(r"\s", "", text) not in ("".join(found), f"+{found[0]}")
    )


def looks_like_number(text: str) -> bool:
    """Whether a cell holds figures, or nothing, and no label."""
    text = text.strip()
    marked = MARKED.fullmatch(text)
    plain = settled(marked["number"] if marked else text).strip().strip("\u3000\xa0").translate(HALF)
    if is_blank(plain):
        return True
    if remarked := REMARKED.fullmatch(plain):
        plain = remarked["number"].strip()
    like = LIKE.fullmatch(re.sub(r"\s+", " ", plain))
    return like is not None and (not like["unit"] or like["unit"] in reading().units)


def _number(text: str, kind: Kind) -> tuple[str, str] | None:
    """The number and the unit it is written with."""
    unit = next((unit for unit in sorted(kind.units, key=len, reverse=True) if text.endswith(unit)), "")
    number = plain_number(text.removesuffix(unit).strip() if unit else text, "" if unit else kind.unit)
    if number is None or (number.startswith("-") and not kind.signed):
        return None
    if kind.units and not unit and number != "0":
        return None
    return number, unit


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
