"""Equations between cells, and what a set of broken ones says about the mistake behind them.

A wrong figure usually breaks several equations at once: its row's total, its column's total, the
balance of its column.  To report each would be three findings for one slip.  So the broken
equations are explained together: a cell that stands in two or more equations, all of them broken,
all by the same amount, explains them, and the finding points at that cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.filing.filing import Cell, Filing, State
from generator.findings.finding import Finding
from generator.rules.finding_of_rule import between, figure, named, of_rule, resting_on
from generator.rules.mends.totals import set_total
from generator.rules.sums.equations import Equation, sum_of


@dataclass(frozen=True)
class _Culprit:
    """The cells that each could explain the same broken equations, and those equations."""

    cells: tuple[str, ...]
    equations: tuple[Equation, ...]


def explain(filing: Filing, equations: Sequence[Equation]) -> Iterator[Finding]:
    """One finding for each mistake that the broken equations show."""
    broken = [one for one in equations if one.residual]
    for group in _by_blank_row(filing, broken):
        yield _left_blank(filing, [one for one in group if not one.implied] or group)
        broken = [one for one in broken if one not in group]
    tables = {one.table for one in broken if not one.implied}
    while culprit := _culprit(broken, equations):
        accused = culprit.cells[0] if len(culprit.cells) == 1 else None
        yield replace(_explained(filing, culprit), fix=set_total(filing, accused, equations))
        broken = [one for one in broken if one not in culprit.equations]
    for one in broken:
        if not one.implied or one.table not in tables:
            finding = _finding(filing, one, _cell(filing, one))
            yield replace(finding, fix=set_total(filing, one.total, equations))


def _by_blank_row(filing: Filing, broken: Sequence[Equation]) -> list[list[Equation]]:
    """Broken equations that a blank row takes part in, as 0: one mistake for each such row."""
    groups: dict[str, list[Equation]] = {}
    for one in broken:
        blank = next((path for path in one.terms if filing.cells[path].state is State.BLANK), None)
        if blank is not None:
            groups.setdefault(filing.format.addresses[blank].row_path, []).append(one)
    return list(groups.values())


def _left_blank(filing: Filing, group: Sequence[Equation]) -> Finding:
    first, *others = group
    blank = next(path for path in first.terms if filing.cells[path].state is State.BLANK)
    finding = _finding(filing, first, filing.cells[blank], others)
    also = [_also(filing, one, first) for one in others]
    return replace(finding, detail="\n".join([finding.detail, *also]))


def _also(filing: Filing, one: Equation, first: Equation) -> str:
    """Another broken equation, under its code where that is another."""
    code = "" if one.rule is first.rule else f"同时不符 {one.rule.code}："
    return code + _detail(filing, one)


def _culprit(broken: Sequence[Equation], equations: Sequence[Equation]) -> _Culprit | None:
    """The explanation of most broken equations, two at least."""
    explained: dict[tuple[int, ...], list[str]] = {}
    for path in dict.fromkeys(path for one in broken for path in one.terms):
        where = [index for index, one in enumerate(equations) if path in one.terms]
        amounts = {equations[index].residual / equations[index].terms[path] for index in where}
        if len(where) > 1 and len(amounts) == 1 and amounts != {0}:
            explained.setdefault(tuple(where), []).append(path)
    if not explained:
        return None
    best = max(explained, key=len)
    return _Culprit(tuple(explained[best]), tuple(equations[index] for index in best))


def _explained(filing: Filing, culprit: _Culprit) -> Finding:
    """One finding for all the equations of a culprit; it points at the cell if there is only one."""
    if len(culprit.cells) > 1:
        first = _first(culprit.equations, None)
        return _finding(filing, first, _cell(filing, first))
    path = culprit.cells[0]
    first = _first(culprit.equations, path)
    others = [one for one in culprit.equations if one is not first]
    finding = _finding(filing, first, filing.cells[path], others)
    hint = _hint(filing, path, first)
    also = [_also(filing, one, first) for one in others if not one.implied]
    return replace(finding, detail="\n".join([finding.detail, *also, *hint]))


def _first(equations: Iterable[Equation], path: str | None) -> Equation:
    """The equation to report: the one that defines the wrong total, else the first of the format."""
    candidates = [one for one in equations if not one.implied] or list(equations)
    return next((one for one in candidates if path and one.total == path), candidates[0])


def _hint(filing: Filing, path: str, one: Equation) -> list[str]:
    right = Fraction(filing.value(path) or 0) - one.residual / one.terms[path]
    if right < 0 or right.denominator != 1:
        return []
    name = path.partition(".")[2]
    return [f"只有“{name}”这一格能说明全部差数：它若是 {right}，就都平衡"]


def _cell(filing: Filing, one: Equation) -> Cell:
    """The cell a lone broken equation is shown at: the last written one on its right."""
    written = [path for path in (*one.left, *one.right) if filing.cells[path].state is not State.COMPUTED]
    return filing.cells[written[-1] if written else one.right[-1]]


def _finding(filing: Filing, one: Equation, cell: Cell, others: Sequence[Equation] = ()) -> Finding:
    paths = [path for each in (one, *others) for path in (*each.left, *each.right)]
    cells = dict.fromkeys([cell.path, *paths] if cell.path in paths else paths)
    finding = of_rule(one.rule, cell.span, _detail(filing, one))
    return between(resting_on(finding, filing, cells), *one.sums)


def _detail(filing: Filing, one: Equation) -> str:
    """Both sides in words and figures: 「自然人：本年新收 125 + 上年结转 13 = 138，…，相差 2」."""
    left, right = (_side(filing, paths, one.lane) for paths in (one.left, one.right))
    lane = f"{one.lane}：" if one.lane else ""
    return f"{lane}{left}，{right}，相差 {figure(abs(one.residual))}{_blanks(filing, one)}"


def _side(filing: Filing, paths: Sequence[str], lane: str) -> str:
    """The terms that count, and their sum where there is more than one."""
    counting = [path for path in paths if filing.value(path)] if len(paths) > 2 else list(paths)
    terms = " + ".join(f"{_name(path, lane)} {_value(filing, path)}" for path in counting)
    if len(paths) == 1:
        return terms
    return f"{terms or '各项'} = {figure(sum_of(filing, paths))}"


def _name(path: str, lane: str) -> str:
    """The address without its table and without the lane that is named already."""
    name = named(path)
    if not lane:
        return name
    return name.removesuffix(f".{lane}").removeprefix(f"{lane}.")


def _value(filing: Filing, path: str) -> str:
    cell = filing.cells[path]
    text = figure(Fraction(cell.value or 0))
    return {State.COMPUTED: f"{text}（程序合计）", State.BLANK: "空格"}.get(cell.state, text)


def _blanks(filing: Filing, one: Equation) -> str:
    blank = [path for path in one.terms if filing.cells[path].state is State.BLANK]
    names = "、".join(_name(path, one.lane) for path in blank)
    return f"（空格按 0 计：{names}）" if blank else ""
