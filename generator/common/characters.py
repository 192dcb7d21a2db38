"""Characters that no text should hold: invisible, lost, private, or only looking like the right one.

What they are stands in ``characters.yaml`` and ``lookalikes.txt`` beside this file.  Where such a character
has one reading, that is what is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict

import yaml

# A letter with the marks that were typed after it.
COMBINED = r"[^\s\u0300-\u036f][\u0300-\u036f]+"
# Ideographs and signs that Unicode keeps for the sake of older character sets, and letters of mathematics.
LETTERS = ("1D400-1D7FF",)
COMPATIBLE = ("2126", "212A-212B", "F900-FAFF", "2F800-2FA1F", *LETTERS)
SPACES = re.compile("[ \t]+")


class Entry(TypedDict):
    """One entry of ``characters.yaml``; a code is ``200B`` or ``202A-202C``."""

    codes: list[str]
    name: str
    becomes: NotRequired[str]
    unless_after: NotRequired[list[str]]
    lost: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Odd:
    """Characters of a text that should not be there: where, what they are, and what they should be.

    ``becomes`` is None where they have more than one reading; ``lost``: where they have none.
    """

    start: int
    end: int
    text: str
    name: str
    becomes: str | None
    lost: bool = False

    @property
    def codepoints(self) -> str:
        """As U+200B."""
        return "、".join(f"U+{ord(character):04X}" for character in self.text)


def odd_characters(text: str) -> Iterator[Odd]:
    """Every such character of a text, in order."""
    for match in _pattern().finditer(text):
        if odd := _odd(text, match.start(), match.group()):
            yield odd


def settled(text: str) -> str:
    """The text with every character that has one reading in that reading."""
    while (mended := _mended(text)) != text:  # what goes may bring a letter and its mark together
        text = mended
    return text


def _mended(text: str) -> str:
    if not _pattern().search(text):
        return text
    pieces: list[str] = []
    end = 0
    for odd in odd_characters(text):
        if odd.becomes is not None:
            pieces += [text[end : odd.start], odd.becomes]
            end = odd.end
    return "".join([*pieces, text[end:]])


def printed(text: str) -> str:
    """The text as it is printed: settled, and a gap of blanks or tabs as one blank, in all outputs."""
    return SPACES.sub(" ", settled(text))


def _odd(text: str, start: int, found: str) -> Odd | None:
    end = start + len(found)
    if entry := _entry(found):
        kept = _is_one_of(text[:start][-1:], entry.get("unless_after", []))
        becomes = None if kept else entry.get("becomes")
        return Odd(start, end, found, entry["name"], becomes, "lost" in entry)
    if ideograph := _lookalikes().get(found):
        return Odd(start, end, found, f"部首字符“{found}”，应当用“{ideograph}”字", ideograph)
    whole = unicodedata.normalize("NFKC" if _is_one_of(found, LETTERS) else "NFC", found)
    if whole == found or len(whole) > 1:
        return None
    return Odd(start, end, found, f"旧编码的“{found}”，应当用“{whole}”", whole)


# ---------------------------------------------------------------- the lists


@cache
def _entries() -> tuple[Entry, ...]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    entries: list[Entry] = yaml.load(text, Loader=yaml.CBaseLoader)
    return tuple(entries)


@cache
def _lookalikes() -> dict[str, str]:
    text = Path(__file__).with_name("lookalikes.txt").read_text(encoding="utf-8")
    pairs = (line.split()[:2] for line in text.splitlines() if not line.startswith("#"))
    return {chr(int(radical, 16)): chr(int(ideograph, 16)) for radical, ideograph in pairs}


@cache
def _pattern() -> re.Pattern[str]:
    """What could be odd; whether it is, the lists say."""
    codes = [code for entry in _entries() for code in entry["codes"]]
    spans = "".join(
        "-".join(re.escape(chr(point)) for point in _ends(code)) for code in (*codes, *COMPATIBLE)
    )
    return re.compile(f"{COMBINED}|[{spans}{''.join(_lookalikes())}]")


@cache
def _entry(character: str) -> Entry | None:
    """The entry that lists a character."""
    return next((entry for entry in _entries() if _is_one_of(character, entry["codes"])), None)


def _is_one_of(character: str, codes: Iterable[str]) -> bool:
    """Whether there is a character, and it lies in one of these spans."""
    return len(character) == 1 and any(first <= ord(character) <= last for first, last in map(_ends, codes))


def _ends(code: str) -> tuple[int, int]:
    first, _, last = code.partition("-")
    return int(first, 16), int(last or first, 16)
