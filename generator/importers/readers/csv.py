"""Figures separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv as library
import io
from dataclasses import replace

from generator.findings.position import Position
from generator.importers.decoded import decoded
from generator.importers.pages import Cell, Grid, Pages, Unreadable
from generator.importers.sheet_blocks import sheet_blocks

ENDINGS = (".csv", ".tsv")
SEPARATORS = ",;\t|，"
ROWS = 5000


def accepts(data: bytes) -> bool:
    """Nothing in the bytes says so."""
    return False


def read(data: bytes) -> Pages:
    """The lines as a sheet; raises Unreadable."""
    lines = [line[:200] for line in written_lines(data)]
    if not any(map(any, lines)) or len(lines) > ROWS:
        raise Unreadable("这个 CSV 文件是空的，或者太长，不像年度报告")
    at = Position()
    width = max(map(len, lines))
    rows = tuple(
        tuple(
            Cell(text.strip(), replace(at, row=row + 1, column=column + 1))
            for column, text in enumerate([*line, *[""] * (width - len(line))])
        )
        for row, line in enumerate(lines)
    )
    return Pages(tuple(sheet_blocks(Grid(rows, at))))


def written_lines(data: bytes) -> list[list[str]]:
    """The lines, each its fields, by whichever mark parts most of them; raises Unreadable."""
    text = decoded(data)
    separator = max(SEPARATORS, key=text.count)
    try:
        return list(library.reader(io.StringIO(text, newline=""), delimiter=separator))
    except library.Error as error:
        raise Unreadable("这个 CSV 文件读不下去，引号没有配对，或者不是 CSV") from error
