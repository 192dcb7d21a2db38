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
from generator.form.local_pack import Pack
from generator.kit import pack_additions, rulebook, rulebook_json
from generator.kit.pack_additions import Addition

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
  nianbao rules --json         印成 JSON，供程序读取
  nianbao rules --markdown -o rules.md
""",
)
@click.argument("version", required=False, metavar="[版本]")
@click.argument("code", required=False, metavar="[代码]")
@click.option("--markdown", is_flag=True, help="印出规则手册（Markdown）：全部规则及其例子")
@click.option(
    "--json", "as_json", is_flag=True, help="印成 JSON，供程序读取：规则、例子，地方规则另外加的内容"
)
@click.option("-o", "--output", metavar="文件", help="写到这个文件；不写则输出到屏幕")
@click.option("--force", is_flag=True, help="文件已经存在、不是以前这样生成的，也覆盖")
def command(  # one argument for every option, as click has it
    version: str | None,
    code: str | None,
    markdown: bool,
    as_json: bool,
    output: str | None,
    force: bool,
    library: Library,
) -> int:
    """列出规则，或解释一条规则：它要求什么，为什么，依据什么，怎样改，错和对各是什么样。"""
    version, code = _version_and_code(version, code)
    if (markdown or as_json) and code:
        raise Misuse(f"{'--markdown' if markdown else '--json'} 印出全部规则，不能再指定代码：{code}")
    if markdown and as_json:
        raise Misuse("--markdown 和 --json 只能选一样")
    if as_json:
        text = _json(version, library)
    else:
        text = _book(version, library) if markdown else _text(version, code, library)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_again(output, text, files_of(library), _is_made, force=force)
    return 0


def _is_made(text: str) -> bool:
    return rulebook.is_made(text) or rulebook_json.is_json(text)


def _text(version: str | None, code: str | None, library: Library) -> str:
    """The list, or what one rule says."""
    if code is not None:
        return "\n\n".join(_explained(code, version, library)) + "\n"
    books = [*_books(version, library), *_of_packs(version, library), ("", rulebook.of_all())]
    rules = [rulebook.listed(entry) for _, entries in books for entry in entries]
    return "\n".join((*rules, *map(pack_additions.listed, _additions(version, library)))) + "\n"


def _version_and_code(version: str | None, code: str | None) -> tuple[str | None, str | None]:
    """What was asked for; a code may stand alone, where a version would."""
    if not version or not CODE.fullmatch(version):
        return version, code
    if code:
        raise Misuse(f"多出的参数：{code}")
    return None, version


def _explained(code: str, version: str | None, library: Library) -> Iterator[str]:
    """A rule in every form and pack that has it, and the places that take it otherwise."""
    books = [*_books(version, library), *_of_packs(version, library), ("", rulebook.of_all())]
    entries = [entry for _, of_book in books for entry in of_book]
    found = [entry for entry in entries if entry.code == code.upper()]
    if not found:
        raise Misuse(f"没有规则 {code}{nearest(code.upper(), [entry.code for entry in entries])}")
    yield from map(rulebook.explained, rulebook.with_examples(found, library))
    for addition in pack_additions.of_rule(code.upper(), _additions(version, library)):
        yield f"地方规则“{addition.pack}”：{addition.words}"


def _versions(version: str | None, library: Library) -> list[str]:
    return [version] if version else list(library.versions())


def _books(version: str | None, library: Library) -> list[Book]:
    return [*_of_formats(_versions(version, library), library), *_of_practice(version, library)]


def _book(version: str | None, library: Library) -> str:
    forms = _of_formats(_versions(version, library)[::-1], library)
    books = [*forms, *_of_practice(version, library), *_of_packs(version, library)]
    shown = [(title, rulebook.with_examples(entries, library)) for title, entries in books]
    added = {_pack_title(pack): pack_additions.of_pack(pack, library) for pack in _packs(version, library)}
    return rulebook.markdown([*shown, ("各版通用", rulebook.of_all())], added)


def _json(version: str | None, library: Library) -> str:
    books = [*_books(version, library), *_of_packs(version, library)]
    shown = [entry for _, entries in books for entry in rulebook.with_examples(entries, library)]
    return rulebook_json.as_json([*shown, *rulebook.of_all()], _additions(version, library))


def _packs(version: str | None, library: Library) -> list[Pack]:
    """The local packs there are, or those that go on a version."""
    packs = [library.find_pack(name) for name in library.pack_names()]
    return [pack for pack in packs if version is None or version in pack.versions]


def _pack_title(pack: Pack) -> str:
    return f"地方规则：{pack.name}"


def _of_packs(version: str | None, library: Library) -> Iterator[Book]:
    """What places ask for besides."""
    for pack in _packs(version, library):
        yield _pack_title(pack), rulebook.of_pack(pack)


def _additions(version: str | None, library: Library) -> list[Addition]:
    """What places add beside their rules."""
    packs = _packs(version, library)
    return [addition for pack in packs for addition in pack_additions.of_pack(pack, library)]


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
