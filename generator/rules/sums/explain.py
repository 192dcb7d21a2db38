"""Equations between cells, and what a set of broken ones says about the mistake behind them.

A wrong figure usually breaks several equations at once: its row's total, its column's total, the
balance of its column.  To report each would be three findings for one slip.  So the broken
equations are explained together: a cell that stands in two or more equations, all of them broken,
all by the same amount, explains them, and the finding points at that cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.filing.filing import Cell, Filing, State
from generator.findings.finding import Finding
from generator.rules.finding_of_rule import between, figure, named, of_rule, resting_on
from generator.rules.sums.equations import Equation, sum_of
from generator.rules.sums.swapped import Swap, in_words, swap_of


@dataclass(frozen=True)
class _Culprit:
    """The cells that each could explain the same broken equations, and those equations."""

    cells: tuple[str, ...]
    equations: tuple[Equation, ...]


def explain(filing: Filing, equations: Sequence[Equation]) -> Iterator[Finding]:
    """One finding for each mistake that the broken equations show."""
    broken = [equation for equation in equations if equation.residual]
    for group in _by_blank_row(filing, broken):
        yield _left_blank(filing, _stated(group) or group)
        broken = _without(broken, group)
    yield from _explain_written(filing, broken, equations)


def _explain_written(
    filing: Filing, broken: Sequence[Equation], equations: Sequence[Equation]
) -> Iterator[Finding]:
    """The same where no blank row takes part: the cells that explain most first, then each by itself."""
    tables = {equation.table for equation in _stated(broken)}
    for table in tables:
        if swap := _swap_of_all(filing, [each for each in broken if each.table == table], equations):
            yield _swapped(filing, swap)
            broken = _without(broken, swap.equations)
    while culprit := _culprit(broken, equations):
        accused = culprit.cells[0] if len(culprit.cells) == 1 else ""
        yield replace(_explained(filing, culprit), accused=accused)
        broken = _without(broken, culprit.equations)
    while swap := swap_of(filing, broken, equations):
        yield _swapped(filing, swap)
        broken = _without(broken, swap.equations)
    for equation in broken:
        if not equation.implied or equation.table not in tables:
            finding = _finding(filing, equation, _cell(filing, equation))
            yield replace(finding, accused=equation.total or "")


def _swap_of_all(filing: Filing, broken: Sequence[Equation], equations: Sequence[Equation]) -> Swap | None:
    """The swap that explains all that is broken in a table, where no single cell does."""
    culprit = _culprit(broken, equations)
    if culprit and len(culprit.equations) == len(broken):
        return None
    swap = swap_of(filing, broken, equations)
    return swap if swap and len(swap.equations) == len(broken) else None


def _swapped(filing: Filing, swap: Swap) -> Finding:
    """One finding for all the equations that one swap breaks; it points at what changed places."""
    first, *others = _stated(swap.equations) or swap.equations
    finding = _finding(filing, first, filing.cell(swap.pairs[0][0]), others)
    words = [finding.detail, *(_also(filing, other, first) for other in others), in_words(filing, swap)]
    return replace(finding, detail="\n".join(words))


def _stated(equations: Iterable[Equation]) -> list[Equation]:
    """Those that a rule states, and that do not only follow from others."""
    return [equation for equation in equations if not equation.implied]


def _without(broken: Sequence[Equation], explained: Sequence[Equation]) -> list[Equation]:
    return [equation for equation in broken if equation not in explained]


def _by_blank_row(filing: Filing, broken: Sequence[Equation]) -> list[list[Equation]]:
    """Broken equations that a blank row takes part in, as 0: one mistake for each such row."""
    groups: dict[str, list[Equation]] = {}
    for equation in broken:
        blank = next((path for path in equation.terms if filing.cell(path).state is State.BLANK), None)
        if blank is not None:
            groups.setdefault(_row_of(filing, blank), []).append(equation)
    return list(groups.values())


def _row_of(filing: Filing, path: str) -> str:
    """The row of a number; in a free table each number stands for itself."""
    address = filing.format.addresses.get(path)
    return address.row_path if address else path


def _left_blank(filing: Filing, group: Sequence[Equation]) -> Finding:
    first, *others = group
    blank = next(path for path in first.terms if filing.cell(path).state is State.BLANK)
    finding = _finding(filing, first, filing.cell(blank), others)
    also = [_also(filing, other, first) for other in others]
    return replace(finding, detail="\n".join([finding.detail, *also]))


def _also(filing: Filing, equation: Equation, first: Equation) -> str:
    """Another broken equation, under its code where that is another."""
    code = "" if equation.rule is first.rule else f"同时不符 {equation.rule.code}："
    return code + _detail(filing, equation)


def _culprit(broken: Sequence[Equation], equations: Sequence[Equation]) -> _Culprit | None:
    """The explanation of most broken equations, two at least."""
    explained: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for path in dict.fromkeys(path for equation in broken for path in equation.terms):
        where = tuple(index for index, equation in enumerate(equations) if path in equation.terms)
        if _explains(path, [equations[index] for index in where]):
            explained[where].append(path)
    if not explained:
        return None
    best = max(explained, key=len)
    return _Culprit(tuple(explained[best]), tuple(equations[index] for index in best))


def _explains(path: str, equations: Sequence[Equation]) -> bool:
    """Whether one amount too much or too little in a cell breaks all of these equations, two at least."""
    amounts = {equation.residual / equation.terms[path] for equation in equations}
    return len(equations) > 1 and len(amounts) == 1 and amounts != {0}


def _explained(filing: Filing, culprit: _Culprit) -> Finding:
    """One finding for all the equations of a culprit; it points at the cell if there is only one."""
    if len(culprit.cells) > 1:
        first = _first(culprit.equations, None)
        return _finding(filing, first, _cell(filing, first))
    path = culprit.cells[0]
    first = _first(culprit.equations, path)
    others = [equation for equation in culprit.equations if equation is not first]
    finding = _finding(filing, first, filing.cell(path), others)
    hint = _hint(filing, path, first)
    also = [_also(filing, other, first) for other in others if not other.implied]
    return replace(finding, detail="\n".join([finding.detail, *also, *hint]))


def _first(equations: Iterable[Equation], path: str | None) -> Equation:
    """The equation to report: the one that defines the wrong total, else the first of the format."""
    candidates = _stated(equations) or list(equations)
    defining = (equation for equation in candidates if path and equation.total == path)
    return next(defining, candidates[0])


def _hint(filing: Filing, path: str, equation: Equation) -> list[str]:
    right = Fraction(filing.value(path) or 0) - equation.residual / equation.terms[path]
    if right < 0 or right.denominator != 1:
        return []
    return [f"只有{named(filing, path)}这一格能说明全部差数：它若是 {right}，就都平衡"]


def _cell(filing: Filing, equation: Equation) -> Cell:
    """The cell a lone broken equation is shown at: the last written one on its right."""
    written = [
        path for path in (*equation.left, *equation.right) if filing.cell(path).state is not State.COMPUTED
    ]
    return filing.cell(written[-1] if written else equation.right[-1])


def _finding(filing: Filing, equation: Equation, cell: Cell, others: Sequence[Equation] = ()) -> Finding:
    paths = [path for each in (equation, *others) for path in (*each.left, *each.right)]
    cells = dict.fromkeys([cell.path, *paths] if cell.path in paths else paths)
    finding = of_rule(equation.rule, cell.span, _detail(filing, equation))
    return between(resting_on(finding, filing, cells), *equation.sums)


def _detail(filing: Filing, equation: Equation) -> str:
    """Both sides in words and figures: 「自然人：本年新收 125 + 上年结转 13 = 138，…，相差 2」."""
    lane, names = _names(filing, equation)
    left, right = (_side(filing, paths, names) for paths in (equation.left, equation.right))
    blanks = _blanks(filing, equation, names)
    return f"{lane and f'{lane}：'}{left}，{right}，相差 {figure(abs(equation.residual))}{blanks}"


def _names(filing: Filing, equation: Equation) -> tuple[str, dict[str, str]]:
    """The lane of an equation by its label, and every number that takes part by what it is called there."""
    paths = tuple(dict.fromkeys((*equation.left, *equation.right, *equation.terms)))
    lane, words = filing.in_lane(paths)
    return lane, dict(zip(paths, words, strict=True))


def _side(filing: Filing, paths: Sequence[str], names: Mapping[str, str]) -> str:
    """The terms that count, and their sum where there is more than one."""
    counting = [path for path in paths if filing.value(path)] if len(paths) > 2 else list(paths)
    terms = " + ".join(f"{names[path]} {_value(filing, path)}" for path in counting)
    if len(paths) == 1:
        return terms
    return f"{terms or '各项'} = {figure(sum_of(filing, paths))}"


def _value(filing: Filing, path: str) -> str:
    cell = filing.cell(path)
    text = figure(Fraction(cell.value or 0))
    return {State.COMPUTED: f"{text}（程序合计）", State.BLANK: "空格"}.get(cell.state, text)


def _blanks(filing: Filing, equation: Equation, words: Mapping[str, str]) -> str:
    blank = [path for path in equation.terms if filing.cell(path).state is State.BLANK]
    names = "、".join(words[path] for path in blank)
    return f"（空格按 0 计：{names}）" if blank else ""
