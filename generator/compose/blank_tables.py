"""The tables of a blank filing: every row there, with what it means and how it is written beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.form.format import Block, Column, Format, FreeTable, Row, leaf_columns
from generator.form.reserved import ROWS

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of tables so far as they are known, what was said of their numbers last year, and notes at the
    ends of their lines, by path."""

    known: Mapping[str, str]
    remarks: Mapping[str, tuple[str, ...]]
    note: Callable[[str], str] = lambda _: ""


def above_free(format: Format, table: FreeTable) -> Iterator[str]:
    """How the columns of a free table are written that need to be told."""
    yield from _of_kinds(format, table.columns)
    yield from _worked_out(table.columns)


def sample(table: FreeTable) -> Iterator[str]:
    """A row of a free table with nothing in it, and one with parts where it may have some."""
    row = ", ".join(f"{column.key}: " for column in table.columns if not column.may_be_left_out)
    yield f"{{{row}}}"
    if table.parts:
        yield f"{{{row}, {table.parts}: [{{{row}}}]}}    # 各分项合起来等于本行"


def below_free(section: str, table: FreeTable) -> Iterator[str]:
    """What is said of the last row of a free table, which sums the others."""
    if table.total:
        how = f"{section}: {{{ROWS}: [各行], {table.total}: [各数列的合计]}}"
        yield f"{INDENT}# 最后一行“{table.total}”由程序计算；要自己写了核对的，写成 {how}"


def _of_kinds(format: Format, columns: Iterable[Column]) -> Iterator[str]:
    """How the columns are written that hold more than digits, or no number."""
    for column in columns:
        kind = format.kinds.get(column.kind or "")
        if kind and (kind.hint or not kind.is_number):
            words = kind.hint if kind.is_number else _how(format, str(column.kind))
            yield f"{INDENT}# {column.label}：{words}"


def _how(format: Format, name: str) -> str:
    """How a cell is written that holds no number."""
    kind = format.kinds[name]
    may = "" if kind.required else "；没有的可以空着"
    return "，".join(filter(None, (kind.meaning, kind.hint))) + may


def _worked_out(columns: Iterable[Column]) -> Iterator[str]:
    names = [str(column.key) for column in columns if column.may_be_left_out]
    if names:
        yield f"{INDENT}# {'、'.join(names)}可以不写，由程序计算"


def block_lines(format: Format, section: str, block: Block, rows: Rows) -> Iterator[str]:
    """A block of a table of the form: how its columns are written, then its rows."""
    leaves = list(leaf_columns(block.columns))
    yield from _of_kinds(format, leaves)
    columns = [column for column in leaves if column.key]
    if columns:
        parts = [column for column in columns if not column.may_be_left_out]
        totals = "".join(f" [, {column.key}]" for column in columns if column.may_be_left_out)
        words = [not format.kinds[column.kind].is_number if column.kind else False for column in parts]
        places = ", ".join('""' if word else "0" for word in words)
        zeros = "" if any(words) else "，全行为零时写 0"
        names = "、".join(str(column.key) for column in parts)
        yield f"{INDENT}# 各列依次为：{names}{totals}；写成 [{places}] 这样{zeros}"
    walk = _Walk(format, rows, [column.label for column in leaves])
    yield from walk.rows(section, block.rows, 1)


@dataclass(frozen=True, slots=True)
class _Walk:
    """The rows of a block, each with what is known of it."""

    format: Format
    written: Rows
    labels: list[str]

    def rows(self, path: str, rows: Sequence[Row], depth: int) -> Iterator[str]:
        for row in rows:
            name, known = f"{path}.{row.key}", self.written.known
            if row.key is None:
                yield from self.rows(path, row.rows, depth)
            elif row.rows:
                yield f"{INDENT * depth}{row.key}:    # {row.label}"
                yield from self.rows(name, row.rows, depth + 1)
            elif row.may_be_left_out and name not in known:
                yield f"{INDENT * depth}# {row.key}:    # {row.label}（可以不写）"
            else:
                line = f"{INDENT * depth}{row.key}: {known.get(name, '')}"
                yield f"{line.rstrip()}{self._comment(row)}{self.written.note(name)}"
            said = self.written.remarks.get(name, ())
            yield from (f"{INDENT * depth}# 上年的备注：{remark}" for remark in said)

    def _comment(self, row: Row) -> str:
        """What the form prints for a row, where its key does not say as much already, and how it is written
        where it is no number."""
        words = [row.label] if row.label != row.key else []
        words += self.labels if len(self.labels) == 1 else []
        kind = self.format.kinds.get(row.kind or "")
        words += [_how(self.format, str(row.kind))] if kind and not kind.is_number else []
        return f"    # {'，'.join(words)}" if words else ""
