"""``nianbao format``: the template maintainer's commands."""

from __future__ import annotations

from generator.cli.chinese import Group

command = Group(
    name="format",
    commands_in="generator.cli.format",
    names=("new", "check", "diff", "preview"),
    top=False,
    short_help="维护格式：新建、检查、比较、看样",
    help="维护格式：照一版旧的新建一版，检查它写得对不对，与别的版本比较，印出空白样表。"
    "写法见 templates/README.md。",
    epilog="""
例子：

\b
  nianbao format new 2027 --from 2021 --templates 我的格式/
  nianbao format check 2027 --templates 我的格式/
  nianbao format diff 2019 2021
  nianbao format preview 2027 --templates 我的格式/ -o 样表
""",
)
