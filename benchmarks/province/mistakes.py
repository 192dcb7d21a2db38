"""Mistakes as offices make them, each with what collecting must say of the unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

WRONG, LATE, MISSING = "有错误", "逾期", "缺报"


@dataclass(frozen=True)
class Mistake:
    """What it is called, what it makes of the text of a filing, and the state that the unit then has."""

    name: str
    make: Callable[[str], str | bytes]
    state: str = WRONG


def _line(key: str, text: str) -> Callable[[str], str]:
    return lambda filing: re.sub(rf"(?m)^(\s*){key}: .*$", rf"\g<1>{key}: {text}", filing, count=1)


def _without(pattern: str) -> Callable[[str], str]:
    return lambda filing: re.sub(pattern, "", filing, count=1)


MISTAKES = (
    Mistake("勾稽不平", _line("结转下年度", "[91, 0, 0, 0, 0, 0, 91]")),
    Mistake("总计错", _line("行政复议", "[1, 1, 0, 0, 3]")),
    Mistake("空格", _line("行政许可", "")),
    Mistake("缺行", _without(r"    重复申请: .*\n")),
    Mistake("多一行", lambda text: text.replace("  规章: 0", "  规章: 0\n  行政奖励: 3")),
    Mistake("制表符", lambda text: text.replace("  规章: 0", "\t规章: 0")),
    Mistake("GBK", lambda text: text.encode("gb18030")),
    Mistake("负数", _line("行政强制", "-3")),
    Mistake("件数有小数", _line("行政强制", "3.5")),
    Mistake("千分位", _line("行政许可", "1,234")),
    Mistake("逾期", lambda text: re.sub(r"发布日期: (\d+)-\d+-\d+", r"发布日期: \1-04-15", text), LATE),
    Mistake("年度错", lambda text: re.sub(r"年度: (\d\d)\d", r"年度: \g<1>3", text, count=1), MISSING),
    Mistake("占位符错", lambda text: text.replace("行政规范性文件.制发 }}", "行政规范性文件.制定 }}", 1)),
    Mistake("空文件", lambda _: ""),
    Mistake("缺表头", _without(r"机关类型: .*\n")),
    Mistake("文字空", lambda text: text.replace("  {{ 年度 }}年度未收取政府信息公开信息处理费。", "  ")),
    Mistake("截断", lambda text: text[: len(text) * 2 // 3]),
    Mistake("版本错", lambda text: text.replace('格式: "2021"', "格式: 2021年")),
    Mistake("没有报", lambda _: b"", MISSING),
)
