"""What a word can mean in its sentence: 收到 is the year's own beside 结转, and both where that is a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.form.vocabulary import Sums
from generator.rules.text.clauses.statement import Statement


def narrowed(statements: Sequence[Statement], first: int) -> list[Statement]:
    """The statements of a sentence (of which ``first`` is the number of the first) with what they cannot
    mean left out."""
    return [replace(each, rows=_rows(each, first + at, statements)) for at, each in enumerate(statements)]


def _rows(statement: Statement, number: int, others: Sequence[Statement]) -> Sums:
    if len(statement.rows) < 2 or statement.said != "number":
        return statement.rows
    least = statement.rows[0]
    more = {
        name for sum_ in statement.rows[1:] if set(least) < set(sum_) for name in sum_ if name not in least
    }
    named = [other for other in others if other.table == statement.table and _is_of(other, more)]
    if any(other.whole == number for other in named):
        return tuple(sum_ for sum_ in statement.rows if sum_ != least)
    grows = all(set(least) <= set(sum_) for sum_ in statement.rows)
    return (least,) if named and grows else statement.rows


def _is_of(statement: Statement, names: set[str]) -> bool:
    return any(set(sum_) <= names for sum_ in statement.rows) and statement.said == "number"
