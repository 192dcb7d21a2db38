"""A year, a date or a choice of the head as clerks write them, and the one reading that it can have."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection

from generator.findings.finding import Edit, Fix
from generator.source.nodes import REFUSED, Node, Scalar

_YEAR = re.compile("([12][0-9]{3}) *年?(度)?")
# The year first, then month and day: in any other order two readings are possible.
_DATE = re.compile("([12][0-9]{3}) *[-./年—–] *([0-9]{1,2}) *[-./月—–] *([0-9]{1,2}) *日?( 0{1,2}:00(:00)?)?")
_LONGEST = 40


def of_year(node: Node) -> Fix | None:
    """「2024年」 is 2024."""
    match = _YEAR.fullmatch(_narrow(node))
    return _fix(node, match.group(1), "改写成四位数的年份") if match else None


def of_date(node: Node) -> Fix | None:
    """「2025年1月20日」, 「2025.1.20」 and 「2025/1/20」 are 2025-01-20, where there is such a day."""
    match = _DATE.fullmatch(_narrow(node))
    if match is None:
        return None
    try:
        date = datetime.date(*(int(match.group(number)) for number in (1, 2, 3)))
    except ValueError:
        return None
    return _fix(node, date.isoformat(), "改写成“年-月-日”")


def of_choice(node: Node, choices: Collection[str]) -> Fix | None:
    """「县」 is 县级: the one choice that differs from it by a character at its end, or not at all."""
    written = "".join(_narrow(node).split())
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
    return Fix(title, (Edit(node.span, right),))
