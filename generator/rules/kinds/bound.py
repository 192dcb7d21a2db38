"""Rules of kind ``bound``: what is named on the left is together at most what is named on the right.

Named are rows of the table, compared in every column, or, where ``rows`` are given, columns, compared
in each of these rows; without a ``table`` rows, columns and numbers of several tables (see `terms`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met
from generator.rules.terms import Rows, lanes


class Options(RuleOptions):
    """``left`` and ``right`` are rows, or groups of rows, of ``table``, or columns of its ``rows``; with
    ``each`` no term of the left alone may exceed the right."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 200
    one_of: ClassVar[Keys] = (("left",), ("right",))

    table: str = ""
    left: tuple[str, ...]
    right: tuple[str, ...]
    rows: Rows = ()
    each: bool = False


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every column, or row, in which the left exceeds the right."""
    for lane in lanes(filing, options.table, options.rows, (options.left, options.right)):
        less, more = lane.sides
        for part in [(path,) for path in less] if options.each else [less]:
            yield from _compare(rule, filing, part, more)


def _compare(rule: Rule, filing: Filing, less: tuple[str, ...], more: tuple[str, ...]) -> Iterator[Finding]:
    left, right = known_sum(filing, less), known_sum(filing, more)
    if left is None or right is None or left <= right:
        return
    detail = f"{_terms(filing, less)}，多于{_terms(filing, more)}，多 {figure(left - right)}"
    yield not_met(rule, filing, detail, cells=(*less, *more), sides=(left, right))


def _terms(filing: Filing, paths: tuple[str, ...]) -> str:
    """「政府网站公开政府信息数 45540」, or every term of several and their sum."""
    terms = " + ".join(f"{named(filing, path)} {figure(filing.value(path) or 0)}" for path in paths)
    total = known_sum(filing, paths)
    return terms if len(paths) == 1 or total is None else f"{terms} = {figure(total)}"
