"""``nianbao formats``: which versions of the form there are."""

from __future__ import annotations

import click

from generator.cli.chinese import command as chinese_command
from generator.form.library import Library


@chinese_command("formats", short_help="列出各版格式", epilog="例子：nianbao formats")
def command(library: Library) -> int:
    """列出各版格式：版本、适用年度、名称、依据、数字格数。"""
    for version in library.versions():
        form = library.find(version)
        click.echo(f"{version}  {form.years}  {form.name}（{form.basis}）  {len(form.addresses)} 个数字")
    return 0
