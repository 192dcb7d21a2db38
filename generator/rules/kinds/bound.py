"""Rules of kind ``bound``: what is named on the left is together at most what is named on the right.

Named are rows of the table, compared in every column, or, where ``rows`` are given, columns, compared
in each of these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding
from generator.form.rule import Gives, Keys, Rule, RuleOptions
from generator.rules.finding_of_rule import figure, named, not_met


class Options(RuleOptions):
    """``left`` and ``right`` are rows, or groups of rows, of ``table``, or columns of its ``rows``; with
    ``each`` no term of the left alone may exceed the right."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 200
    one_of: ClassVar[Keys] = (("left",), ("right",))

    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    rows: tuple[str, ...] = ()
    each: bool = False


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every column, or row, in which the left exceeds the right."""
    for less, more in _sides(options, filing):
        for part in [(path,) for path in less] if options.each else [less]:
            yield from _compare(rule, filing, part, more)


def _sides(options: Options, filing: Filing) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The cells of both sides, lane by lane."""
    if options.rows:
        for row in options.rows:
            start = f"{options.table}.{row}."
            yield _each(start, options.left, ""), _each(start, options.right, "")
        return
    left, right = (_rows(filing, options, names) for names in (options.left, options.right))
    for address in filing.format.rows[left[0]]:
        ending = f".{address.column}" if address.column else ""
        yield _each("", left, ending), _each("", right, ending)


def _each(start: str, names: Iterable[str], ending: str) -> tuple[str, ...]:
    return tuple(f"{start}{name}{ending}" for name in names)


def _rows(filing: Filing, options: Options, names: tuple[str, ...]) -> list[str]:
    return [row for name in names for row in filing.format.leaf_rows(options.table, name)]


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
