"""Rules of kind ``bound``: the rows named on the left are together at most those on the right."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.filing import Filing, State
from generator.findings import Finding
from generator.model import Model
from generator.rule import Rule
from generator.rules.sums import figure, short_name


class Options(Model):
    """``left`` and ``right`` are rows, or groups of rows, of ``table``; with ``each`` no row of the left
    alone may exceed the right."""

    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    each: bool = False


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every column in which the left exceeds the right."""
    left, right = _rows(filing, options, options.left), _rows(filing, options, options.right)
    for address in filing.format.rows[left[0]]:
        ending = f".{address.column}" if address.column else ""
        more = [f"{row}{ending}" for row in right]
        for part in [[row] for row in left] if options.each else [left]:
            yield from _compare(rule, filing, [f"{row}{ending}" for row in part], more)


def _rows(filing: Filing, options: Options, names: tuple[str, ...]) -> list[str]:
    return [row for name in names for row in filing.format.leaf_rows(options.table, name)]


def _compare(rule: Rule, filing: Filing, less: list[str], more: list[str]) -> Iterator[Finding]:
    cells = [filing.cells[path] for path in (*less, *more)]
    if any(cell.state is State.BROKEN for cell in cells):
        return
    left, right = (
        sum((Fraction(filing.value(one) or 0) for one in side), Fraction(0)) for side in (less, more)
    )
    if left <= right:
        return
    yield Finding(
        code=rule.code,
        level=rule.level,
        message=rule.message,
        span=cells[0].span,
        detail=f"{_told(less, left)}，多于{_told(more, right)}，多 {figure(left - right)}",
        cells=tuple(cell.path for cell in cells),
        marks=tuple(cell.span for cell in cells),
        values=tuple(str(cell.value) for cell in cells),
        left=left,
        right=right,
        difference=left - right,
        basis=rule.basis,
        help=rule.help,
    )


def _told(paths: list[str], total: Fraction) -> str:
    """「政府网站公开政府信息数 45540」, or the names of several with their sum."""
    names = [short_name(path) for path in paths]
    return f"{names[0]} {figure(total)}" if len(names) == 1 else f"{'、'.join(names)}之和 {figure(total)}"
