"""``nianbao convert``: a filing moved to another version of the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator.batch.desk import Desk
from generator.batch.inputs import Misuse, files_beside, inputs
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_format
from generator.cli.new_file import write_new, write_schema
from generator.cli.screen import say
from generator.compose.convert import Converted, convert, is_related
from generator.filing.filing import Filing
from generator.findings.exit_code import Unopened
from generator.form.format import Format
from generator.form.library import Library
from generator.rules.examine import Examined


@chinese_command(
    "convert",
    short_help="把填报转到另一版格式",
    epilog="""
例子：

\b
  nianbao convert 2020.yaml --to 2021 -o 2020-新格式.yaml
""",
)
@click.argument("path", metavar="填报")
@click.option("--to", "version", required=True, metavar="版本", help="转到哪一版")
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写则输出到屏幕")
@click.option("--force", is_flag=True, help="文件已经存在时也覆盖")
def command(path: str, version: str, output: str | None, force: bool, library: Library) -> int:
    """把填报的数转到另一版格式：两版含义相同的照搬，没有对应的逐项列出，不编造任何一个数。

    文字不搬，空着由填报机关写。两版的数怎样对应，写在格式的 predecessors 里。
    """
    target, examined = find_format(version, library), _examined(path, library)
    filing = examined.filing
    assert filing is not None  # _examined has looked
    if not is_related(filing.format, target):
        raise Misuse(f"{filing.format.version} 版和 {version} 版的格式里都没有写明两版的数如何对应")
    converted = convert(filing, target)
    if output is None:
        click.echo(converted.text, nl=False)
    else:
        write_new(output, converted.text, [Path(path), *files_beside(filing)], force=force)
        write_schema(output, target)
    for line in (*_account(converted, filing, target), *_doubts(examined)):
        say(line, err=output is None)
    return 0


def _examined(path: str, library: Library) -> Examined:
    if not Path(path).is_file():
        raise Misuse(f"没有这个文件：{path}")
    (file,) = inputs([path])
    (examined,) = Desk(library).examine([file])
    if isinstance(examined, Unopened):
        raise Misuse(str(examined))
    if examined.filing is None or examined.filing.header is None:
        raise Misuse(f"{path} 读不出来，请先用 nianbao check 核对")
    return examined


def _doubts(examined: Examined) -> Iterator[str]:
    if examined.has_errors:
        yield "注意：这份填报有错误，请先用 nianbao check 核对；写错的总计不会搬过去。"


def _account(converted: Converted, filing: Filing, target: Format) -> Iterator[str]:
    yield f"搬了 {converted.carried} 个数；文字没有搬。"
    if converted.spread:
        yield "新格式分得更细，请自行分开填写："
        yield from (f"  {line}" for line in converted.spread)
    if converted.lost:
        yield "没有对应、没有搬的数："
        yield from (f"  {line}" for line in converted.lost)
    year = filing.header.year if filing.header else None
    if year is not None and year not in target.years:
        yield f"注意：{target.version} 版用于{target.years}，这份填报是 {year} 年度的。"
