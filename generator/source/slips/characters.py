"""Characters that look like others or like nothing: which they are, and what they are called."""

from __future__ import annotations

import re

from generator.common.characters import odd_characters

# White space that YAML does not take for a space.  A tab it takes for one, but not where a line begins.
ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
BLANKS = rf" \t{ODD_BLANKS}"
# Format characters and variation selectors: they print nothing, and have no place in a key or a number.
UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"

_UNSEEN = re.compile(f"[{UNSEEN}]")
_NAMES = {"\t": "制表符（Tab）", "\u3000": "全角空格"}


def unseen_places(text: str) -> list[int]:
    """Where characters stand that cannot be seen."""
    return [match.start() for match in _UNSEEN.finditer(text)]


def seen(text: str) -> str:
    """The text without characters that cannot be seen."""
    return _UNSEEN.sub("", text)


def named(characters: str) -> str:
    """Every sort of character in a text by its name and code point, in the order of their first."""
    return "、".join(_named(character) for character in dict.fromkeys(characters))


def _named(character: str) -> str:
    odd = next(odd_characters(character), None)
    name = _NAMES.get(character) or (odd.name if odd else "看不见的字符")
    return f"{name} U+{ord(character):04X}"
