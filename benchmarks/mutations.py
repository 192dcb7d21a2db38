"""What the rules notice: every figure of two published reports changed in four ways, one at a time.

``make mutations`` prints the share that is noticed and writes the figures that are not into
docs/decisions/0013-unguarded-cells.md; a test holds that page to what is computed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from generator.batch.desk import load
from generator.common import data_folders as resources
from generator.filing.filing import Filing
from generator.findings.finding import Span
from generator.form.format import Format
from generator.form.library import SHIPPED
from generator.kit.cases import load_cases
from generator.rules.examine import examine_loaded
from generator.source.nodes import Document, Node, Scalar, Sequence
from generator.source.nodes import Mapping as Tree

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "decisions" / "0013-unguarded-cells.md"
FIGURES = ROOT / "tests" / "data" / "figures.json"
# The published figures by the name of the example they stand in, and the heads they were published under.
FILINGS: Mapping[str, Mapping[str, str]] = {
    "2021": {"机关": "示例市人民政府办公室", "机关类型": "政府办公室", "行政层级": "县级"},
    "2021-city": {"机关": "样例市人民政府", "机关类型": "人民政府", "行政层级": "市级"},
}
TITLES = {"2021": "县级政府办公室 2024 年报告", "2021-city": "设区的市人民政府 2024 年报告"}
COPIED = "N88"
Change = Callable[[str], str | None]
CHANGES: Mapping[str, Change] = {
    "+1": lambda text: _moved(text, 1),
    "−1": lambda text: _moved(text, -1),
    "×10": lambda text: None if Decimal(text) == 0 else f"{Decimal(text) * 10:f}",
    "空着": lambda text: "",
}


def _moved(text: str, by: int) -> str:
    return f"{Decimal(text) + by:f}"


@dataclass(frozen=True)
class Outcome:
    """One figure changed in one way: what was found."""

    filing: str
    path: str
    change: str
    codes: tuple[str, ...]


def outcomes(name: str, *, with_last_year: bool) -> Iterator[Outcome]:
    """Every figure of a report changed in every way, one at a time."""
    numbers = published(name)
    last = last_year(name) if with_last_year else None
    found = codes_of(name, numbers, last)
    if found:
        raise ValueError(f"the report itself ought to be found correct: {found}")
    for path, text in numbers.items():
        for change, make in CHANGES.items():
            changed = make(text)
            if changed is not None:
                codes = codes_of(name, {**numbers, path: changed}, last)
                yield Outcome(name, path, change, codes)


@cache
def form() -> Format:
    """The form both reports were made with."""
    return SHIPPED.find("2021")


def published(name: str) -> dict[str, str]:
    """The 200 figures as published, totals and all, by address."""
    rows = json.loads(FIGURES.read_text(encoding="utf-8"))[name]
    return dict(zip(form().addresses, (number for row in rows for number in row), strict=True))


@cache
def last_year(name: str) -> Filing:
    """A filing of the year before that these figures follow from: what it handed on, what was in force.

    The reports of that year were not at hand, so its other figures are a tenth more than this year's.
    """
    now = published(name)
    numbers = {path: _a_tenth_more(text) for path, text in now.items()}
    for rule in form().rules:
        if rule.kind == "chain":
            numbers |= _handed_on(rule.options, now)
    filing = load(document(name, numbers, {"年度": "2023", "发布日期": "2024-01-24"})).filing
    assert filing is not None
    return filing


def _handed_on(chain: Mapping[str, Any], now: Mapping[str, str]) -> dict[str, str]:
    """What last year's filing must say for this year's figures to follow from it by a rule ``chain``."""
    table, after, before = chain["table"], chain["now"], chain["before"][0]
    if not chain.get("rows"):
        columns = [cell.column for cell in form().rows[f"{table}.{after}"]]
        return {f"{table}.{before}.{column}": now[f"{table}.{after}.{column}"] for column in columns}
    handed: dict[str, str] = {}
    for row in (f"{table}.{name}" for name in chain["rows"]):
        plus, minus = (sum(int(now[f"{row}.{part}"]) for part in chain[key]) for key in ("plus", "minus"))
        handed[f"{row}.{before}"] = str(int(now[f"{row}.{after}"]) - plus + minus)
    return handed


def _a_tenth_more(text: str) -> str:
    whole = int(Decimal(text))
    return str(whole + 1 + whole // 10) if whole else text


def codes_of(name: str, numbers: Mapping[str, str], last: Filing | None) -> tuple[str, ...]:
    """The codes of all findings on a report with these figures."""
    made = document(name, numbers, {})
    loaded = load(made)
    if loaded.filing is not None and last is not None:
        loaded = replace(loaded, filing=replace(loaded.filing, previous=last))
    # Both years' filings are made of one text here: that it is the same says nothing of a figure.
    return tuple(each.code for each in examine_loaded(made, loaded).findings if each.code != COPIED)


@cache
def _base() -> Document:
    return load_cases(resources.folder("templates") / form().version / "cases.yaml").filing


def document(name: str, numbers: Mapping[str, str], head: Mapping[str, str]) -> Document:
    """The short filing of cases.yaml with these figures, every row written out in full."""
    root = _base().root
    for key, value in {**FILINGS[name], **head}.items():
        root = put(root, [key], Scalar(value, Span()))
    root = put(root, ["总体情况", "监督保障"], Scalar("工作考核、社会评议、责任追究结果均已通报。", Span()))
    root = put(root, ["其他事项"], Scalar("未收取信息处理费，逾期缴费的申请见表。", Span()))
    for row, addresses in form().rows.items():
        cells = [Scalar(numbers[address.path], Span(1, 1, 1, 2)) for address in addresses]
        single = len(cells) == 1 and not addresses[0].column
        root = put(root, row.split("."), cells[0] if single else Sequence(tuple(cells), Span()))
    return replace(_base(), root=root)


def put(node: Tree, path: list[str], value: Node) -> Tree:
    """A copy of a tree with one node replaced or added."""
    entries = dict(node.entries)
    below = entries.get(path[0])
    if len(path) > 1:
        assert isinstance(below, Tree)
        value = put(below, path[1:], value)
    entries[path[0]] = value
    return Tree(entries, node.keys, node.span)


# ---------------------------------------------------------------- the page


@cache
def tables() -> str:
    """The shares, and the figures that nothing guards, as Markdown."""
    lines: list[str] = []
    for name in FILINGS:
        every = {last: list(outcomes(name, with_last_year=last)) for last in (False, True)}
        lines += [f"### {TITLES[name]}", "", "| 改动 | 单看一年 | 有上年填报 |", "| --- | --- | --- |"]
        lines += [
            f"| {change} | {_share(every[False], change)} | {_share(every[True], change)} |"
            for change in CHANGES
        ]
        lines += [f"| 合计 | {_share(every[False])} | {_share(every[True])} |", ""]
        lines += ["没有察觉的：", "", "| 格 | 单看一年 | 有上年填报 |", "| --- | --- | --- |"]
        lines += [f"| {path} | {alone} | {both} |" for path, alone, both in _unnoticed(every)]
        lines.append("")
    return "\n".join(lines).rstrip()


def _share(every: list[Outcome], change: str = "") -> str:
    chosen = [mutant for mutant in every if change in ("", mutant.change)]
    noticed = sum(1 for mutant in chosen if mutant.codes)
    return f"{noticed}/{len(chosen)}（{noticed / len(chosen):.1%}）"


def _unnoticed(every: Mapping[bool, list[Outcome]]) -> Iterator[tuple[str, str, str]]:
    for path in form().addresses:
        alone, both = (_missed(every[last], path) for last in (False, True))
        if alone or both:
            yield path, alone or "—", both or "—"


def _missed(every: list[Outcome], path: str) -> str:
    return "、".join(mutant.change for mutant in every if mutant.path == path and not mutant.codes)


MARKS = re.compile(r"(<!-- begin: make mutations -->\n).*?(<!-- end -->)", re.DOTALL)


def page(text: str) -> str:
    """The page with its tables renewed."""
    return MARKS.sub(lambda match: f"{match[1]}\n{tables()}\n\n{match[2]}", text)


def main() -> None:
    """Print the tables and renew the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(tables())


if __name__ == "__main__":
    main()
