"""``nianbao format diff``: the change of law between two forms, as a table."""

from __future__ import annotations

import click

from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_format
from generator.form.library import Library
from generator.kit.difference import compare


@chinese_command(
    "diff",
    short_help="两版格式有什么不同",
    epilog="例子：nianbao format diff 2019 2021",
)
@click.argument("old", metavar="旧版本")
@click.argument("new", metavar="新版本")
def command(old: str, new: str, library: Library) -> int:
    """列出两版格式的不同：章节、行、列的增加、取消、改名，表头字段、各期、种类、算法，括注、左上角、栏宽、横排、表前表后的话，主要数字和图，规则的增减。

    印出来是一张 Markdown 表，可以直接放进文档。
    """
    changes = compare(find_format(old, library), find_format(new, library))
    click.echo(f"| 变化 | 什么 | 在哪里 | {old} 版 | {new} 版 |")
    click.echo("| --- | --- | --- | --- | --- |")
    for change in changes:
        cells = (change.kind, change.what, change.where, change.before, change.after)
        click.echo(f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |")
    click.echo(f"\n共 {len(changes)} 处不同。")
    return 0
