"""``nianbao schema``: the JSON Schema of a format's filings, for editors."""

from __future__ import annotations

import json

import click

from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_format
from generator.form.json_schema import schema
from generator.form.library import Library
from generator.rules.bounds import number_bounds


@chinese_command(
    "schema",
    short_help="输出填报的 JSON Schema，供编辑器使用",
    epilog="例子：nianbao schema 2021 > schema.json",
)
@click.argument("version", metavar="版本")
def command(version: str, library: Library) -> int:
    """输出一版格式的 JSON Schema（2020-12）。

    VS Code 的 YAML 扩展用它补全名称、显示说明。它只管形状，勾稽关系由 nianbao check 核对。
    """
    form = find_format(version, library)
    click.echo(json.dumps(schema(form, number_bounds(form)), ensure_ascii=False, indent=2))
    return 0
