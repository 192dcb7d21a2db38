"""Rules of kind ``listed_parts``: parts that a sentence tells of a figure do not exceed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.language import language
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import figure, not_met
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.meaning import read_texts, values
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.told import told

# So many characters before a figure its name begins at most.
_NEAR = 6
# What overlaps with other parts, or is told of something else.
_APART = (frozenset(reasons.OF_LIMITS.values()) | {reasons.LAST_YEAR, reasons.A_BOUND}) - {reasons.A_PART}


class Options(AskingOptions):
    """No keys of its own."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for every list of parts that comes to more than its whole."""
    for path, reading in read_texts(filing).items():
        for number, parts in _lists(reading):
            whole = reading.statements[number]
            total = sum((part.value for part in parts), start=Fraction(0))
            if not _is_wrong(filing, reading, whole, parts, total):
                continue
            place = told(filing, path, reading, whole.start, parts[-1].end)
            shown = " + ".join(figure(part.value) for part in parts)
            sign = "多于" if total > whole.value else "少于"
            sum_ = f"{shown} = {figure(total)}" if len(parts) > 1 else figure(total)
            detail = f"写了“{place.words}”，各部分 {sum_}，{sign} {figure(whole.value)}"
            yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)


def _lists(reading: Reading) -> Iterator[tuple[int, list[Statement]]]:
    """The parts of each figure, those of one sort and one unit together."""
    found: dict[tuple[int, int, str, str], list[Statement]] = defaultdict(list)
    sorts: dict[tuple[int, int], str] = {}
    for statement in reading.statements:
        if statement.whole is not None and statement.figure and statement.why_not not in _APART:
            sort: str = statement.sort if statement.table else "things"
            sort = "topics" if statement.why_not == reasons.A_PART else sort
            if sort == "things" and _has_rest(reading, [statement]):
                sort = sorts.get((statement.whole, statement.series), sort)
            sorts[statement.whole, statement.series] = sort
            found[statement.whole, statement.series, sort, statement.figure.unit].append(statement)
    for (whole, _, sort, unit), parts in found.items():
        figure_ = reading.statements[whole].figure
        if sort == "topics" and not _has_rest(reading, parts):
            continue  # what is about several things is told several times
        if figure_ and figure_.unit == unit and figure_.how == "exact":
            yield whole, parts


def _is_divided(reading: Reading, parts: list[Statement]) -> bool:
    """Whether these are all the parts there are, since the last of them is what remains."""
    whole, last = parts[0].whole or 0, parts[-1]
    beside = [each for each in reading.statements[whole + 1 :] if each.start <= last.start and each.figure]
    return len(parts) > 2 and len(beside) == len(parts) and _has_rest(reading, parts[-1:])


def _has_rest(reading: Reading, parts: list[Statement]) -> bool:
    """Whether one of some parts is all the others, so that each is only one of them."""
    first = parts[0].figure
    start = first.start - _NEAR if len(parts) == 1 and first else parts[0].start
    words = reading.plain.words[max(0, start) : parts[-1].end]
    return any(word in words for word in language().remainders)


def _is_wrong(
    filing: Filing, reading: Reading, whole: Statement, parts: list[Statement], total: Fraction
) -> bool:
    """Whether the parts exceed the whole, or do not come to it where they must; a figure that the table
    contradicts is told by that."""
    if any(part.figure is None or part.figure.how != "exact" for part in parts):
        return False
    complete = whole.table is not None and whole.table.complete and len(parts) > 1
    complete = complete or _is_divided(reading, parts)
    if not (total > whole.value or (complete and total != whole.value)) or _is_rounded(whole, parts, total):
        return False
    beside = [
        each
        for each in reading.statements
        if each.sentence == whole.sentence and each.table == whole.table and each.whole is None
    ]
    if any(each is not whole and whole.value + each.value == total for each in beside):
        return False  # the parts are those of two figures told one after the other
    earlier = [
        each for each in reading.statements if each.sentence == whole.sentence and each.start < whole.start
    ]
    if any(
        each.value >= total and each.figure and whole.figure and each.figure.unit == whole.figure.unit
        for each in earlier
    ):
        return False
    return not any(_is_told(filing, each) for each in (whole, *parts))


def _is_rounded(whole: Statement, parts: list[Statement], total: Fraction) -> bool:
    """Whether what they differ by can come from rounding: 4.9万条，其中许可类45210条、处罚类3876条."""
    rounded = [each.figure for each in (whole, *parts) if each.figure and each.figure.step > 1]
    return 2 * abs(total - whole.value) < sum(Fraction(each.step, 10**each.decimals) for each in rounded)


def _is_told(filing: Filing, statement: Statement) -> bool:
    """Whether the table contradicts a figure, so that it is told by that."""
    if not statement.is_bound or (statement.table and statement.table.at_most):
        return False
    known = values(filing, statement)
    factor = statement.table.figure if statement.table else 1
    return bool(known) and not any(statement.value == value * factor for _, value in known or ())
