"""The findings that hold for every form: their sentences, from catalogue.yaml beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import NotRequired, TypedDict

import yaml

from generator.findings.finding import Finding, Level, Span
from generator.findings.unseen import shown


class Example(TypedDict):
    """A fragment of a correct filing (examples/2021.yaml), and what may not stand in its place."""

    wrong: str
    right: str


class Entry(TypedDict):
    """One entry of ``catalogue.yaml``: ``why`` says what goes wrong without it."""

    code: str
    level: str
    message: str
    why: NotRequired[str]
    help: str
    example: NotRequired[Example]


@dataclass(frozen=True, slots=True)
class Name:
    """What people know something by, quoted, and its address, which a waiver keeps to."""

    address: str
    words: str

    def __str__(self) -> str:
        return self.words


@cache
def catalogue() -> Mapping[str, Entry]:
    """The findings that hold for every format, by code; read once, when first needed."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    entries: list[Entry] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {entry["code"]: entry for entry in entries}


def found(code: str, span: Span, /, *, basis: str = "", **words: object) -> Finding:
    """A finding of the catalogue; ``words`` fill the holes in its sentence and are what it rests on.

    A `Name` brings its own quotes.  Raises KeyError for a code the catalogue has not got, or for a hole
    left open.
    """
    entry = catalogue()[code]
    rests_on = {name: _visible(_address(word)) for name, word in words.items()}
    message = _without_quotes(entry["message"], words)
    words = {name: shown(str(word)) for name, word in words.items()}
    return Finding(
        code=code,
        level=Level(entry["level"]),
        message=message.format(**words),
        span=span,
        basis=basis,
        help=_fill(entry["help"], words),
        evidence=tuple(f"{name}={_lasting(name, word)}" for name, word in rests_on.items()),
    )


def _address(word: object) -> object:
    return word.address if isinstance(word, Name) else word


def _without_quotes(sentence: str, words: Mapping[str, object]) -> str:
    """The sentence without its quotes around names, which have their own."""
    for name in (name for name, word in words.items() if isinstance(word, Name)):
        sentence = sentence.replace(f"“{{{name}}}”", f"{{{name}}}")
    return sentence


# Words that name a file: a waiver holds wherever the command is run from, so only the file's own name counts.
_FILES = frozenset({"path", "other"})


def _lasting(name: str, word: str) -> str:
    return PurePath(word).name if name in _FILES else word


def _visible(word: object) -> str:
    """A user's word in one line, as waivers have always been bound to it."""
    return "".join(
        "�" if letter < " " or letter in "\x7f\x85\u2028\u2029" else letter for letter in str(word)
    )


def _fill(sentence: str, words: Mapping[str, object]) -> str:
    known = {f"{{{name}}}": str(word) for name, word in words.items()}
    for hole, word in known.items():
        sentence = sentence.replace(hole, word)
    return sentence
