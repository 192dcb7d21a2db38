"""``nianbao format preview``: a form printed blank, in three formats."""

from __future__ import annotations

from pathlib import Path

import click

from generator.batch.inputs import Misuse
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_format
from generator.cli.screen import say
from generator.form.library import Library
from generator.kit.specimen import specimen
from generator.report.build import build
from generator.writers.failure import CannotWrite
from generator.writers.write import write


@chinese_command(
    "preview",
    short_help="印出空白样表",
    epilog="例子：nianbao format preview 2021 -o 样表",
)
@click.argument("version", metavar="版本")
@click.option("-o", "--output", default=".", metavar="文件夹", help="写到这个文件夹（默认当前文件夹）")
@click.option("--force", is_flag=True, help="上次印的样表有人改过，也覆盖")
def command(version: str, output: str, force: bool, library: Library) -> int:
    """印出一版格式的空白样表：DOCX、HTML、PDF，各章节、各表都在，数字空着，文字处印格式的括注或填写提示。"""
    form = find_format(version, library)
    try:
        files = write(build(specimen(form)), Path(output), f"{version}-空白", force=force)
    except CannotWrite as error:
        raise Misuse(str(error)) from error
    for path in files:
        say(f"已生成 {path}")
    return 0
