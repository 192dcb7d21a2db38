"""``nianbao paste``: a block copied from a spreadsheet goes into a table of a filing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from generator.batch.desk import Desk
from generator.batch.inputs import Misuse, inputs
from generator.cli.chinese import command as chinese_command
from generator.cli.fix import put as put_down
from generator.cli.merged import show_merged
from generator.cli.screen import say
from generator.cli.unread import unread
from generator.common.did_you_mean import nearest
from generator.filing.filing import Filing
from generator.findings.exit_code import Unopened
from generator.form.library import Library
from generator.importers.decoded import decoded
from generator.importers.merge_figures import figure_edits
from generator.importers.merge_sides import Merged
from generator.importers.pages import Unreadable
from generator.importers.paste import pasted
from generator.source.edits import edited

# What gives the clipboard as text, on each kind of desktop.
CLIPBOARDS = (
    ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"),
    ("pbpaste",),
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-o"),
    ("xsel", "--clipboard", "--output"),
)
SECONDS = 10
LARGEST = 2**24


@chinese_command(
    "paste",
    short_help="把从 Excel、WPS、网页复制的几格粘贴进填报的一张表",
    epilog="""
例子：

\b
  nianbao paste 2024.yaml 表名               用剪贴板里的内容，按行名对应
  nianbao paste 2024.yaml 表名 < 块.txt      用文件里的内容
  nianbao paste 2024.yaml 表名 --at 行名     只有数、没有行名的，从这一行起依次填
  nianbao paste 2024.yaml 表名 --diff        只看会改什么
""",
)
@click.argument("path", metavar="填报")
@click.argument("section", metavar="表")
@click.option("--at", "first", default="", metavar="行", help="只有数、没有行名的，从这一行起")
@click.option("--diff", is_flag=True, help="只看会改什么，不写文件")
def command(path: str, section: str, first: str, diff: bool, library: Library) -> int:
    """把复制来的几格写进填报的一张表：有行名的按行名，只有数的按顺序；别处和注释都不动。

    没有把握的不写，逐条列出。写好以后再用 nianbao check 核对。
    """
    filing = _filing(path, library)
    if section not in filing.format.tables:
        known = "、".join(filing.format.tables)
        raise Misuse(f"没有“{section}”这张表{nearest(section, filing.format.tables)}；有的是：{known}")
    try:
        block = pasted(_block(), filing, section, first)
    except Unreadable as why:
        raise Misuse(str(why)) from why
    result = Merged(filing.source.text)
    edits = list(figure_edits(filing, block.cells, result))
    result.text = edited(result.text, edits)
    result.unplaced += block.doubts
    if not diff and result.text != filing.source.text:
        put_down(Path(path), filing.source.text, result.text, filing.source.encoding)
    show_merged(path, filing, filing, result, diff=diff)
    return int(bool(result.unplaced))


def _filing(path: str, library: Library) -> Filing:
    if not Path(path).is_file():
        raise Misuse(f"没有这个文件：{path}")
    (examined,) = Desk(library).examine(inputs([path]))
    if isinstance(examined, Unopened):
        raise Misuse(str(examined))
    if examined.filing is None:
        raise Misuse(unread(path, examined.findings))
    return examined.filing


def _block() -> str:
    """What was copied: from standard input, or where that is a terminal from the clipboard."""
    if not sys.stdin.isatty():
        return decoded(sys.stdin.buffer.read(LARGEST))
    for command_line in CLIPBOARDS:
        if shutil.which(command_line[0]):
            return _of_clipboard(command_line)
    say("这台机器上读不到剪贴板：请在这里粘贴，再按 Ctrl-D（Windows 上按 Ctrl-Z 和回车）。", err=True)
    return decoded(sys.stdin.buffer.read(LARGEST))


def _of_clipboard(command_line: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command_line, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Misuse(f"读不到剪贴板：{error}") from error
    return decoded(done.stdout)
