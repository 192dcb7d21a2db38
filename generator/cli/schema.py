"""``nianbao schema``: the JSON Schema of a format's filings, for editors."""

from __future__ import annotations

import click

from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import files_of, find_extended
from generator.cli.new_file import schema_text, write_again
from generator.form.json_schema import is_schema
from generator.form.library import Library


@chinese_command(
    "schema",
    local=True,
    short_help="输出填报的 JSON Schema，供编辑器使用",
    epilog="例子：nianbao schema 2021 -o schema.json",
)
@click.argument("version", metavar="版本")
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写则输出到屏幕")
@click.option("--force", is_flag=True, help="文件已经存在、不是以前这样生成的，也覆盖")
def command(version: str, output: str | None, force: bool, library: Library) -> int:
    """输出一版格式的 JSON Schema（2020-12）。

    VS Code 的 YAML 扩展用它补全名称、显示说明。它只管形状，勾稽关系由 nianbao check 核对。
    nianbao new 和 convert 用 -o 写填报时，已经把它放在旁边的 .nianbao 文件夹里，填报的第一行指着它。
    """
    form = find_extended(version, library)
    text = schema_text(form)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_again(output, text, files_of(library), is_schema, force=force)
    return 0
