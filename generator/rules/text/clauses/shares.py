"""What a share can be one of: the figures it can be the part, and those that can be the whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, takewhile

from generator.filing.filing import Filing
from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.meaning import values
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.terms import Term, added, each_once, of_tables, typed

# Of these figures a share can be told though they are none of the table's.
_TELLABLE = frozenset({"", reasons.CHANNEL, reasons.NOT_OURS, reasons.OF_NOTHING})

# Of these never: they are not the report's, or no counts.
_NEVER = (
    reasons.OF_BODIES
    | reasons.OF_TIME
    | {
        *(reasons.AGENCY, reasons.AVERAGE, reasons.PLAN, reasons.DENIED, reasons.A_BOUND),
    }
)

# So many figures before it no whole is told: what is looked through for each share has an end.
_FAR = 60


def agrees(rate: Rate, part: Fraction, whole: Fraction) -> bool:
    """Whether it is that share, rounded or cut off at the digits that were printed; 近六成 is within ten."""
    over = part / whole * 100 - rate.figure.value
    match rate.figure.bound:
        case "least":
            return over > -1
        case "most":
            return over < 1
    match rate.figure.how:
        case "nearly":
            return -10 < over < 1
        case "over" | "beyond":
            return -1 < over < 10
        case "about":
            return abs(over) <= 5
    return abs(over) < Fraction(1, 10**rate.figure.decimals)


def parts(filing: Filing, reading: Reading, rate: Rate) -> list[Term]:
    """What it can be the share of: the figure beside it, as typed or as in the table; or the rows it names;
    or several figures together."""
    if rate.table is not None:
        rows, columns = rate.rows or _usual(rate.table), rate.columns or rate.table.usual_columns
        return of_tables(filing, rate.table, rows, columns)
    subject = _subject(reading, rate)
    if subject is None or not _is_tellable(rate, subject):
        return []
    several = _several(filing, reading, rate)
    if rate.together:
        return several
    known = values(filing, subject) if subject.is_bound else None
    return [
        typed(filing, subject),
        *(Term(total, cells) for cells, total in known or ()),
        *several,
    ]


def _is_tellable(rate: Rate, subject: Statement) -> bool:
    """Whether a share can be told of a figure: whatever it counts, where it is said of what it is a part."""
    if subject.why_not in _TELLABLE:
        return True
    of_what = rate.wholes or rate.whole is not None or subject.whole is not None
    return bool(of_what) and subject.why_not not in _NEVER


def wholes(filing: Filing, reading: Reading, rate: Rate) -> list[Term]:
    """What it can be a share of: what it says itself, the figures before it, what the form's words say."""
    if rate.whole is not None:
        return [typed(filing, reading.statements[rate.whole])]
    subject = _subject(reading, rate)
    table = rate.table or (subject.table if subject else None)
    if rate.wholes and table is not None:
        told = of_tables(filing, table, rate.wholes, rate.whole_columns or table.usual_columns)
        return [each for each in told if each.value]
    found = list(_told(filing, reading, rate, subject))
    for earlier in _wholes_said(reading, rate):
        found += of_tables(filing, table, earlier, table.usual_columns) if table else []
    if table is not None and (subject is None or not subject.why_not or subject.why_not == reasons.CHANNEL):
        found += _of_form(filing, table, rate, subject)
    return [each for each in each_once(found) if each.value]


def _wholes_said(reading: Reading, rate: Rate) -> Iterator[Sums]:
    """What shares before it in its sentence say that they are of."""
    for each in reading.rates:
        if each.sentence == rate.sentence and each.start < rate.start and each.wholes and not each.rows:
            yield each.wholes


def _subject(reading: Reading, rate: Rate) -> Statement | None:
    return reading.statements[rate.statement] if rate.statement is not None else None


def _several(filing: Filing, reading: Reading, rate: Rate) -> list[Term]:
    """The sums of the figures before it in the sentence, back to one that has a share of its own."""
    shared = [each.statement for each in reading.rates if each.end < rate.start and each.of == "share"]
    first = max((each for each in shared if each is not None), default=-1) if not rate.together else -1
    before = reading.statements[max(0, first + 1) : (rate.statement or 0) + 1]
    same = takewhile(lambda each: each.sentence == rate.sentence, reversed(before))
    terms = (typed(filing, each) for each in same if each.figure)
    return list(accumulate(terms, lambda later, term: added((term, later))))[1:]


def _usual(table: TableWords) -> Sums:
    return table.usual.means if table.usual else ()


def _told(filing: Filing, reading: Reading, rate: Rate, subject: Statement | None) -> Iterator[Term]:
    """The figures told before it of which it can be a part: its whole, and those of the sentences so far."""
    last = rate.statement if rate.statement is not None else len(reading.statements)
    for each in reading.statements[max(0, last - _FAR) : last + 1]:
        near = rate.sentence - each.sentence <= 2
        if (
            near
            and each.figure
            and each is not subject
            and each.value
            and (each.whole is None or each.sentence == rate.sentence)
        ):
            yield typed(filing, each)


def _of_form(filing: Filing, table: TableWords, rate: Rate, subject: Statement | None) -> list[Term]:
    """The wholes that the form's words give for a row, a column or a channel."""
    by_column = rate.columns or (subject is not None and subject.sort in ("columns", "channels"))
    rows = table.shares.columns if by_column else table.shares.rows
    if not rows and subject is not None and subject.sort == "columns":
        return of_tables(filing, table, subject.rows, table.usual_columns)
    return of_tables(filing, table, rows, table.usual_columns)
