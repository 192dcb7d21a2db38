"""The command line: one module per command, found by name."""

from __future__ import annotations

import io
import os
import sys

# Looking for pydantic's plugins reads the metadata of every installed package: a tenth of `check`.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from generator.cli.chinese import COMMANDS, Group, explain  # after the line above

EPILOG = """
例子：

\b
  nianbao new 2021 -o 2024.yaml        生成一份空白填报
  nianbao check 2024.yaml              核对，指出哪里不对
  nianbao build 2024.yaml -o out       生成 DOCX、HTML、PDF
  nianbao rules 2021 B31               解释一条规则

退出码：0 没有错误，1 有错误，2 用法不对。
"""


def group() -> Group:
    """The command ``nianbao``; a command's module is imported when the command is called."""
    return Group(
        name="nianbao",
        commands_in="generator.cli",
        names=COMMANDS,
        help="政府信息公开工作年度报告：填一份 YAML，核对勾稽关系，生成 DOCX、HTML、PDF。",
        epilog=EPILOG,
    )


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A file or a pipe is read by programs, and ours read UTF-8; on a Chinese Windows it would be
        # GBK.  A terminal keeps its own encoding, but never ends in a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    sys.exit(explain(group()))
