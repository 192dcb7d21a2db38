"""``nianbao check``: what is wrong, and where."""

from __future__ import annotations

import click

from generator import batch, reporters
from generator.cli import mends
from generator.cli.chinese import command as chinese_command
from generator.cli.chinese import wants_colour
from generator.findings import Level


@chinese_command(
    "check",
    short_help="核对填报，指出哪里不对",
    epilog="""
例子：

\b
  nianbao check 2024.yaml
  nianbao check 填报/                     文件夹里的全部 *.yaml
  nianbao check 2024.yaml --format json   供程序读取
  cat 2024.yaml | nianbao check -
  nianbao check 2024.yaml --diff          看看哪些错可以代改
  nianbao check 2024.yaml --fix           代改，再列出余下的问题
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="路径…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="结果的形式：text（默认）或 json",
    metavar="形式",
)
@click.option(
    "--previous",
    metavar="路径",
    help="上一年的填报（文件或文件夹），用来做跨年核对；优先于填报里的“上年填报”",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过")
@click.option("--fix", is_flag=True, help="把有把握的错直接改在文件里：只动那几个字，注释和版面不变")
@click.option("--diff", is_flag=True, help="只显示 --fix 会怎样改（补丁形式），不写文件")
def command(
    paths: tuple[str, ...], form: str, previous: str | None, strict: bool, fix: bool, diff: bool
) -> int:
    """核对填报：结构、数字、勾稽关系、文字和占位符。

    路径是文件、文件夹（查找 *.yaml）或 -（标准输入）。一次列出全部问题，指明文件、行、列。
    几份填报一起核对时，同一机关上一年的填报自动用来做跨年核对，含有下级数字的报告与下级填报比较。
    """
    found = batch.inputs(paths)
    results, unopened = batch.examine_all(found, previous)
    unwritten: list[str] = []
    if fix or diff:
        look = batch.look(previous, len(found))
        results, unwritten = mends.run(paths, results, look, write=not diff, quiet=form != "text")
    if not diff:
        click.echo(reporters.find(form).report(results, colour=wants_colour()))
    for why_not in [*unopened, *unwritten]:
        click.echo(f"nianbao：{why_not}", err=True)
    stopping = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    failed = any(one.level in stopping and not one.accepted for result in results for one in result.findings)
    return 2 if unopened or unwritten else int(failed)
