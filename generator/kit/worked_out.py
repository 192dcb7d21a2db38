"""Whether totals and computed numbers of a form can be worked out: of numbers, from others that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from generator.common.did_you_mean import nearest
from generator.findings.finding import Finding
from generator.form.format import Block, Column, Format, FreeTable, Row, Table, leaf_columns
from generator.form.reserved import BESIDE, ROWS
from generator.form.table_tree import is_number
from generator.source.data_file import DataFile
from generator.source.nodes import Location


def of_table(file: DataFile, place: Location, form: Format, section: str, table: Table) -> Iterator[Finding]:
    """F07 for what cannot be worked out in a table of the form."""
    for path in _of_nothing(form, section):
        yield file.at((*place, "blocks"), "F07", problem=f"“{path}”没有可以合计的数")
    for number, block in enumerate(table.blocks):
        inside: Location = (*place, "blocks", number)
        numbers = _number_columns(form, table, block)
        yield from _columns(file, (*inside, "columns"), block.columns, numbers)
        yield from _rows(file, (*inside, "rows"), form, block.rows)


def _of_nothing(form: Format, section: str) -> Iterator[str]:
    """The total rows of a table that have nothing to sum; a row without a key is told as that."""
    for path, row in form.rows.items():
        with suppress(KeyError):
            if row[0].section == section and row[0].total_row and not any(map(form.above, row)):
                yield path


def of_free(file: DataFile, place: Location, form: Format, table: FreeTable) -> Iterator[Finding]:
    """F07 for what cannot be worked out in a table whose rows the office names."""
    numbers = {str(column.key): column for column in table.numbers(form.kinds)}
    yield from _columns(file, (*place, "columns"), table.columns, numbers)
    if table.total in (*BESIDE, ROWS):
        problem = f"“{table.total}”留给填报写表前的说明、表下的注和各行，合计行不能叫这个名称"
        yield file.at((*place, "total"), "F07", problem=problem)
    if table.total and not numbers:
        yield file.at((*place, "total"), "F07", problem="各列都不是数，没有可以合计的")


def _number_columns(form: Format, table: Table, block: Block) -> dict[str, Column]:
    """The columns of a block that hold numbers, whatever single rows may hold."""
    leaves = [column for column in leaf_columns(block.columns) if column.key]
    return {str(leaf.key): leaf for leaf in leaves if is_number(leaf.kind or table.kind, form.kinds)}


def _columns(
    file: DataFile, place: Location, columns: Sequence[Column], numbers: Mapping[str, Column]
) -> Iterator[Finding]:
    for number, column in enumerate(columns):
        here: Location = (*place, number)
        if column.may_be_left_out and column.key and str(column.key) not in numbers:
            yield _misfit(file, here, column, f"“{column.label}”这一列不是数，没法计算")
        yield from _computed(file, here, column, numbers, "列")
        yield from _columns(file, (*here, "columns"), column.columns, numbers)


def _rows(file: DataFile, place: Location, form: Format, rows: Sequence[Row]) -> Iterator[Finding]:
    beside = {str(row.key): row for row in rows if row.key and not row.rows}
    numbers = {key: row for key, row in beside.items() if not row.kind or is_number(row.kind, form.kinds)}
    for number, row in enumerate(rows):
        here: Location = (*place, number)
        if row.may_be_left_out and row.kind and not is_number(row.kind, form.kinds):
            yield _misfit(file, here, row, f"“{row.label}”这一行不是数，没法计算")
        yield from _computed(file, here, row, numbers, "行")
        yield from _rows(file, (*here, "rows"), form, row.rows)


def _misfit(file: DataFile, place: Location, entry: Column | Row, problem: str) -> Finding:
    return file.at((*place, "total" if entry.total else "computed"), "F07", problem=problem)


def _computed(
    file: DataFile, place: Location, entry: Column | Row, numbers: Mapping[str, Column | Row], word: str
) -> Iterator[Finding]:
    """What is wrong with how a number follows from others."""
    if entry.computed is None:
        return
    if entry.total:
        yield _misfit(file, place, entry, f"“{entry.label}”不能又是合计（total）又另外计算（computed）")
    if isinstance(entry, Row) and entry.rows:
        yield _misfit(file, place, entry, f"“{entry.label}”是一组，computed 只用于有数的一行")
    for key in ("plus", "minus", "over"):
        for at, name in enumerate(getattr(entry.computed, key)):
            where = (*place, "computed", key, at)
            if name not in numbers:
                near = nearest(name, numbers)
                problem = f"同一{'块' if word == '列' else '组'}里没有“{name}”这一{word}数{near}"
                yield file.at(where, "F07", problem=problem)
            elif numbers[name].computed:
                problem = f"“{name}”自己也是算出来的，要写它由哪几{word}算出来"
                yield file.at(where, "F07", problem=problem)
