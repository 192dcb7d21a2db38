"""What is printed over and beside every number, straight from the trees of ``format.yaml``.

Read with PyYAML and walked here, so that nothing of how our own grids tie heads to numbers is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
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
    """Every printed table of a filing."""
    written = yaml.safe_load(filing.read_text(encoding="utf-8"))
    for section in form(version)["sections"]:
        if "table" in section:
            blocks = section["table"]["blocks"]
            yield Printed(
                [number for block in blocks for number in numbers(section["key"], block)],
                {head for block in blocks for head in heads(block)},
                [unit for block in blocks if block.get("unit") for unit in units(block, block["rows"], ())],
            )
        elif "free" in section and section["key"] in written:
            yield free(section["free"], written[section["key"]])


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
