"""Numbers that are more than digits: signed ones, and amounts with the unit they were written in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal

from generator.form.format import Kind
from generator.source.nodes import Node, Scalar

# Exact for the longest number that can be written, times the largest unit.
_EXACT = Context(prec=60)


def bare(node: Node, kind: Kind) -> tuple[Node, str]:
    """The node without its plus sign or its unit, as far as its kind allows them, and that unit."""
    if not isinstance(node, Scalar) or not node.plain:
        return node, ""
    if kind.signed and node.text.startswith("+") and node.text[1:2].isdigit() and node.text != "+0":
        return replace(node, text=node.text[1:]), ""
    for unit in sorted(kind.units, key=len, reverse=True):
        if node.text.endswith(unit):
            return replace(node, text=node.text.removesuffix(unit)), unit
    return node, ""


def lacks_unit(value: int | Decimal, unit: str, kind: Kind) -> bool:
    """Whether an amount does not say what it is counted in; nothing is nothing in every unit."""
    return bool(kind.units) and not unit and value != 0


def in_base_unit(value: int | Decimal, unit: str, kind: Kind) -> int | Decimal:
    """The amount in the unit of its kind: 1.5 万元 is 15000 元."""
    if not unit:
        return value
    exact = _EXACT.multiply(Decimal(value), Decimal(kind.units[unit]))
    return int(exact) if exact == exact.to_integral_value(context=_EXACT) else _EXACT.normalize(exact)


def printed(value: int | Decimal, kind: Kind, given: str = "") -> str:
    """How it is printed where bare digits would not do, else nothing.  ``given``: as the office wrote it."""
    if kind.units and value != 0:
        return given or f"{Decimal(value):f}{kind.unit}"
    return f"+{Decimal(value):f}" if kind.signed and value > 0 else ""
