"""``nianbao rules``: the rules there are, what one of them says, and the rule book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click

from generator.batch.inputs import Misuse
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import files_of, find_format
from generator.cli.new_file import write_again
from generator.common.did_you_mean import nearest
from generator.form.library import Library
from generator.kit import rulebook

Book = tuple[str, list[rulebook.Entry]]
CODE = re.compile("[A-Za-z][0-9]{2}")


@chinese_command(
    "rules",
    short_help="列出规则，或解释一条规则",
    epilog="""
例子：

\b
  nianbao rules                列出全部规则
  nianbao rules 2021           列出 2021 版的规则
  nianbao rules 2021 B31       解释一条规则，附错误和正确的写法
  nianbao rules B31
  nianbao rules --markdown     印出规则手册
  nianbao rules --markdown -o rules.md
""",
)
@click.argument("version", required=False, metavar="[版本]")
@click.argument("code", required=False, metavar="[代码]")
@click.option("--markdown", is_flag=True, help="印出规则手册（Markdown）：全部规则及其例子")
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写则输出到屏幕")
@click.option("--force", is_flag=True, help="文件已经存在、不是以前这样生成的，也覆盖")
def command(  # one argument for every option, as click has it
    version: str | None, code: str | None, markdown: bool, output: str | None, force: bool, library: Library
) -> int:
    """列出规则，或解释一条规则：它要求什么，为什么，依据什么，怎样改，错和对各是什么样。"""
    version, code = _version_and_code(version, code)
    if markdown and code:
        raise Misuse(f"--markdown 印出全部规则，不能再指定代码：{code}")
    text = _book(version, library) if markdown else _text(version, code, library)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_again(output, text, files_of(library), rulebook.is_made, force=force)
    return 0


def _text(version: str | None, code: str | None, library: Library) -> str:
    """The list, or what one rule says."""
    if code is None:
        return "\n".join(map(rulebook.listed, _entries(version, library))) + "\n"
    return "\n\n".join(_explained(code, version, library)) + "\n"


def _version_and_code(version: str | None, code: str | None) -> tuple[str | None, str | None]:
    """What was asked for; a code may stand alone, where a version would."""
    if not version or not CODE.fullmatch(version):
        return version, code
    if code:
        raise Misuse(f"多出的参数：{code}")
    return None, version


def _explained(code: str, version: str | None, library: Library) -> Iterator[str]:
    entries = _entries(version, library)
    found = [entry for entry in entries if entry.code == code.upper()]
    if not found:
        raise Misuse(f"没有规则 {code}{nearest(code.upper(), [entry.code for entry in entries])}")
    yield from map(rulebook.explained, rulebook.with_examples(found, library))


def _versions(version: str | None, library: Library) -> list[str]:
    return [version] if version else list(library.versions())


def _entries(version: str | None, library: Library) -> list[rulebook.Entry]:
    books = [*_of_formats(_versions(version, library), library), *_of_practice(version, library)]
    packs = [library.find_pack(name) for name in library.pack_names()]
    chosen = [pack for pack in packs if version is None or version in pack.versions]
    of_packs = [entry for pack in chosen for entry in rulebook.of_pack(pack)]
    return [*(entry for _, entries in books for entry in entries), *of_packs, *rulebook.of_all()]


def _book(version: str | None, library: Library) -> str:
    books = [*_of_formats(_versions(version, library)[::-1], library), *_of_practice(version, library)]
    shown = [(title, rulebook.with_examples(entries, library)) for title, entries in books]
    return rulebook.markdown([*shown, ("各版通用", rulebook.of_all())])


def _of_formats(versions: Sequence[str], library: Library) -> Iterator[Book]:
    """What each form itself asks for."""
    for version in versions:
        find_format(version, library)
        yield f"{version} 版", rulebook.of_format(library.find_own(version))


def _of_practice(version: str | None, library: Library) -> Iterator[Book]:
    """What practice asks for besides: of one form, or of all, each rule once."""
    form = library.find_own(version) if version else None
    for name in library.practice_names():
        if entries := rulebook.of_practice(library.find_practice(name), form):
            yield f"通行规则：{name}", entries
