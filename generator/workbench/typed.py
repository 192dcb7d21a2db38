"""What is written in the tables of a filing, cell by cell, as it was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from generator.filing.remarks import taken_apart
from generator.filing.row_shapes import cells_meant, counts_of, is_zero
from generator.form.address import Address
from generator.form.format import Format
from generator.source.nodes import Mapping as Tree
from generator.source.nodes import Node, Scalar, Sequence, is_blank


class Shape(Enum):
    """How a row is written."""

    ABSENT = "nothing of it is there"
    BLANK = "its key alone"
    ZERO = "one 0 for all its cells"
    ZERO_ABOVE = "one 0 for all rows of its group"
    SINGLE = "the only number of the row"
    LISTED = "in brackets, one after the other"
    NAMED = "each behind the name of its column"
    OTHER = "in a way that cannot be taken apart into its cells"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row: how it is written, its node (that of the group above where the 0 stands there), and the text of
    each cell that is written, with its node."""

    path: str
    cells: tuple[Address, ...]
    shape: Shape
    node: Node | None = None
    nodes: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys under which it stands."""
        return (self.cells[0].section, *self.cells[0].row)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each cell: nothing where nothing was written."""
        zero = self.shape in (Shape.ZERO, Shape.ZERO_ABOVE)
        empty = {cell.path: "0" if zero and not cell.open_column else "" for cell in self.cells}
        return empty | {path: "" if is_blank(node) else node.text for path, node in self.nodes.items()}


def typed_rows(form: Format, root: Tree) -> dict[str, TypedRow]:
    """Every row of the form by its path."""
    return {path: _row(form, path, cells, root) for path, cells in form.written_rows.items()}


def typed_cells(rows: Mapping[str, TypedRow]) -> dict[str, str]:
    """What stands in every cell, by its path."""
    return {path: text for row in rows.values() for path, text in row.texts.items()}


def _row(form: Format, path: str, cells: tuple[Address, ...], root: Tree) -> TypedRow:
    node: Node = root
    keys = (cells[0].section, *cells[0].row)
    for key in keys:
        if not isinstance(node, Tree):
            return TypedRow(path, cells, _above(node), node)
        if key not in node.entries:
            return TypedRow(path, cells, Shape.ABSENT)
        node = node.entries[key]
    return _written(form, path, cells, node)


def _above(node: Node) -> Shape:
    """What stands in place of the group that a row is in."""
    if is_blank(node):
        return Shape.ABSENT
    return Shape.ZERO_ABOVE if isinstance(node, Scalar) and is_zero(node) else Shape.OTHER


def _written(form: Format, path: str, cells: tuple[Address, ...], node: Node) -> TypedRow:
    if is_blank(node):
        return TypedRow(path, cells, Shape.BLANK, node)
    if len(cells) == 1 and not cells[0].column:
        number = taken_apart(node).number
        nodes = {cells[0].path: number} if isinstance(number, Scalar) else {}
        return TypedRow(path, cells, Shape.SINGLE if nodes else Shape.OTHER, node, nodes)
    pairs = list(_pairs(form, path, cells, node))
    if pairs and all(isinstance(number, Scalar) for _, number in pairs):
        nodes = {cell.path: number for cell, number in pairs if isinstance(number, Scalar)}
        return TypedRow(path, cells, Shape.LISTED if isinstance(node, Sequence) else Shape.NAMED, node, nodes)
    zero = isinstance(node, Scalar) and is_zero(node)
    return TypedRow(path, cells, Shape.ZERO if zero else Shape.OTHER, node)


def _pairs(form: Format, path: str, cells: tuple[Address, ...], node: Node) -> Iterator[tuple[Address, Node]]:
    """The cells of a row that are written, each with its number."""
    if isinstance(node, Sequence):
        meant = cells_meant(form, path, node)
        closed = [cell for cell in meant if not cell.open_column]
        if len(node.items) not in counts_of(meant):
            return
        chosen = list(meant) if len(node.items) == len(meant) else closed
        yield from ((cell, taken_apart(item).number) for cell, item in zip(chosen, node.items, strict=True))
    elif isinstance(node, Tree):
        yield from (
            (cell, taken_apart(node.entries[cell.column]).number)
            for cell in cells
            if cell.column in node.entries
        )
