"""What an expression of a form comes to with numbers of no one filing: a sum's, or what is kept of one's.

The words are those of placeholders (`narrative/expression.py`); what is not known makes the whole unknown.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from generator.filing.narrative.expression import Binary, Expression, Literal, Node, Path, parse
from generator.filing.narrative.filters import PERCENTAGE, THOUSANDS, Unwritable, write
from generator.filing.narrative.placeholders import group_cells
from generator.form.format import Format

_OPERATORS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class NotKnown(Exception):
    """A number that nobody gave, or that cannot be: a share of nothing."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The numbers of a form by their addresses, and the year they are of."""

    form: Format
    year: int
    numbers: Mapping[str, int | Decimal]

    def amount(self, source: str) -> Fraction | None:
        """An expression as a number; None where a number in it is not known."""
        try:
            return self._of(parsed(source).root)
        except NotKnown:
            return None

    def text(self, source: str) -> str | None:
        """An expression as it is written."""
        value = self.amount(source)
        return None if value is None else written(value, source)

    def whole(self, source: str) -> Fraction | None:
        """What an expression is a share of; None where it is none, or that is not known."""
        root = parsed(source).root
        if not isinstance(root, Binary) or root.operator != "/":
            return None
        try:
            return self._of(root.right)
        except NotKnown:
            return None

    def _of(self, node: Node) -> Fraction:
        match node:
            case Literal(value):
                return value
            case Path(name):
                return sum((self._at(path) for path in addresses(self.form, name)), start=Fraction(0))
            case Binary(sign, left, right):
                first, second = self._of(left), self._of(right)
                if sign == "/" and not second:
                    raise NotKnown
                return _OPERATORS[sign](first, second)

    def _at(self, path: str) -> Fraction:
        if path not in self.numbers:
            raise NotKnown
        return Fraction(self.numbers[path])


@lru_cache(maxsize=1024)
def parsed(source: str) -> Expression:
    """An expression, read once."""
    return parse(source)


def addresses(form: Format, name: str) -> list[str]:
    """The numbers that a name in an expression stands for: itself, or those of a group."""
    return [name] if name in form.addresses else group_cells(form, name) or [name]


def rests_on(form: Format, source: str) -> list[str]:
    """The addresses of all numbers in an expression."""
    return [path for name in _names(parsed(source).root) for path in addresses(form, name)]


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Path):
        yield node.name
    elif isinstance(node, Binary):
        yield from (*_names(node.left), *_names(node.right))


def written(value: Fraction, source: str) -> str | None:
    """A number in the way an expression asks for, in thousands where it asks for none; None where it cannot
    be written."""
    filters = parsed(source).filters
    name, digits = (filters[0].name, filters[0].digits) if filters else (THOUSANDS, None)
    try:
        return write(value, name, digits)
    except Unwritable:
        return None


def is_share(source: str) -> bool:
    """Whether an expression is written as a share of a hundred."""
    return any(each.name == PERCENTAGE for each in parsed(source).filters)


def signed(value: Fraction, source: str) -> str:
    """A change with its sign; nothing where there is none or it cannot be written."""
    text = written(abs(value), source) if value else None
    return f"{'+' if value > 0 else '−'}{text}" if text else ""
