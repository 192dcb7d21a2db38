"""What stands for a figure where it is reckoned with: as the text tells it, or as the tables have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses.meaning import Paths, paths, values
from generator.rules.text.clauses.statement import Statement


@dataclass(frozen=True, slots=True)
class Term:
    """A value, and the numbers of the form that it is the sum of; none where the text alone tells it."""

    value: Fraction
    cells: Paths = ()


def typed(filing: Filing, statement: Statement) -> Term:
    """The figure of a statement as the text tells it, with the numbers of the form that come to it."""
    known = values(filing, statement) if statement.is_bound else None
    factor = statement.table.figure if statement.table else 1
    exact = statement.figure is not None and statement.figure.how == "exact" and factor == 1
    found = (cells for cells, total in known or () if exact and total == statement.value)
    return Term(statement.value, next(found, ()))


def of_tables(filing: Filing, table: TableWords, rows: Sums, columns: Sums) -> list[Term]:
    """The sums of rows in columns, so far as they are known."""
    found = ((known_sum(filing, cells), cells) for cells in paths(filing.format, table, rows, columns))
    return [Term(total, cells) for total, cells in found if total is not None]


def added(terms: Iterable[Term]) -> Term:
    """The sum of several; of the form's numbers only where each is."""
    every = list(terms)
    cells = tuple(cell for term in every for cell in term.cells)
    known = all(term.cells for term in every) and len(set(cells)) == len(cells)
    return Term(sum((term.value for term in every), start=Fraction(0)), cells if known else ())


def each_once(terms: Iterable[Term]) -> list[Term]:
    """Terms of different values, of those alike the first that the form's numbers come to."""
    found: dict[Fraction, Term] = {}
    for term in terms:
        if term.value not in found or (term.cells and not found[term.value].cells):
            found[term.value] = term
    return list(found.values())
