"""``nianbao table``: the figures of filings, one a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.batch.desk import Desk, apart
from generator.batch.inputs import Misuse, files_beside, passed_over, under
from generator.cli.chinese import command as chinese_command
from generator.cli.new_file import write_new_bytes
from generator.cli.screen import complain, put, say
from generator.filing.filing import Filing
from generator.findings.exit_code import exit_code
from generator.form.library import Library
from generator.rules.examine import Examined
from generator.workbook.figures import as_csv, as_parquet, as_workbook, figures

KINDS = (".csv", ".xlsx", ".parquet")
PARQUET = "写 Parquet 要另装：pip install 'nianbao[data]'"


@chinese_command(
    "table",
    local=True,
    short_help="把填报的数列成一张表（CSV、XLSX、Parquet）",
    epilog="""
例子：

\b
  nianbao table 2024.yaml                       CSV，输出到屏幕
  nianbao table 填报/ -o 数据.xlsx              一个文件夹的数，放在一起
  nianbao table 填报/ -o 数据.parquet           要另装 nianbao[data]
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option("-o", "--output", metavar="文件", help="写到这个文件（.csv、.xlsx、.parquet）；不写则输出 CSV")
@click.option("--force", is_flag=True, help="文件已经存在时也覆盖")
def command(paths: tuple[str, ...], output: str | None, force: bool, library: Library) -> int:
    """把填报的数列成一张表，一行一个数：格式、机关、年度、统计期、路径、名称、数、单位、由来（填报的，或者算出来的总计）。

    空着的、写错的不在表里。有错误的填报照样列出，先用 nianbao check 核对。
    """
    kind = _kind(output)
    there = under(paths)
    for line in passed_over(there.skipped):
        say(line, err=True)
    opened, closed = apart(Desk(library).examine(there.inputs))
    for file in (*there.unopened, *closed):
        complain(str(file))
    told = [line for result in opened for line in _doubts(result)]
    for line in told:
        say(line, err=True)
    filings = [result.filing for result in opened if result.filing]
    read = [file.path for file in there.inputs if file.path]
    read += [path for filing in filings for path in files_beside(filing)]
    _put(output, _written(kind, filings), read, force=force)
    return max(int(bool(told)), exit_code((), [*there.unopened, *closed]))


def _kind(output: str | None) -> str:
    """What kind of file is asked for, by the end of its name."""
    kind = Path(output).suffix.lower() if output else KINDS[0]
    if kind not in KINDS:
        raise Misuse(f"{output} 的结尾应当是 {'、'.join(KINDS)} 之一")
    return kind


def _doubts(result: Examined) -> Iterator[str]:
    """What is to be said of a filing whose figures may be wrong, or are not there."""
    name = result.document.source.name
    if result.filing is None or result.filing.authority is None or result.filing.year is None:
        yield f"注意：{name} 读不出是哪个机关、哪一年度的，它的数没有列出"
    elif result.has_errors:
        yield f"注意：{name} 有错误，数照列；请先用 nianbao check 核对"


def _written(kind: str, filings: Iterable[Filing]) -> bytes:
    rows = (row for filing in filings for row in figures(filing))
    if kind == ".csv":
        return as_csv(rows)
    if kind == ".xlsx":
        from generator.writers.xlsx.file import file_of  # loads XlsxWriter

        return file_of(as_workbook(rows))
    try:
        return as_parquet(rows)
    except ImportError as missing:
        raise Misuse(PARQUET) from missing


def _put(output: str | None, data: bytes, read: Iterable[Path], *, force: bool) -> None:
    if output is None:
        put(data.decode("utf-8-sig"), nl=False)
    else:
        write_new_bytes(output, data, read, force=force)
