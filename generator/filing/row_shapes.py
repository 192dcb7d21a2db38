"""What rows of a table look like in a filing: how many numbers a list has, a bare 0, rows side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.filing.filing import Cell
from generator.filing.numerals import certain
from generator.filing.quantity import printed
from generator.form.format import Address, Format, Row
from generator.source.nodes import REFUSED, Node, Scalar, ambiguous
from generator.source.nodes import Sequence as List


def counts_of(row: Sequence[Address]) -> tuple[int, ...]:
    """How many numbers a list may have: with the total, and without."""
    return (len([address for address in row if not address.open_column]), len(row))


def cells_meant(format: Format, path: str, node: Node) -> tuple[Address, ...]:
    """The cells of a row that stand at a node: in a row that is worked out, of a list as long as it has
    numbers those alone."""
    every, numbers = format.written_rows[path], format.rows.get(path, ())
    listed = isinstance(node, List) and len(node.items) in counts_of(numbers)
    return numbers if listed and numbers[0].open_row else every


def means_zero(node: Scalar) -> bool:
    """Whether it can only be the 0 of a whole row: full-width, in quotes, with decimals."""
    number = certain(node) or node.text
    return re.fullmatch(r"0(\.0+)?", number) is not None


def is_zero(node: Scalar) -> bool:
    """Whether it is the bare 0 that stands for a whole row."""
    return node.plain and node.text == "0"


def is_reported(node: Scalar) -> bool:
    """Whether reading has refused it: one mistake, not two."""
    return node.style == REFUSED or ambiguous(node) is not None


def as_printed(cell: Cell, format: Format, address: Address) -> Cell:
    """A computed total of signed numbers or amounts is printed like those that were written."""
    if cell.written or not cell.value:
        return cell
    written = printed(cell.value, format.kinds[address.kind])
    return replace(cell, written=written) if written else cell


def level(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows whose keys stand side by side in a filing: groups without key are seen through."""
    for row in rows:
        if row.key is None:
            yield from level(row.rows)
        else:
            yield row
