"""A small form of one's own, used as a user would: a folder of templates, filings beside one another."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

VERSION = "2099"
FORM = """\
version: "2099"
name: 年度报告
issued: 示例机关 2099年1月1日
basis: 示例〔2099〕1号
years: {first: 2000}
title: ["{机关}", "{年度}年度报告"]
kinds:
  件数: {unit: 件}
  增减: {unit: 件, signed: true}
  金额: {unit: 元, units: {元: 1, 万元: 10000}}
sections:
  - {key: 正文, heading: 一、正文}
  - {key: 其他, heading: 二、其他, required: false}
  - key: 表
    heading: 三、表
    table:
"""
Found = dict[str, Any]
# What is told of a rule that took too long or broke down: here it would hide that the rule says nothing.
UNFINISHED = ("F23", "F24")
HEAD = """\
格式: "2099"
机关: 示例市档案局
机关类型: 政府部门
行政层级: 县级
年度: 2024
发布日期: 2025-01-24
"""


def entries(keys: str) -> str:
    """Rows or columns of one letter each, without the brackets around them."""
    return ", ".join(f"{{key: {key}, label: {key}}}" for key in keys)


# Three columns and their total.
COLUMNS = f"[{entries('甲乙丙')}, {{key: 总计, label: 总计, total: true}}]"


class OwnForm:
    """The form's folder, and what the program says of filings made with it."""

    def __init__(self, folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
        self.folder, self.run = folder, run
        self.filing = folder / "filings" / "office.yaml"
        (folder / VERSION).mkdir()
        self.filing.parent.mkdir()

    def write(
        self,
        keys: str = "子",
        *rules: str,
        rows: str = "",
        columns: str = "[{label: 数量}]",
        kind: str = "件数",
        words: str = "",
    ) -> OwnForm:
        """The form with a table of these rows, a letter each, and these rules: each the keys of its kind;
        ``words``: the words for its rows, items of a vocabulary."""
        rows = rows or f"[{entries(keys)}]"
        widths = [10] * (1 + columns.count("label:"))
        table = f"kind: {kind}\nwidths: {widths}\nblocks:\n- columns: {columns}\n  rows: {rows}\n"
        vocabulary = f"vocabulary:\n{indent(dedent(words), '  ')}\n" if words else ""
        text = FORM + indent(table, "      ") + vocabulary + ("rules:\n" if rules else "rules: []\n")
        for number, rule in enumerate(rules):
            text += indent(dedent(self._rule(number, rule)), "  ")
        (self.folder / VERSION / "format.yaml").write_text(text, "utf-8")
        return self

    def _rule(self, number: int, keys: str) -> str:
        level = "" if "level:" in keys else "  level: error\n"
        code = f"- code: B{90 + number}\n"
        said = "  message: 应当如此\n  basis: 示例〔2099〕1号\n  official: false\n  help: 改\n  why: 因\n"
        return code + level + said + indent(dedent(keys).strip("\n"), "  ") + "\n"

    def check(
        self, table: str, text: str = "写明情况。", last: str | None = None, other: str = ""
    ) -> list[Found]:
        """What is found in a filing with this table and text, beside last year's table if there is one."""
        found: list[Found] = self.report(table, text, last, other)["findings"]
        broken = [
            finding["detail"] or finding["message"] for finding in found if finding["code"] in UNFINISHED
        ]
        assert not broken, broken
        return found

    def report(
        self, table: str, text: str = "写明情况。", last: str | None = None, other: str = ""
    ) -> dict[str, Any]:
        """The whole report of such a run."""
        self._write(self.filing, table, text, other, "上年填报: last.yaml\n" if last is not None else "")
        if last is not None:
            self._write(self.filing.with_name("last.yaml"), last, text, other, "", year=2023)
        _, out, err = self.run("check", "--format", "json", "--templates", self.folder, self.filing)
        assert out.startswith("{"), err
        report: dict[str, Any] = json.loads(out)
        return report

    def codes(self, *given: Any, **more: Any) -> list[str]:
        """The codes of what is found."""
        return [finding["code"] for finding in self.check(*given, **more)]

    def mended(self, table: str) -> str:
        """The table of a filing after ``check --fix``."""
        self._write(self.filing, table, "写明情况。", "", "")
        self.run("check", "--fix", "--templates", self.folder, self.filing)
        return dedent(self.filing.read_text("utf-8").partition("表:\n")[2])

    @staticmethod
    def _write(path: Path, table: str, text: str, other: str, more: str, year: int = 2024) -> None:
        head = HEAD.replace("2025", str(year + 1)).replace("2024", str(year)) + more
        texts = {"正文": text, "其他": other}
        parts = [f"{key}: |\n{indent(words, '  ')}\n" for key, words in texts.items() if words]
        rows = indent(dedent(table).strip("\n"), "  ")
        path.write_text(f"{head}{''.join(parts)}表:\n{rows}\n", "utf-8")
