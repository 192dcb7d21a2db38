"""The figures of both years that growth is told of, each way they can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum, last_year
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.figures import TIMES
from generator.rules.text.clauses.meaning import Paths, paths, sums
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.terms import Term

Years = tuple[Term, Term]


def both_years(filing: Filing, reading: Reading, at: int, rate: Rate) -> Iterator[Years]:
    """The figures of this year and the one before: as in the tables where the sentence tells that figure,
    else as it tells it.  ``at`` is the number of the rate in the narrative."""
    subject = _subject(reading, rate)
    typed = _in_table(subject) if subject and not rate.rows and subject.is_bound else None
    known = [(_now(filing, cells), _then(filing, cells)) for cells in meant(filing, reading, rate)]
    told = [pair for pair in known if typed is None or (pair[0] and pair[0].value == typed)]
    base = _base(reading, at, rate) if rate.of != "base" else None
    if not known and base is not None and subject is not None and _can_grow(subject):
        yield Term(subject.value), Term(base)
    for now, then in told or known:
        this = now if typed is None or (now and now.value == typed) else Term(typed)
        before = then if base is None or (then and then.value == base) else Term(base)
        if this is not None and before is not None:
            yield this, before


def agrees(rate: Rate, now: Fraction, then: Fraction) -> bool:
    """Whether what is told of two years follows from their figures, as far as it was rounded."""
    if rate.of == "base":
        return rate.figure.agrees(then)
    if rate.of == "multiple":
        return not then or abs(rate.figure.value - now / then) < Fraction(1, 2 * 10**rate.figure.decimals)
    if rate.of == "same":
        return now == then if rate.figure.how == "exact" else abs(now - then) * 10 <= max(now, then)
    if rate.of == "difference":
        return rate.figure.agrees((now - then) * (-1 if rate.fewer else 1))
    if not then:
        return True
    typed = rate.figure.value * (100 if rate.figure.unit == TIMES else 1) * (-1 if rate.fewer else 1)
    close = Fraction(100 if rate.figure.unit == TIMES else 1, 10**rate.figure.decimals)
    loose = 10 if rate.figure.how != "exact" else 1
    return abs(typed - (now - then) / then * 100) < close * loose


def _can_grow(subject: Statement) -> bool:
    """Whether growth between two figures of the text can be reckoned, whatever they count."""
    exact = subject.figure is not None and subject.figure.how == "exact"
    return exact and subject.why_not in ("", reasons.NOT_OURS, reasons.OF_NOTHING, reasons.UNTOLD)


def _in_table(statement: Statement) -> Fraction:
    """A figure in the table's unit."""
    return statement.value / statement.table.figure if statement.table else statement.value


def _subject(reading: Reading, rate: Rate) -> Statement | None:
    return reading.statements[rate.statement] if rate.statement is not None else None


def meant(filing: Filing, reading: Reading, rate: Rate) -> list[Paths]:
    """The numbers it is said of: what it names itself, or those of the figure beside it."""
    if rate.table is not None:
        rows = rate.rows or (rate.table.usual.means if rate.table.usual else ())
        return paths(filing.format, rate.table, rows, rate.columns or rate.table.usual_columns)
    subject = _subject(reading, rate)
    return sums(filing.format, subject) if subject is not None and subject.is_bound else []


def _now(filing: Filing, cells: Paths) -> Term | None:
    total = known_sum(filing, cells)
    return None if total is None else Term(total, cells)


def _then(filing: Filing, cells: Paths) -> Term | None:
    """The same sum last year; None where it is not known."""
    there = [last_year(filing, path) for path in cells]
    if filing.previous is None or not all(there):
        return None
    before = tuple(path for found in there for path in found or ())
    total = known_sum(filing.previous, before)
    return None if total is None else Term(total, before)


def _base(reading: Reading, at: int, rate: Rate) -> Fraction | None:
    """Last year's figure where the sentence tells it, with words for a comparison or before this year's."""
    bases = [each for each in enumerate(reading.rates) if each[1].of == "base"]
    compared = [(number < at, each) for number, each in bases if each.sentence == rate.sentence]
    if compared:  # before the growth, or else behind it in brackets
        return max(compared, key=lambda pair: (pair[0], pair[1].start))[1].figure.value
    subject = _subject(reading, rate)
    if subject is None or rate.statement is None:
        return None
    before = reading.statements[rate.statement - 1] if rate.statement else None
    is_base = (
        before is not None
        and before.figure is not None
        and before.why_not == reasons.LAST_YEAR
        and (before.sentence, before.table, before.columns)
        == (subject.sentence, subject.table, subject.columns)
        and set(before.rows) & set(subject.rows)
    )
    return before.value if before is not None and is_base else None
