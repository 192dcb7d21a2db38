"""Keys of rows and columns that a form may not have, because every filing has them beside its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.findings.finding import Finding
from generator.form.format import Column, Row
from generator.form.reserved import RESERVED
from generator.source.data_file import DataFile
from generator.source.nodes import Location


def reserved_keys(file: DataFile, place: Location, entries: Sequence[Column | Row]) -> Iterator[Finding]:
    """Keys that a filing has for what may stand beside the numbers of any table."""
    for number, entry in enumerate(entries):
        if entry.key in RESERVED:
            problem = f"键“{entry.key}”留给填报写表前的说明、表下的注和数的备注，行和列不能用，换一个"
            yield file.at((*place, number, "key"), "F07", problem=problem)
        if isinstance(entry, Column):
            yield from reserved_keys(file, (*place, number, "columns"), entry.columns)
        else:
            yield from reserved_keys(file, (*place, number, "rows"), entry.rows)
