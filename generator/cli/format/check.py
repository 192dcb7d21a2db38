"""``nianbao format check``: what is wrong with a form, in words."""

from __future__ import annotations

import click

from generator import format as formats
from generator.batch import Misuse
from generator.cli.chinese import command as chinese_command
from generator.kit.checking import check


@chinese_command(
    "check",
    short_help="检查一版格式写得对不对",
    epilog="例子：nianbao format check 2027 --templates 我的格式/",
)
@click.argument("version", metavar="版本")
def command(version: str) -> int:
    """检查一版格式：键名、种类、格子、规则引用的行列、代码、年度，以及每条规则是否有例子证明。

    指明文件、行、列。分几步检查：前一步有错，后一步要等改好再查。
    """
    try:
        folder = formats.folder_of(version)
    except KeyError:
        raise Misuse(f"没有“{version}”这一版格式，可用的有：{'、'.join(formats.versions())}") from None
    problems = check(folder)
    for one in problems:
        click.echo(str(one))
    serious = sum(one.serious for one in problems)
    form = "" if serious else _summary(version)
    click.echo(f"{version} 版：{f'{serious} 处错误' if serious else '没有错误'}{form}。")
    return int(bool(serious))


def _summary(version: str) -> str:
    form = formats.find(version)
    return f"，{len(form.sections)} 个章节，{len(form.addresses)} 个数字，{len(form.rules)} 条规则"
