"""Whether a table of a form holds together: keys, labels, kinds, columns for the heads of rows, squares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from generator.common.did_you_mean import nearest
from generator.findings.finding import Finding
from generator.form.format import Block, Column, Format, Row, Table, leaf_columns
from generator.form.table_grid import Grid, Place, deepest, lay_out, stub_columns
from generator.kit.reserved_keys import reserved_keys
from generator.kit.worked_out import of_table
from generator.source.data_file import DataFile
from generator.source.nodes import Location

NAME = re.compile(r"[^\W\d]\w*")


def misfit(file: DataFile, place: Location, problem: str) -> Finding:
    """F07: what does not hold together, and where."""
    return file.at(place, "F07", problem=problem)


def check_name(file: DataFile, place: Location, key: str) -> Iterator[Finding]:
    """A key that could not stand in an address."""
    if not NAME.fullmatch(key):
        yield misfit(
            file, place, f"键“{key}”不能用：只能有汉字、字母、数字，不能以数字开头，否则正文里无法引用"
        )


def twice(file: DataFile, place: Location, keys: Iterable[str | None]) -> Iterator[Finding]:
    """Keys that stand twice on one level, each at its last place."""
    names = list(keys)
    for key, count in Counter(name for name in names if name).items():
        if count > 1:
            last = len(names) - 1 - names[::-1].index(key)
            yield misfit(file, (*place, last, "key"), f"键“{key}”在同一层用了 {count} 次")


def _labels_twice(file: DataFile, place: Location, labels: Iterable[str]) -> Iterator[Finding]:
    """Labels that are printed twice beside each other: a reader could not tell which is which."""
    seen: set[str] = set()
    for number, label in enumerate(labels):
        if label and label in seen:
            yield misfit(file, (*place, number, "label"), f"“{label}”在同一层印了两次")
        seen.add(label)


def check_table(
    file: DataFile, place: Location, form: Format, section: str, table: Table
) -> Iterator[Finding]:
    """Everything in one table of the form: its numbers, rows, columns, squares."""
    if table.kind not in form.kinds:
        yield misfit(file, (*place, "kind"), _no_kind(table.kind, form))
    problems: list[Finding] = []
    for number, block in enumerate(table.blocks):
        inside: Location = (*place, "blocks", number)
        problems += check_columns(file, (*inside, "columns"), form, block.columns)
        problems += _rows(file, (*inside, "rows"), form, block.rows)
        problems += _shape(file, inside, block)
        problems += reserved_keys(file, (*inside, "columns"), block.columns)
        problems += reserved_keys(file, (*inside, "rows"), block.rows)
    problems += of_table(file, place, form, section, table)
    tops = [row.key for block in table.blocks for row in block.rows]
    if len(set(filter(None, tops))) < len([key for key in tops if key]):
        problems.append(misfit(file, (*place, "blocks"), f"“{section}”的各块里有同名的行"))
    yield from problems
    if not problems:
        yield from _tiling(file, (*place, "widths"), section, lay_out(section, table))


def _no_kind(kind: str, form: Format) -> str:
    return f"kinds 里没有“{kind}”这一种{nearest(kind, form.kinds)}"


def _one_total(file: DataFile, place: Location, totals: Sequence[bool]) -> Iterator[Finding]:
    """Two totals beside one another would each be added into the other."""
    numbers = [number for number, total in enumerate(totals) if total]
    if len(numbers) > 1:
        yield misfit(file, (*place, numbers[1], "total"), "同一组里的合计（total）只能有一个")


def check_columns(
    file: DataFile, place: Location, form: Format, columns: tuple[Column, ...]
) -> Iterator[Finding]:
    """Columns on one level and below: keys, labels, kinds, totals."""
    yield from twice(file, place, [column.key for column in columns])
    yield from _labels_twice(file, place, [column.label for column in columns])
    yield from _one_total(file, place, [column.total for column in columns])
    for number, column in enumerate(columns):
        if column.kind and column.kind not in form.kinds:
            yield misfit(file, (*place, number, "kind"), _no_kind(column.kind, form))
        if column.key:
            yield from check_name(file, (*place, number, "key"), column.key)
        yield from check_columns(file, (*place, number, "columns"), form, column.columns)


def _rows(file: DataFile, place: Location, form: Format, rows: tuple[Row, ...]) -> Iterator[Finding]:
    yield from twice(file, place, [row.key for row in rows])
    yield from _labels_twice(file, place, [row.label for row in rows])
    yield from _one_total(file, place, [row.total for row in rows])
    for number, row in enumerate(rows):
        if row.kind and row.kind not in form.kinds:
            yield misfit(file, (*place, number, "kind"), _no_kind(row.kind, form))
        if row.key:
            yield from check_name(file, (*place, number, "key"), row.key)
        elif not row.rows:
            yield misfit(file, (*place, number), f"“{row.label}”没有 key：只有一组行才可以没有")
        yield from _rows(file, (*place, number, "rows"), form, row.rows)


def _shape(file: DataFile, place: Location, block: Block) -> Iterator[Finding]:
    """Columns that an address could not tell apart, and what only an outline can print."""
    leaves = list(leaf_columns(block.columns))
    if len(leaves) > 1 and any(column.key is None for column in leaves):
        yield misfit(file, (*place, "columns"), "有几列时，每一列都要有 key")
    yield from _stubs(file, place, block)
    if not block.outline and any(row.own for row in _all(block.rows)):
        yield misfit(file, (*place, "rows"), "own 只能用在 outline: true 的块里")


def _stubs(file: DataFile, place: Location, block: Block) -> Iterator[Finding]:
    """Columns for the heads of rows that are too few, or that cannot be; a corner for each that is not."""
    several = isinstance(block.corner, tuple)
    if block.stub and (block.across or block.outline):
        yield misfit(file, (*place, "stub"), "行名并排（across）或者依次往下排（outline）的块，不能写 stub")
    elif block.stub and block.stub < deepest(block.rows):
        problem = f"行名有 {deepest(block.rows)} 层，stub 不能少于 {deepest(block.rows)}"
        yield misfit(file, (*place, "stub"), problem)
    if several and len(block.corner or ()) != stub_columns(block):
        problem = f"corner 有 {len(block.corner or ())} 段文字，行名占 {stub_columns(block)} 栏"
        yield misfit(file, (*place, "corner"), problem)
    if not block.head and block.across and len(list(leaf_columns(block.columns))) > 1:
        yield misfit(file, (*place, "head"), "行名并排（across）的块有几列的，列名不能不印（head: false）")
    if not block.head and (block.corner or block.unit):
        yield misfit(
            file, (*place, "head"), "不印列名（head: false）的块，没有左上角（corner）和单位一栏的栏名"
        )


def _all(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _all(row.rows)


def _squares(cell: Place) -> Iterator[tuple[int, int]]:
    """Rows and columns that a cell covers."""
    return product(range(cell.row, cell.row + cell.rowspan), range(cell.column, cell.column + cell.colspan))


def _tiling(file: DataFile, place: Location, section: str, grid: Grid) -> Iterator[Finding]:
    """Places of the grid that no cell covers, or more than one."""
    covered = Counter(square for cell in grid.places for square in _squares(cell))
    wide = max(column for _, column in covered) + 1
    if wide != grid.columns:
        problem = f"“{section}”的各列一共占 {wide} 格，widths 却有 {grid.columns} 个；核对 span 和 widths"
        yield misfit(file, place, problem)
        return
    every = product(range(grid.rows), range(grid.columns))
    for row, column in [square for square in every if covered[square] != 1][:3]:
        what = "没有格子" if not covered[row, column] else "有重叠的格子"
        yield misfit(
            file, place, f"“{section}”印出来的第 {row + 1} 行第 {column + 1} 列{what}；核对 span 和 widths"
        )
