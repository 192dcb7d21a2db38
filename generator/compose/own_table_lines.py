"""The lines of a blank filing that show how a table of the office's own is written."""

from __future__ import annotations

from collections.abc import Iterator

from generator.form.own_tables import COLUMNS, KEY, KIND, NAME, TITLE, TOTAL, own_kinds
from generator.form.reserved import ROWS


def own_table_lines() -> Iterator[str]:
    """A table of the office's own, commented out."""
    kinds = "、".join(own_kinds().kinds)
    yield f"# 本机关自己的表，印在报告后面，可以不写；要写，去掉下面各行开头的“# ”。{KIND}：{kinds}"
    yield f"# {KEY}:"
    yield f"#   - {TITLE}:"
    yield f"#     {COLUMNS}: [机构, {{{NAME}: 收件, {KIND}: {next(iter(own_kinds().kinds))}}}]"
    yield f"#     {ROWS}:"
    yield "#       - [甲局, 1]"
    yield f"#     {TOTAL}: true    # 由程序计算；写出各数的，由程序核对"
