"""``nianbao format check``: what is wrong with a form, in every form that findings have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.batch.inputs import Input, Misuse
from generator.cli.chinese import command as chinese_command
from generator.cli.output import Output, report_options, targets
from generator.cli.screen import say
from generator.findings.finding import Level
from generator.findings.statistics import NAMES
from generator.form.library import Library
from generator.kit import practising
from generator.kit.checking import check, check_pack
from generator.kit.wordless import wordless
from generator.rules.examine import Examined


@chinese_command(
    "check",
    short_help="检查一版格式（或一份通行规则、地方规则）写得对不对",
    epilog="""
例子：

\b
  nianbao format check 2027 --templates 我的格式/
  nianbao format check 2027 --templates 我的格式/ --format json
  nianbao format check 示例市 --output sarif=out.sarif
""",
)
@click.argument("version", metavar="版本或规则名称")
@report_options
def command(version: str, form: str, outputs: tuple[str, ...], library: Library) -> int:
    """检查一版格式，或者一份通行规则、地方规则：键名、种类、格子、规则引用的行列、代码、年度，以及每条规则是否有例子证明。

    旁边有 sentences.yaml 的，也检查参考语句：有数、全是零、没有填时，印得出来，核对没有问题。
    最后按表列出句子里没有叫法的行、列。

    指明文件、行、列。分几步检查：前一步有错，后一步要等改好再查。
    """
    examined = _examined(version, library)
    read = [Input(Path(result.document.source.name), Path(version)) for result in examined]
    output = Output(form, targets(outputs, read), strict=False, library=library)
    for line in _without_words(version, examined, library):
        say(line, err=True)
    summary = f"{version}：{_summary(version, examined, library)}。"
    return output.give(replace(output.results(examined, ()), summary=summary))


def _examined(name: str, library: Library) -> list[Examined]:
    if name in library.versions():
        return check(library.folder_of(name), library)
    if name in library.pack_names():
        return check_pack(name, library)
    if name in library.practice_names():
        return practising.check(name, library)
    known = "、".join((*library.versions(), *library.practice_names(), *library.pack_names()))
    raise Misuse(f"没有“{name}”这一版格式或这一份规则，可用的有：{known}")


def _summary(name: str, examined: Sequence[Examined], library: Library) -> str:
    """What there is in a sound file, or how many findings there are of each level."""
    counts = Counter(finding.level for result in examined for finding in result.findings)
    if counts[Level.ERROR]:
        return "，".join(f"{counts[level]} 处{words}" for level, words in NAMES.items() if counts[level])
    return f"没有错误，{_content(name, library)}"


def _without_words(name: str, examined: Sequence[Examined], library: Library) -> list[str]:
    """The rows and columns of a sound form that sentences cannot name, a line for each table."""
    errors = any(finding.level is Level.ERROR for result in examined for finding in result.findings)
    if name not in library.versions() or errors:
        return []
    found = [f"  {table}" for table in wordless(library.find(name))]
    head = "句子里没有叫法的（文字说到时不与表核对；叫法写在 vocabulary 里）："
    return [head, *found] if found else []


def _content(name: str, library: Library) -> str:
    if name in library.pack_names():
        pack = library.find_pack(name)
        return f"{len(pack.rules)} 条规则，用于 {'、'.join(pack.versions)} 版"
    if name in library.practice_names():
        practice = library.find_practice(name)
        return f"{len(practice.rules)} 条规则，用于 {'、'.join(practice.families)}"
    form, own = library.find(name), len(library.find_own(name).rules)
    more = f"，另用通行规则 {len(form.rules) - own} 条" if len(form.rules) > own else ""
    return f"{len(form.sections)} 个章节，{len(form.addresses)} 个数字，{own} 条规则{more}"
