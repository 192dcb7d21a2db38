"""``nianbao convert``: a filing moved to another version of the form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from generator.batch.desk import Desk
from generator.batch.inputs import Misuse, files_beside, inputs
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_extended, with_packs
from generator.cli.new_file import pictures_to_move, write_new, write_schema
from generator.cli.screen import say
from generator.cli.unread import unread
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
    """把填报转到另一版格式：两版含义相同的数照搬，没有对应的逐项列出，不编造任何一个数。

    文字、备注、注、附表、附件、落款照搬；文字里引用的数改用新格式的名称，没有对应的写成原来印出的数。
    没有地方放的逐项列出。两版的数怎样对应，写在格式的 predecessors 里。
    """
    examined = _examined(path, library)
    filing = examined.filing
    assert filing is not None and filing.header is not None  # _examined has looked
    target = find_extended(version, with_packs(filing, library))
    if not is_related(filing.format, target):
        raise Misuse(f"{filing.format.version} 版和 {version} 版的格式里都没有写明两版的数如何对应")
    converted = convert(filing, target, _previous(filing, output))
    if output is None:
        click.echo(converted.text, nl=False)
    else:
        write_new(output, converted.text, [Path(path), *files_beside(filing)], force=force)
        write_schema(output, target)
    account = (*_account(converted, filing, target), *pictures_to_move(filing, output), *_doubts(examined))
    for line in account:
        say(line, err=output is None)
    return 0


def _previous(filing: Filing, output: str | None) -> str:
    """Last year's filing that the head names, from where the new one will lie."""
    named = filing.header.previous if filing.header else None
    folder = Path(output).parent if output else Path()
    there = filing.source.folder / named if named and filing.source.folder else None
    return Path(os.path.relpath(there, folder)).as_posix() if there else named or ""


def _examined(path: str, library: Library) -> Examined:
    if not Path(path).is_file():
        raise Misuse(f"没有这个文件：{path}")
    (file,) = inputs([path])
    (examined,) = Desk(library).examine([file])
    if isinstance(examined, Unopened):
        raise Misuse(str(examined))
    if examined.filing is None or examined.filing.header is None:
        raise Misuse(unread(path, examined.findings))
    return examined


def _doubts(examined: Examined) -> Iterator[str]:
    if examined.has_errors:
        yield (
            "注意：这份填报有错误，请先用 nianbao check 核对；"
            "写错的数、写错的总计和读不出来的内容不会搬过去。"
        )


def _account(converted: Converted, filing: Filing, target: Format) -> Iterator[str]:
    yield f"搬了 {converted.carried} 个数，文字、备注和附表一并搬了。"
    if converted.spread:
        yield "新格式分得更细，请自行分开填写："
        yield from (f"  {line}" for line in converted.spread)
    if converted.lost:
        yield "没有对应、没有搬的数："
        yield from (f"  {line}" for line in converted.lost)
    if converted.typed:
        yield "文字里引用的数，新格式没有对应，写成了原来印出的数："
        yield from (f"  {written} → {value}" for written, value in converted.typed)
    if converted.unplaced:
        yield "没有地方放、没有搬的："
        yield from (f"  {line}" for line in converted.unplaced)
    year = filing.header.year if filing.header else None
    if year is not None and year not in target.years:
        yield f"注意：{target.version} 版用于{target.years}，这份填报是 {year} 年度的。"
