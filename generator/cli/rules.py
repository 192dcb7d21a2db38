"""``nianbao rules``: the rules there are, and what one of them says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

from generator import format as formats
from generator.batch import Misuse
from generator.cli.chinese import command as chinese_command
from generator.cli.versions import find_format
from generator.findings import Level, catalogue
from generator.reporters.text import NAMES
from generator.suggest import nearest

CODE = re.compile("[A-Za-z][0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A rule as it is printed: those of a format and those that hold for all look alike."""

    version: str
    code: str
    level: Level
    message: str
    basis: str
    official: str
    help: str


@chinese_command(
    "rules",
    short_help="列出规则，或解释一条规则",
    epilog="""
例子：

\b
  nianbao rules                列出全部规则
  nianbao rules 2021           列出 2021 版的规则
  nianbao rules 2021 B31       解释一条规则
  nianbao rules B31
""",
)
@click.argument("version", required=False, metavar="[版本]")
@click.argument("code", required=False, metavar="[代码]")
def command(version: str | None, code: str | None) -> int:
    """列出规则，或解释一条规则：它要求什么，依据什么，怎样改。"""
    if version and CODE.fullmatch(version):
        if code:
            raise Misuse(f"多出的参数：{code}")
        version, code = None, version
    chosen = [version] if version else list(formats.versions())
    shown = [*(one for each in chosen for one in _of_format(each)), *_of_all()]
    if code is None:
        for one in shown:
            click.echo(f"{one.version}  {one.code}  {NAMES[one.level]}  {one.message}")
        return 0
    found = [one for one in shown if one.code == code.upper()]
    if not found:
        raise Misuse(f"没有规则 {code}{nearest(code.upper(), [one.code for one in shown])}")
    click.echo("\n\n".join(_explained(one) for one in found))
    return 0


def _of_format(version: str) -> Iterator[_Shown]:
    for rule in find_format(version).rules:
        official = "格式中印明的要求" if rule.official else "由格式推出的要求，格式中没有逐字写明"
        yield _Shown(version, rule.code, rule.level, rule.message, rule.basis, official, rule.help)


def _of_all() -> Iterator[_Shown]:
    for one in catalogue().values():
        message = re.sub(r"\{\w+\}", "…", one["message"])
        help_text = re.sub(r"(?<!\\)\{\w+\}", "…", one["help"])
        yield _Shown("通用", one["code"], Level(one["level"]), message, "", "填报文件本身的要求", help_text)


def _explained(one: _Shown) -> str:
    lines = [f"{one.code}（{one.version}，{NAMES[one.level]}）", one.message, ""]
    lines += [f"依据：{one.basis}"] if one.basis else []
    lines += [f"性质：{one.official}", f"改法：{one.help}"]
    return "\n".join(lines)
