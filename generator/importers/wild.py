"""How names are written out there: what of a label does not count (templates/reading.yaml)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import yaml

from generator.common import data_folders
from generator.common.characters import settled
from generator.source.data_file import Model

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.,:]|\(?[一二三四五六七八九十]{1,3}\)|\(?[0-9]{1,2}[.、,)]|[①-⑳⑴-⒇]|其中:?)+"
)
# A figure whose sign was lost, right before the words.
BARE = re.compile(r"[0-9]{1,2}(?=[一-鿿])")
BRACKETS = re.compile(r"\([^()]*\)|\([^()]*$")
SIGNS = re.compile(r"""[\s"'“”‘’「」『』,、。.:;·()\[\]《》〈〉<>/\\|_~*—–-]""")


class Reading(Model):
    """What the file says."""

    traditional: str
    blanks: tuple[str, ...]
    units: tuple[str, ...]
    rest: str
    weightless: tuple[str, ...]
    around: tuple[str, ...]
    screen: tuple[str, ...]
    table_titles: tuple[str, ...]


@cache
def reading() -> Reading:
    """How published reports are written, read once."""
    text = (data_folders.folder("templates") / "reading.yaml").read_text(encoding="utf-8")
    return Reading.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def _simplified() -> dict[int, str]:
    return {ord(pair[1]): pair[0] for pair in reading().traditional.split()}


@cache
def folded(text: str) -> str:
    """A label without its number, blanks, brackets and signs, in simplified characters of one width."""
    return SIGNS.sub("", _without_number(text))


@cache
def short(text: str) -> str:
    """The same without what stands in brackets."""
    return SIGNS.sub("", BRACKETS.sub("", _without_number(text)))


def _without_number(text: str) -> str:
    plain = unicodedata.normalize("NFKC", re.sub("[①-⑳⑴-⒇]", "", settled(text)))
    plain = re.sub(r"[\s\u200b]+", "", plain).translate(_simplified())
    return BARE.sub("", NUMBERED.sub("", plain, count=1), count=1)


def simplified(text: str) -> str:
    """The text with the traditional characters of labels in their simplified form, as many as before."""
    return text.translate(_simplified())


def is_blank(text: str) -> bool:
    """Whether a cell was left empty, or says so."""
    return text.strip().strip("\u3000\xa0\u200b") in reading().blanks


def weighty(text: str) -> str:
    """What tells a heading from others: without the words that stand in many."""
    words = re.sub("^[一二三四五六七八九十]是", "", folded(text))
    for word in sorted(reading().weightless, key=len, reverse=True):
        words = words.replace(word, "")
    return words or folded(text)
