"""Links in a narrative: ``[文字](https://…)``, of kinds that open a page or a letter and nothing else.

On paper an address must be read, so every output prints it: 文字（address）.
"""

from __future__ import annotations

import re
from urllib.parse import quote

SAFE = ("http://", "https://", "mailto:")
# No white space and no quotes in an address; brackets only in pairs, as pages of encyclopedias have them.
_CHARACTER = r"[^\s()（）<>\"\\\[\]]"
LINK = re.compile(
    r"(?<![!\\])\[(?=[^\S\n]*[^\s\[\]])(?P<words>[^\[\]\n]+)\]"
    rf"\((?P<address>(?i:https?://|mailto:)(?:{_CHARACTER}|\({_CHARACTER}*\))+)\)"
)
# A backslash before it: the brackets are printed as they stand.
ESCAPED = re.compile(r"\\\[[^\[\]\n]+\]\((?:[^()\n]|\([^()\n]*\))*\)")
# What an address may hold as it stands; anything else is written as its bytes.
_KEPT = "%/:=&?~#+!$,;'@()*"


def shown(address: str) -> str:
    """An address as it is read on paper: that of a letter without the word before it."""
    return address[len("mailto:") :] if address.lower().startswith("mailto:") else address


def target(address: str) -> str:
    """An address as machines take it: in ASCII."""
    return quote(address, safe=_KEPT)


def says_itself(words: str, address: str) -> bool:
    """Whether the words of a link are its address, so that it need not be printed again."""
    return _bare(words) == _bare(address)


def _bare(address: str) -> str:
    return re.sub(r"(?i)^(?:https?://|mailto:)", "", address.strip()).rstrip("/").lower()
