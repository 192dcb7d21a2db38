"""``nianbao format new``: a new form begun from an earlier one."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.batch.inputs import Misuse
from generator.cli.chinese import command as chinese_command
from generator.cli.find_format import find_format
from generator.cli.screen import say
from generator.common.atomic_files import reason, replace_files
from generator.form.library import Library
from generator.kit.copying import copies

VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,30}")


@chinese_command(
    "new",
    short_help="照一版旧格式新建一版",
    epilog="例子：nianbao format new 2027 --from 2021 --templates 我的格式/",
)
@click.argument("version", metavar="新版本")
@click.option("--from", "earlier", required=True, metavar="旧版本", help="照哪一版")
def command(version: str, earlier: str, library: Library) -> int:
    """照一版旧格式新建一版：复制 format.yaml（连同各行各列在句子里的叫法）、cases.yaml 和参考语句；

    改好版本、年度和与旧版的对应。

    写到 --templates 指定的文件夹（或环境变量 NIANBAO_TEMPLATES 里的第一个）；
    都没有就写到当前文件夹下的 templates/。没有的文件夹会建立。
    """
    _make_folder(library)
    find_format(earlier, library)
    if not VERSION.fullmatch(version):
        raise Misuse(f"版本名“{version}”不能用：只能有字母、数字、点和横线，如 2027")
    folder = next(iter(library.folders), Path("templates")) / version
    if folder.exists():
        raise Misuse(f"{folder} 已经存在")
    files = copies(version, earlier, library)
    try:
        replace_files({folder / name: text.encode() for name, text in files.items()})
    except OSError as error:
        raise Misuse(f"写不到 {folder}：{reason(error)}") from error
    option = f" --templates {folder.parent}"
    say(f"已生成 {folder}/：改 format.yaml 和 cases.yaml，随时用下面的命令检查。")
    click.echo(f"  nianbao format check {version}{option}")
    click.echo(f"  nianbao format preview {version}{option} -o 样表")
    return 0


def _make_folder(library: Library) -> None:
    """A folder of one's own begins with its first format."""
    for folder in library.folders[:1]:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Misuse(f"建不了 {folder}：{reason(error)}") from error
