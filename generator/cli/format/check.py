"""``nianbao format check``: what is wrong with a form, in words."""

from __future__ import annotations

import click

from generator.batch.inputs import Misuse
from generator.cli.chinese import command as chinese_command
from generator.form.library import Library
from generator.kit import practising
from generator.kit.checking import check, check_pack
from generator.kit.problem import Problem


@chinese_command(
    "check",
    short_help="检查一版格式（或一份通行规则、地方规则）写得对不对",
    epilog="例子：nianbao format check 2027 --templates 我的格式/",
)
@click.argument("version", metavar="版本或规则名称")
def command(version: str, library: Library) -> int:
    """检查一版格式，或者一份通行规则、地方规则：键名、种类、格子、规则引用的行列、代码、年度，以及每条规则是否有例子证明。

    指明文件、行、列。分几步检查：前一步有错，后一步要等改好再查。
    """
    problems = _problems(version, library)
    for one in problems:
        click.echo(str(one))
    serious = sum(one.serious for one in problems)
    told = f"{serious} 处错误" if serious else f"没有错误，{_summary(version, library)}"
    click.echo(f"{version}：{told}。")
    return int(bool(serious))


def _problems(name: str, library: Library) -> list[Problem]:
    if name in library.versions():
        return check(library.folder_of(name), library)
    if name in library.pack_names():
        return check_pack(name, library)
    if name in library.practice_names():
        return practising.check(name, library)
    known = "、".join((*library.versions(), *library.practice_names(), *library.pack_names()))
    raise Misuse(f"没有“{name}”这一版格式或这一份规则，可用的有：{known}")


def _summary(name: str, library: Library) -> str:
    if name in library.pack_names():
        pack = library.find_pack(name)
        return f"{len(pack.rules)} 条规则，用于 {'、'.join(pack.versions)} 版"
    if name in library.practice_names():
        practice = library.find_practice(name)
        return f"{len(practice.rules)} 条规则，用于 {'、'.join(practice.families)}"
    form, own = library.find(name), len(library.find_own(name).rules)
    more = f"，另用通行规则 {len(form.rules) - own} 条" if len(form.rules) > own else ""
    return f"{len(form.sections)} 个章节，{len(form.addresses)} 个数字，{own} 条规则{more}"
