"""Characters that nobody sees, made visible where people read what a clerk wrote: 「〔U+200B 零宽空格〕」.

Which they are and what they are called stands in ``unseen.yaml`` beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

UNNAMED = "看不见的字符"


class Entry(TypedDict):
    """One entry of ``unseen.yaml``; a code is ``200B`` or ``2066-2068``."""

    codes: list[str]
    name: str


def shown(text: str) -> str:
    """The text with every character that nobody sees named in its place; several alike are counted."""
    return _pattern().sub(lambda match: _named(match.group()), text)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text cut into what stands there and how it is shown: single characters, and runs nobody sees."""
    end = 0
    for match in _pattern().finditer(text):
        yield from ((character, character) for character in text[end : match.start()])
        yield match.group(), _named(match.group())
        end = match.end()
    yield from ((character, character) for character in text[end:])


def _named(run: str) -> str:
    count = f" {len(run)}个" if len(run) > 1 else ""
    return f"〔U+{ord(run[0]):04X} {_name(run[0])}{count}〕"


@cache
def _name(character: str) -> str:
    code = ord(character)
    return next((name for first, last, name in _spans() if first <= code <= last), UNNAMED)


@cache
def _spans() -> tuple[tuple[int, int, str], ...]:
    """First and last code of every span, and the name of what is in it."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    entries: list[Entry] = yaml.load(text, Loader=yaml.CBaseLoader)
    pairs = [(code.partition("-"), entry["name"]) for entry in entries for code in entry["codes"]]
    return tuple((int(first, 16), int(last or first, 16), name) for (first, _, last), name in pairs)


@cache
def _pattern() -> re.Pattern[str]:
    spans = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last, _ in _spans())
    return re.compile(rf"([{spans}])\1*")
