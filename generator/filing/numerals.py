"""Numbers as clerks write them: what a plain number is, and the one certain reading of what is none."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.findings.finding import Edit, Fix
from generator.source.nodes import Node, Scalar

# Fifteen digits are exact in every tool that may read our data (binary64 holds 2**53).
# Zero has no sign: -0 would be printed as it stands.
NUMBER = re.compile(r"(?!-0(\.0*)?$)-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?")

# The full-width forms and nothing else: ① or ² look like digits and are marks of something else.
_HALF = str.maketrans("０１２３４５６７８９．－＋", "0123456789.-+")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([,，][0-9]{3})+(\.[0-9]+)?")
_SEPARATORS = re.compile("[,，、；]")
_QUOTES = frozenset({"", '"', "'"})
_LONGEST = 80


def plain_number(text: str, unit: str = "") -> str | None:
    """The plain number that a text can only mean: full-width digits, thousands commas, a plus sign and
    the unit that is printed in the form anyway have one reading."""
    narrow = text.strip().translate(_HALF).removeprefix("+")
    narrow = narrow.removesuffix(unit).rstrip() if unit else narrow
    if _GROUPED.fullmatch(narrow):
        narrow = _SEPARATORS.sub("", narrow)
    return narrow if NUMBER.fullmatch(narrow) else None


def certain(scalar: Scalar, unit: str = "", *, listed: bool = False) -> str | None:
    """The plain number that a scalar can only mean, or None where it is one or could mean more.

    Quotes do not count.  ``listed``: the scalar is an item of a list, where a full-width comma may have been
    meant to part two numbers.
    """
    one_line = scalar.span.line == scalar.span.end_line
    if scalar.style not in _QUOTES or not one_line or len(scalar.text) > _LONGEST:
        return None
    if listed and scalar.plain and _SEPARATORS.search(scalar.text):
        return None
    number = plain_number(scalar.text, unit)
    return None if scalar.plain and number == scalar.text else number


def as_number(scalar: Scalar, unit: str = "", *, listed: bool = False) -> Fix | None:
    """The mend that writes a scalar as the plain number it can only mean."""
    number = certain(scalar, unit, listed=listed)
    return Fix("改写成半角阿拉伯数字", (Edit(scalar.span, number),)) if number is not None else None


def exact(node: Node) -> Node:
    """A number in quotes without them: its value is what stands there.  Anything else as it is."""
    if not isinstance(node, Scalar) or node.style not in ("'", '"') or not NUMBER.fullmatch(node.text):
        return node
    return replace(node, style="") if node.span.line == node.span.end_line else node
