"""A number with a remark, 「{数: 20, 备注: 其中修订4件}」.

One with words in brackets behind it, 「5（含修订4件）」, can only mean that, and is mended into it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.filing.numerals import plain_number
from generator.filing.quantity import bare
from generator.filing.unknown_keys import unknown_keys
from generator.findings.catalogue import Name, found
from generator.findings.finding import Edit, Finding, Fix, Span
from generator.form.reserved import NUMBER, REMARK
from generator.form.table_tree import Kind
from generator.source.nodes import REFUSED, Mapping, Node, Scalar, is_blank

_LONGEST = 120
_BEHIND = re.compile(r"(?P<number>[^（()）]+?)\s*[（(](?P<remark>[^（()）]+)[)）]")
# What a word may not hold that stands in braces without quotes.
_TO_QUOTE = re.compile(r"""[,\[\]{}:#&*!|>'"%@`?\\]|^[-\s]|\s$""")


@dataclass(frozen=True, slots=True)
class Taken:
    """A number and what is said of it; ``problem`` where that cannot be read so."""

    number: Node
    remark: Scalar | None = None
    problem: str = ""


def is_remarked(node: Node) -> bool:
    """Whether a node is a number with a remark, or was meant as one."""
    return isinstance(node, Mapping) and (NUMBER in node.entries or REMARK in node.entries)


def taken_apart(node: Node) -> Taken:
    """The number of a node and its remark; a node that has none is the number itself."""
    if not isinstance(node, Mapping) or not is_remarked(node):
        return Taken(node)
    number, remark = node.entries.get(NUMBER), node.entries.get(REMARK)
    if number is None:
        return Taken(Scalar("", node.span, REFUSED), problem="只有备注，没有数")
    if isinstance(number, Mapping):
        return Taken(Scalar("", number.span, REFUSED), problem="“数”后面应当是一个数")
    if remark is None or is_blank(remark):
        return Taken(number)
    if not isinstance(remark, Scalar) or "\n" in remark.text.strip() or not remark.text.strip():
        return Taken(number, problem="备注应当是一行文字")
    return Taken(number, remark)


def misshapen(node: Node, name: Name, basis: str) -> Iterator[Finding]:
    """S01 and S40 for a number with a remark that is not written as one."""
    if isinstance(node, Mapping) and is_remarked(node):
        yield from unknown_keys(node, (NUMBER, REMARK), basis)
        if problem := taken_apart(node).problem:
            place = node.entries.get(REMARK, node)
            yield found("S40", place.span, basis=basis, cell=name, problem=problem)


def as_remarked(node: Scalar, kind: Kind) -> Fix | None:
    """The mend that writes 「5（含修订4件）」 as a number and its remark, where it has this one reading."""
    one_line = node.span.line == node.span.end_line and len(node.text) <= _LONGEST
    match = _BEHIND.fullmatch(node.text.strip()) if one_line and node.style in ("", "'", '"') else None
    if match is None:
        return None
    number, remark = _number(match["number"].strip(), kind), match["remark"].strip()
    if number is None or remark == kind.unit or not re.search(r"[^\W\d_]", remark):
        return None
    to_quote = _TO_QUOTE.search(remark) or is_blank(Scalar(remark, node.span))
    words = json.dumps(remark, ensure_ascii=False) if to_quote else remark
    return Fix("括号里的话写成备注", (Edit(node.span, f"{{{NUMBER}: {number}, {REMARK}: {words}}}"),))


def _number(text: str, kind: Kind) -> str | None:
    """The number before the bracket, with its unit where its kind wants one."""
    if not kind.units:
        return plain_number(text, kind.unit)
    digits, unit = bare(Scalar(text, Span()), kind)
    assert isinstance(digits, Scalar)  # it was one
    number = plain_number(digits.text)
    return f"{number}{unit}" if number is not None and (unit or number == "0") else None
