"""The figures of all filings in one place: CSV, XLSX, and with the extra a Parquet file and a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.collect.collected import Collected
from generator.collect.tables import UNITS, tables
from generator.common.csv_text import csv_text, write_csv
from generator.workbook.figures import COLUMNS, Figure

CSV, XLSX, PARQUET, DATABASE = "数据.csv", "数据.xlsx", "数据.parquet", "数据.duckdb"
DICTIONARY = "数据字典.csv"
FILE = "文件"
# What each column of the figures is.
MEANINGS = (
    ("格式", "文字", "填报所用格式的版本，如 2021"),
    ("机关", "文字", "填报的机关，照填报里写的"),
    ("年度", "整数", "统计年度"),
    ("统计期", "文字", "年度的一部分（一年报几次的格式），整年的空着"),
    ("路径", "文字", "这个数在填报里的地址，同一版格式里不变"),
    ("名称", "文字", "印在报告里的名称：行组 / 行 / 列"),
    ("数", "数", "原样，不四舍五入"),
    ("单位", "文字", "件、万元等"),
    ("由来", "文字", "填报：单位填的；计算：空着的总计，由各项加出来"),
    ("文件", "文字", "这个数是哪一份填报的"),
)
# One thread and so much room: 2.4 million figures need half of it, and it is no slower.
ROOM: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": "256MB"}
TYPES = {"年度": "INTEGER", "数": "DECIMAL(30,6)"}


def rows(collected: Collected) -> Iterator[tuple[object, ...]]:
    """One figure a row, of every filing that could be read, each with its file."""
    for filing in collected.handed:
        for figure in filing.figures:
            yield (*_plain(figure), filing.file)


def _plain(figure: Figure) -> tuple[object, ...]:
    return (*astuple(figure)[:6], figure.value, figure.unit, figure.state)


def as_text(row: Iterable[object]) -> list[str]:
    """A row as CSV has it."""
    return [f"{value:f}" if isinstance(value, Decimal) else str(value) for value in row]


def data_csv(collected: Collected) -> bytes:
    """All figures."""
    return csv_text(_csv_rows(collected))


def _csv_rows(collected: Collected) -> Iterator[Sequence[str]]:
    yield (*COLUMNS, FILE)
    yield from map(as_text, rows(collected))


def dictionary() -> bytes:
    """What the columns mean."""
    return csv_text([("列", "类型", "含义"), *MEANINGS])


def database(collected: Collected) -> Iterator[dict[str, bytes]]:
    """The same as Parquet, and with the units as a DuckDB file.  Raises ImportError without the extra."""
    import duckdb  # comes with the extra alone

    with TemporaryDirectory() as place:
        folder = Path(place)
        with (folder / CSV).open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(file, _csv_rows(collected))
        (folder / UNITS).write_bytes(tables(collected)[UNITS])
        (folder / DICTIONARY).write_bytes(dictionary())
        with duckdb.connect(str(folder / DATABASE), config=ROOM) as connection:
            _load(connection, "数据", folder / CSV, TYPES)
            _load(connection, "单位", folder / UNITS, {})
            _load(connection, "数据字典", folder / DICTIONARY, {})
            connection.table("数据").write_parquet(str(folder / PARQUET))
        for name in (PARQUET, DATABASE):
            yield {name: (folder / name).read_bytes()}


def _load(connection: object, table: str, file: Path, types: dict[str, str]) -> None:
    """A CSV file as a table: everything is text but what is said to be otherwise."""
    read = connection.read_csv(  # type: ignore[attr-defined]  # DuckDB's own
        str(file), header=True, all_varchar=True, quotechar='"', escapechar='"', encoding="utf-8"
    )
    columns: Sequence[str] = read.columns
    chosen = ", ".join(f'CAST("{name}" AS {types.get(name, "VARCHAR")}) AS "{name}"' for name in columns)
    read.project(chosen).create(table)
