"""``nianbao doctor``: which fonts serve, which engines run, what is missing."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click

from generator.batch.inputs import Misuse
from generator.cli.chinese import command as chinese_command
from generator.common.shipped_characters import shipped_characters
from generator.source.data_file import line_of
from generator.writers.style.fonts import FontError, FontSet, characters_of, choose
from generator.writers.style.reaching_out import without_effect
from generator.writers.style.reference import complaints
from generator.writers.style.tokens import Style, StyleError, find

PACKAGES = ("typst", "weasyprint", "lxml", "pikepdf", "pydantic", "pyyaml")


@chinese_command(
    "doctor", templates=False, short_help="检查字体和排版引擎", epilog="例子：nianbao doctor --fonts 字体/"
)
@click.option("--style", default="gongwen", metavar="样式", help="样式的名称或文件夹（默认 gongwen）")
@click.option("--fonts", "folders", multiple=True, metavar="文件夹", help="也看这个文件夹里的字体")
def command(style: str, folders: tuple[str, ...]) -> int:
    """检查本机：每种字体角色由哪个字体担任，缺什么，可以免费补什么；PDF 引擎能否使用。"""
    try:
        chosen = find(style)
        fonts = choose(chosen, tuple(map(Path, folders)))
    except (FontError, StyleError) as error:
        raise Misuse(str(error)) from error
    stale = [
        f"{line_of(finding)}。{finding.help}"
        for finding in (*complaints(chosen), *without_effect(chosen.folder))
    ]
    for line in (*stale, *_fonts(chosen, fonts), *_spare(fonts), "", *_engines(), "", *_versions()):
        click.echo(line)
    return 0


def _fonts(style: Style, fonts: FontSet) -> Iterator[str]:
    yield f"字体（{style.description}）"
    for name, faces in fonts.roles.items():
        face = faces[0]
        yield f"  {name}：{face.family}（{face.origin}，{face.path.name}）"
        if face.origin == "随附":
            role = style.fonts[name]
            yield f"      没有找到 {role.docx} 等官方字体，PDF 用随附字体代替；"
            yield f"      DOCX 里仍写“{role.docx}”，由打开文件的电脑决定。"
            if role.free:
                yield f"      可以添加：{role.free}，放进一个文件夹，用 --fonts 指定。"


def _spare(fonts: FontSet) -> Iterator[str]:
    """The other faces of the named folders, and how many characters each would add."""
    known = {ord(character) for character in shipped_characters()}
    known = known.union(*(characters_of(face) for face in fonts.faces))
    if fonts.spare:
        yield "  补字（--fonts 里的其他字体，别的字体都没有的字才用它）："
    for face in fonts.spare:
        more = len(characters_of(face) - known)
        yield f"      {face.family}（{face.path.name}）：{f'可补 {more} 个字符' if more else '补不了字'}"


def _engines() -> Iterator[str]:
    yield "PDF 引擎"
    yield "  typst：可用（默认）"
    from generator.writers.pdf.weasyprint import EngineMissing, engine

    try:
        engine()
    except EngineMissing as missing:
        yield f"  weasyprint：不可用。{missing}"
    else:
        yield "  weasyprint：可用（--engine weasyprint）"


def _versions() -> Iterator[str]:
    yield "版本"
    yield f"  nianbao {version('nianbao')}，Python {platform.python_version()}，{platform.system()}"
    yield "  " + "，".join(f"{name} {version(name)}" for name in PACKAGES)
