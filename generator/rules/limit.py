"""Rules of kind ``limit``: in each of some rows the ``lesser`` columns sum to at most the ``greater``."""

from __future__ import annotations

from collections.abc import Iterator

from generator.counterpart import known_sum
from generator.filing import Filing
from generator.findings import Finding
from generator.rule import Rule, RuleOptions
from generator.rules.telling import figure, named, tell


class Options(RuleOptions):
    """``rows`` of ``table``, and columns of theirs."""

    table: str
    rows: tuple[str, ...]
    lesser: tuple[str, ...]
    greater: tuple[str, ...]


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every row in which the lesser side is greater."""
    for row in options.rows:
        sides = [
            tuple(f"{options.table}.{row}.{column}" for column in columns)
            for columns in (options.lesser, options.greater)
        ]
        lesser, greater = (known_sum(filing, side) for side in sides)
        if lesser is not None and greater is not None and lesser > greater:
            left, right = (_side(filing, row, side) for side in sides)
            detail = f"{row}：{left}，{right}，多出 {figure(lesser - greater)}"
            yield tell(rule, filing, detail, cells=(*sides[0], *sides[1]), sides=(lesser, greater))


def _side(filing: Filing, row: str, paths: tuple[str, ...]) -> str:
    terms = " + ".join(
        f"{named(path).removeprefix(f'{row}.')} {figure(filing.value(path) or 0)}" for path in paths
    )
    total = known_sum(filing, paths)
    return terms if len(paths) == 1 or total is None else f"{terms} = {figure(total)}"
