"""The command line: one module per command, found by name."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from generator.cli.chinese import Group

# Looking for pydantic's plugins reads the metadata of every installed package: a tenth of `check`.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

EPILOG = """
例子：

\b
  nianbao new 2021 -o 2024.yaml        生成一份空白填报
  nianbao check 2024.yaml              核对，指出哪里不对
  nianbao build 2024.yaml -o out       生成 DOCX、HTML、PDF
  nianbao rules 2021 B31               解释一条规则

退出码：0 没有错误，1 有错误，2 用法不对、文件打不开或写不出，3 程序内部错误。
"""


def group() -> Group:
    """The command ``nianbao``; a command's module is imported when the command is called."""
    from generator.cli.chinese import COMMANDS, Group

    return Group(
        name="nianbao",
        commands_in="generator.cli",
        names=COMMANDS,
        help="政府信息公开工作年度报告：填一份 YAML，核对勾稽关系，生成 DOCX、HTML、PDF。",
        epilog=EPILOG,
    )


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        signal.signal(signal.SIGTERM, _terminated)
        know_chinese()
        _settle_streams()
        # Imported only now, so that Ctrl-C is answered from the first moment on.
        from generator.cli.chinese import explain

        code = explain(group())
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def know_chinese() -> None:
    """Start again with names of files in UTF-8 where the system's locale has no Chinese: what a filing names
    could not be opened there, and no name of the command line could be printed."""
    try:
        "政府".encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        # Where it is set already, Python was told not to listen (-E, -I, -X utf8=0).
        if sys.executable and os.environ.get("PYTHONUTF8") != "1":
            os.environ["PYTHONUTF8"] = "1"
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _settle_streams() -> None:
    """Make what we write UTF-8 where programs read it: a file or a pipe; on a Chinese Windows it would be
    GBK.  A terminal keeps its own encoding, but never ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _terminated(number: int, _: object) -> NoReturn:
    """Ended by the system or by CI: leave in order, so that no half-made file and no worker stays."""
    sys.exit(128 + number)
