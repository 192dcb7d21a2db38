"""Rules of kind ``share``: a share that a sentence tells is that of a figure, of a whole it can have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from typing import ClassVar

from generator.filing.filing import Filing
from generator.filing.last_year import known_sum
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule
from generator.form.vocabulary import Sums, TableWords
from generator.rules.finding_of_rule import figure, not_met
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.meaning import paths, read_texts, values
from generator.rules.text.clauses.rates import Rate
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.told import told

# Of these figures a share can be told though they are none of the table's.
_TELLABLE = frozenset({"", reasons.CHANNEL, reasons.NOT_OURS, reasons.OF_NOTHING})
# So many figures before it no whole is told: what is looked through for each share has an end.
_FAR = 60


class Options(AskingOptions):
    """No keys of its own: what a share is of is said in the form's vocabulary."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every share that no whole gives."""
    for path, reading in read_texts(filing).items():
        for rate in reading.rates:
            if rate.of != "share" or rate.respectively or rate.lasting or rate.figure.how != "exact":
                continue
            parts, wholes = _parts(filing, reading, rate), _wholes(filing, reading, rate)
            if parts and wholes and not any(_agrees(rate, part, whole) for part in parts for whole in wholes):
                place = told(filing, path, reading, rate.start, rate.end)
                if place.printed:
                    continue
                shown = "，或".join(_shown(rate, parts[0], whole) for whole in wholes if whole >= parts[0])
                detail = (
                    f"写了“{place.words}”，{figure(parts[0])} 应{shown}" if shown else f"写了“{place.words}”"
                )
                yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)


def _agrees(rate: Rate, part: Fraction, whole: Fraction) -> bool:
    """Whether it is that share, rounded or cut off at the digits that were printed."""
    return abs(rate.figure.value - part / whole * 100) < Fraction(1, 10**rate.figure.decimals)


def _shown(rate: Rate, part: Fraction, whole: Fraction) -> str:
    decimals = max(1, rate.figure.decimals)
    return f"占 {figure(whole)} 的 {float(part / whole * 100):.{decimals}f}%"


def _subject(reading: Reading, rate: Rate) -> Statement | None:
    return reading.statements[rate.statement] if rate.statement is not None else None


def _parts(filing: Filing, reading: Reading, rate: Rate) -> list[Fraction]:
    """What it can be the share of: the figure beside it, as typed or as in the table; or the rows it names;
    or several figures together."""
    if rate.table is not None:
        return _known(
            filing, rate.table, rate.rows or _usual(rate.table), rate.columns or rate.table.usual_columns
        )
    subject = _subject(reading, rate)
    if subject is None or subject.why_not not in _TELLABLE:
        return []
    several = _several(reading, rate)
    if rate.together:
        return several
    known = values(filing, subject) if subject.is_bound else None
    return [subject.value, *(total for _, total in known or ()), *several]


def _several(reading: Reading, rate: Rate) -> list[Fraction]:
    """The sums of the figures before it in the sentence, back to one that has a share of its own."""
    before = reading.statements[: (rate.statement or 0) + 1]
    shared = [each.statement for each in reading.rates if each.end < rate.start and each.of == "share"]
    first = max((each for each in shared if each is not None), default=-1) if not rate.together else -1
    same = [
        each.value
        for at, each in enumerate(before)
        if at > first and each.sentence == rate.sentence and each.figure
    ]
    return list(accumulate(reversed(same)))[1:]


def _usual(table: TableWords) -> Sums:
    return table.usual.means if table.usual else ()


def _known(filing: Filing, table: TableWords, rows: Sums, columns: Sums) -> list[Fraction]:
    totals = [known_sum(filing, cells) for cells in paths(filing.format, table, rows, columns)]
    return [total for total in totals if total is not None]


def _wholes(filing: Filing, reading: Reading, rate: Rate) -> list[Fraction]:
    """What it can be a share of: what it says itself, the figures before it, what the form's words say."""
    subject = _subject(reading, rate)
    table = rate.table or (subject.table if subject else None)
    if rate.wholes and table is not None:
        return [each for each in _known(filing, table, rate.wholes, table.usual_columns) if each]
    found = list(_typed(reading, rate, subject))
    if table is not None and (subject is None or not subject.why_not or subject.why_not == reasons.CHANNEL):
        found += _of_form(filing, table, rate, subject)
    return [each for each in dict.fromkeys(found) if each]


def _typed(reading: Reading, rate: Rate, subject: Statement | None) -> Iterator[Fraction]:
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
            yield each.value


def _of_form(filing: Filing, table: TableWords, rate: Rate, subject: Statement | None) -> list[Fraction]:
    """The wholes that the form's words give for a row, a column or a channel."""
    by_column = rate.columns or (subject is not None and subject.sort in ("columns", "channels"))
    rows = table.shares.columns if by_column else table.shares.rows
    if not rows and subject is not None and subject.sort == "columns":
        return _known(filing, table, subject.rows, table.usual_columns)
    return _known(filing, table, rows, table.usual_columns)
