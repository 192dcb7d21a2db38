"""What is printed over and beside every number, straight from the trees of ``format.yaml``.

Read with PyYAML and walked here, so that nothing of how our own grids tie heads to numbers is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.conftest import ROOT

Tree = dict[str, Any]


@dataclass(frozen=True)
class Heard:
    """A number of the form: its address, and its heads as printed, outermost first, columns before rows."""

    path: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """A head: its text, whether it heads columns or rows, and the heads that stand over it."""

    text: str
    scope: str
    over: tuple[str, ...]


class Printed(NamedTuple):
    """A table: its numbers in the order of print, its heads, and the heads of its cells that hold units."""

    numbers: list[Heard]
    heads: set[Head]
    units: list[tuple[str, ...]]


@cache
def form(version: str) -> Tree:
    path = Path(ROOT) / "templates" / version / "format.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def tables(version: str, filing: Path) -> Iterator[Printed]:
    """Every printed table of a filing: of its form, in its texts, and those of its own behind them."""
    written = yaml.safe_load(filing.read_text(encoding="utf-8"))
    for section in form(version)["sections"]:
        yield from map(drawn, drawings(written.get(section["key"])))
        if "table" in section:
            blocks = section["table"]["blocks"]
            yield Printed(
                [number for block in blocks for number in numbers(section["key"], block)],
                {head for block in blocks for head in heads(block)},
                [unit for block in blocks if block.get("unit") for unit in units(block, block["rows"], ())],
            )
        elif "free" in section and section["key"] in written:
            yield free(section["free"], written[section["key"]])
    yield from map(own, written.get("附表", []))


# ---------------------------------------------------------------- numbers


def numbers(section: str, block: Tree) -> Iterator[Heard]:
    """The numbers of a block, row by row."""
    banner = (block["label"],) if block.get("label") else ()
    for keys, row_heads in rows(block["rows"], (), ()):
        for key, column_heads in columns(block["columns"], ()):
            path = ".".join((section, *keys, *filter(None, (key,))))
            order = (row_heads, column_heads) if block.get("across") else (column_heads, row_heads)
            yield Heard(path, (*banner, *order[0], *order[1]))


def rows(
    branch: list[Tree], keys: tuple[str, ...], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Keys and labels of every row, from the top; a group's own number stands on the group's line."""
    for row in branch:
        below = (*keys, *filter(None, (row.get("key"),)))
        if row.get("rows"):
            yield from rows(row["rows"], below, (*above, row["label"]))
        else:
            yield below, above if row.get("own") else (*above, row["label"])


def columns(branch: list[Tree], above: tuple[str, ...]) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Key and labels of every column, left to right."""
    for column in branch:
        if column.get("columns"):
            yield from columns(column["columns"], (*above, column["label"]))
        else:
            yield column.get("key"), (*above, column["label"])


def units(block: Tree, branch: list[Tree], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The heads of the unit on every line of an outline, lines of groups too."""
    for row in branch:
        if not row.get("own"):
            labels = (*above, row["label"])
            yield (block["unit"], *labels)
            yield from units(block, row.get("rows", []), labels)


# ---------------------------------------------------------------- heads


def heads(block: Tree) -> Iterator[Head]:
    """The heads of a block; of rows printed side by side, rows head columns."""
    banner = (block["label"],) if block.get("label") else ()
    for label in banner:
        yield Head(label, "Column", ())
    if block.get("unit"):
        yield Head(block["unit"], "Column", banner)
    if not block.get("across"):
        yield from branch_heads(block["columns"], "columns", "Column", banner)
        yield from branch_heads(block["rows"], "rows", "Row", banner)
        return
    yield from branch_heads(block["rows"], "rows", "Column", banner)
    for _, above in rows(block["rows"], (), banner):
        for _, labels in columns(block["columns"], above):
            yield Head(labels[-1], "Column", labels[:-1])


def branch_heads(branch: list[Tree], below: str, scope: str, above: tuple[str, ...]) -> Iterator[Head]:
    for node in branch:
        if not node.get("own"):
            yield Head(node["label"], scope, above)
        yield from branch_heads(node.get(below, []), below, scope, (*above, node["label"]))


# ---------------------------------------------------------------- tables whose rows an office names


def free(table: Tree, written: list[Tree]) -> Printed:
    first = table["columns"][0]
    found = {Head(column["label"], "Column", ()) for column in table["columns"]}
    heads_heard = []
    for row in flat(written, table.get("parts")):
        label = str(row[first["key"]])
        found.add(Head(label, "Row", (first["label"],)))
        heads_heard += [
            Heard("", (column["label"], label)) for column in table["columns"] if column.get("kind")
        ]
    return Printed(heads_heard, found, [])


def flat(written: list[Tree], parts: str | None) -> Iterator[Tree]:
    for row in written:
        yield row
        yield from flat(row.get(parts or "", []), parts)


# ---------------------------------------------------------------- tables in texts and an office's own


def drawings(text: Any) -> Iterator[list[list[str]]]:
    """The words of every table that is drawn in the texts of a section, line by line."""
    for part in text.values() if isinstance(text, dict) else (text,):
        lines = part.splitlines() if isinstance(part, str) else []
        for is_table, run in groupby(lines, lambda line: line.startswith("|")):
            if is_table:
                rows = [[word.strip() for word in line.strip("|").split("|")] for line in run]
                yield [row for row in rows if not re.fullmatch("[-:]+", row[0])]


def drawn(lines: list[list[str]]) -> Printed:
    head, *below = lines
    figures = [
        Heard("", (label, row[0]))
        for row in below
        for label, word in zip(head[1:], row[1:], strict=True)
        if re.fullmatch("[0-9,]+", word)
    ]
    return Printed(figures, listed(head, [row[0] for row in below]), [])


def own(table: Tree) -> Printed:
    """A table of an office's own with its rows written as lists; its total is a row like the others."""
    columns = [column if isinstance(column, dict) else {"名称": column} for column in table["列"]]
    labels = [f"{each['名称']}（{each['单位']}）" if "单位" in each else each["名称"] for each in columns]
    names = [row[0] for row in table["行"]] + (["合计"] if "合计" in table else [])
    figures = [
        Heard(f"附表.{table['标题']}.{name}.{column['名称']}", (label, name))
        for name in names
        for column, label in zip(columns, labels, strict=True)
        if column.get("种类") in ("件数", "金额", "数")
    ]
    return Printed(figures, listed(labels, names), [])


def listed(labels: list[str], names: list[str]) -> set[Head]:
    """The heads of a table with one line of heads whose first column names the rows."""
    rows = {Head(name, "Row", (labels[0],)) for name in names}
    return rows | {Head(label, "Column", ()) for label in labels}
