"""A year, a date or a choice of the head as clerks write them, and the one reading that it can have."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection

from generator.findings.finding import Edit, Fix
from generator.form.signature import WISHES
from generator.source.nodes import REFUSED, Node, Scalar, Sequence, scalars
from generator.source.yaml_text import quoted

_YEAR = re.compile("([12][0-9]{3}) *年?(度)?")
# The year first, then month and day: in any other order two readings are possible.
DATE = re.compile("([12][0-9]{3}) *[-./年—–] *([0-9]{1,2}) *[-./月—–] *([0-9]{1,2}) *日?( 0{1,2}:00(:00)?)?")
_LONGEST = 40


def of_year(node: Node) -> Fix | None:
    """「2024年」 is 2024."""
    match = _YEAR.fullmatch(_narrow(node))
    return _fix(node, match.group(1), "改写成四位数的年份") if match else None


def of_date(node: Node) -> Fix | None:
    """「2025年1月20日」, 「2025.1.20」 and 「2025/1/20」 are 2025-01-20, where there is such a day."""
    match = DATE.fullmatch(_narrow(node))
    day = _day(match) if match else None
    return _fix(node, day.isoformat(), "改写成“年-月-日”") if day else None


def _day(match: re.Match[str]) -> datetime.date | None:
    """The day that was written, where there is such a one."""
    try:
        return datetime.date(*(int(match.group(number)) for number in (1, 2, 3)))
    except ValueError:
        return None


def of_signature(node: Node) -> Fix | None:
    """「示例市财政局 2025年1月20日」 is a name and a day, 「有」 is true."""
    if isinstance(node, Sequence) and node.span.line < node.span.end_line:
        return None  # where it ends, the lines do not tell
    lines = "\n".join(scalar.text for scalar in scalars(node)).strip()
    if lines in WISHES:
        return _fix(node, "true", "改写成 true")
    days = [*DATE.finditer(lines)]
    if len(days) > 1 or len(lines) > 2 * _LONGEST:
        return None
    day = _day(days[0]) if days else None
    names = DATE.sub("\n", lines).split("\n")
    names = [name for each in names if (name := each.strip(" \t　，,、"))]
    if len(names) > 1 or (days and day is None) or not (names or days):
        return None
    parts = [f"机关: {quoted(name)}" for name in names] + [f"日期: {day}" for _ in days]
    return _fix(node, "{" + ", ".join(parts) + "}", "分成机关和日期")


def of_choice(node: Node, choices: Collection[str]) -> Fix | None:
    """「县」 is 县级: the one choice that differs from it by a character at its end, or not at all."""
    written = "".join(_narrow(node).split())
    if written in WISHES and len(choices) == 1:
        return _fix(node, min(choices), "改写成规定的说法")
    near = [
        choice for choice in choices if choice == written or (written and _differs_at_end(choice, written))
    ]
    return _fix(node, near[0], "改写成规定的说法") if len(near) == 1 else None


def _differs_at_end(choice: str, other: str) -> bool:
    short, long = sorted((choice, other), key=len)
    return long.startswith(short) and len(long) == len(short) + 1


def _narrow(node: Node) -> str:
    """What a scalar on one line says, full-width characters made narrow; nothing for anything else."""
    if not isinstance(node, Scalar) or node.style == REFUSED or len(node.text) > _LONGEST:
        return ""
    return unicodedata.normalize("NFKC", node.text).strip() if node.span.line == node.span.end_line else ""


def _fix(node: Node, right: str, title: str) -> Fix:
    """A text of several lines ends with its last line break, which stays."""
    right += "\n" * (node.span.end_line > node.span.line and node.span.end_column == 1)
    return Fix(title, (Edit(node.span, right),))
