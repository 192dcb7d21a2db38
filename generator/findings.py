"""What is wrong, and where: the values that every layer hands upward.

Nothing here knows YAML, the law or a terminal.  The sentences of the findings that hold for
every format stand in ``findings.yaml`` beside this file, so that ``nianbao rules`` and the
findings themselves can never say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

Number = int | Decimal | Fraction


class Level(StrEnum):
    """How grave a finding is; an error stops ``build``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the source: 1-based lines and columns (characters); the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule not met, in one place.

    ``message`` is the rule's sentence, ``detail`` shows the figures; ``cells`` are the
    addresses that take part and ``marks`` their places, in the same order.
    """

    code: str
    level: Level
    message: str
    span: Span
    detail: str = ""
    cells: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()
    left: Number | None = None
    right: Number | None = None
    difference: Number | None = None
    basis: str = ""
    help: str = ""
    file: str = ""

    def on(self, cells: Iterable[str], marks: Iterable[Span]) -> Finding:
        """The same finding with the cells that take part and their places."""
        return replace(self, cells=tuple(cells), marks=tuple(marks))


class Entry(TypedDict):
    """One entry of ``findings.yaml``."""

    code: str
    level: str
    message: str
    help: str


@cache
def catalogue() -> Mapping[str, Entry]:
    """The findings that hold for every format, by code; read once, when first needed."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    entries: list[Entry] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {entry["code"]: entry for entry in entries}


def found(code: str, span: Span, *, basis: str = "", **words: object) -> Finding:
    """A finding of the catalogue; ``words`` fill the holes in its sentence.

    Raises KeyError for a code the catalogue has not got, or a hole left open.
    """
    entry = catalogue()[code]
    words = {name: _visible(word) for name, word in words.items()}
    return Finding(
        code=code,
        level=Level(entry["level"]),
        message=entry["message"].format(**words),
        span=span,
        basis=basis,
        help=_fill(entry["help"], words),
    )


def _visible(word: object) -> str:
    """A user's word in one line: a line of its own could pass for a command to a CI system."""
    return "".join("�" if one < " " or one in "\x7f\x85\u2028\u2029" else one for one in str(word))


def _fill(sentence: str, words: Mapping[str, object]) -> str:
    known = {f"{{{name}}}": str(word) for name, word in words.items()}
    for hole, word in known.items():
        sentence = sentence.replace(hole, word)
    return sentence


def in_order(findings: Iterable[Finding], file: str) -> tuple[Finding, ...]:
    """The findings of one file, stamped with its name, in the order of the file."""
    return tuple(sorted((replace(one, file=file) for one in findings), key=lambda one: (one.span, one.code)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether ``build`` must stop."""
    return any(one.level is Level.ERROR for one in findings)
