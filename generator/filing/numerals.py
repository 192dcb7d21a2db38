"""Numbers as clerks write them: what a plain number is, and the one certain reading of what is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from generator.findings.finding import Edit, Fix
from generator.source.nodes import Scalar, Sequence

# Fifteen digits are exact in every tool that may read our data (binary64 holds 2**53).
# Zero has no sign: -0 would be printed as it stands.
NUMBER = re.compile(r"(?!-0(\.0*)?$)-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?")

# The full-width forms and nothing else: ① or ² look like digits and are marks of something else.
_HALF = str.maketrans("０１２３４５６７８９．－＋", "0123456789.-+")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([,，][0-9]{3})+(\.[0-9]+)?")
_SEPARATORS = re.compile("[,，、；]")
_QUOTES = frozenset({"", '"', "'"})
_LONGEST = 80


def certain(scalar: Scalar, *, listed: bool = False) -> str | None:
    """The plain number that a scalar can only mean, or None where it is one or could mean more.

    Full-width digits, thousands commas, quotes and a plus sign have one reading.  ``listed``: the
    scalar is an item of a list, where a full-width comma may have been meant to part two numbers.
    """
    one_line = scalar.span.line == scalar.span.end_line
    if scalar.style not in _QUOTES or not one_line or len(scalar.text) > _LONGEST:
        return None
    narrow = scalar.text.strip().translate(_HALF).removeprefix("+")
    if _GROUPED.fullmatch(narrow):
        if listed and scalar.plain:
            return None
        narrow = _SEPARATORS.sub("", narrow)
    same = scalar.plain and narrow == scalar.text
    return narrow if NUMBER.fullmatch(narrow) and not same else None


def as_number(scalar: Scalar, *, listed: bool = False) -> Fix | None:
    """The mend that writes a scalar as the plain number it can only mean."""
    number = certain(scalar, listed=listed)
    return Fix("改写成半角阿拉伯数字", (Edit(scalar.span, number),)) if number is not None else None


def parted(row: Sequence, counts: Collection[int]) -> Fix | None:
    """The mend that parts the numbers of a list that were run together: 「[8，7，1，0]」.

    Certain where the numbers then are as many as one of ``counts``, and no comma could be one between
    thousands.
    """
    edits: list[Edit] = []
    found = 0
    for item in row.items:
        pieces = _pieces(item) if isinstance(item, Scalar) else []
        if not pieces:
            return None
        found += len(pieces)
        edits += [Edit(item.span, ", ".join(pieces))] if len(pieces) > 1 else []
    return Fix("各数之间改用半角逗号", tuple(edits)) if edits and found in counts else None


def _pieces(item: Scalar) -> list[str]:
    """The plain numbers an item consists of; none where a piece is no number or may go with its neighbour."""
    if not item.plain or item.span.line != item.span.end_line or len(item.text) > _LONGEST:
        return []
    pieces = [piece.strip() for piece in _SEPARATORS.split(item.text)]
    whole = all(NUMBER.fullmatch(piece) for piece in pieces)
    return pieces if whole and not any(_thousands(pieces)) else []


def _thousands(pieces: list[str]) -> Iterator[bool]:
    """Whether each piece could go on the one before: three digits after one to three."""
    for before, after in pairwise(pieces):
        yield bool(_GROUPED.fullmatch(f"{before},{after}"))
