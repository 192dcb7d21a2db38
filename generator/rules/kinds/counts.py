"""Rules of kind ``counts``: a figure in a sentence is the table's, and a claim does not contradict it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import ClassVar, Literal

from generator.filing.filing import Filing
from generator.findings.finding import Finding
from generator.form.rule import Gives, Rule
from generator.rules.finding_of_rule import figure, named, not_met
from generator.rules.text.clauses.asking import AskingOptions
from generator.rules.text.clauses.meaning import read_texts, values
from generator.rules.text.clauses.reader import Reading
from generator.rules.text.clauses.reasons import CHANNEL, OF_BODIES
from generator.rules.text.clauses.statement import Said, Statement
from generator.rules.text.clauses.told import Told, told

# So many cells of a sum are named.
SHOWN = 3


class Options(AskingOptions):
    """``table``, or only these ``rows`` of it; what is ``said`` of it: numbers, that there is ``none``, that
    something is so of ``every`` one.  ``relation`` of the text's figure to the table's; ``multiple`` it must
    be of, whatever the table says."""

    gives: ClassVar[Gives] = "findings"
    at_most: ClassVar[int] = 20
    sorts: ClassVar[Mapping[str, str]] = {"rows": "row"}

    table: str
    rows: tuple[str, ...] = ()
    said: tuple[Said, ...] = ("number",)
    relation: Literal["equal", "at most"] = "equal"
    multiple: int | None = None


def check(rule: Rule, options: Options, filing: Filing) -> Iterator[Finding]:
    """A finding for each statement that the table contradicts."""
    for path, reading in read_texts(filing).items():
        for statement in reading.statements:
            meant = _is_meant(options, statement) and (statement.is_bound or _is_of_a_sum(options, statement))
            meant = meant or (_is_meant(options, statement) and _exceeds(filing, statement))
            if meant and not _is_of_a_wrong_figure(filing, reading, statement):
                yield from _judge(
                    rule,
                    options,
                    filing,
                    told(filing, path, reading, statement.start, statement.end),
                    statement,
                )


def _is_meant(options: Options, statement: Statement) -> bool:
    table = statement.table
    if table is None or table.table != options.table or statement.said not in options.said:
        return False
    if table.at_most != (options.relation == "at most"):
        return False
    return not options.rows or any(_is_under(rows[0], options.rows) for rows in statement.rows)


def _is_under(row: str, named: Sequence[str]) -> bool:
    """Whether a row is one of those, or one of a group of them."""
    return any(row == name or row.startswith(f"{name}.") for name in named)


def _is_of_a_wrong_figure(filing: Filing, reading: Reading, claim: Statement) -> bool:
    """Whether something is claimed of all of a figure that the table contradicts: that alone is told."""
    if claim.said != "every":
        return False
    for each in reading.statements:
        of_it = (each.sentence, each.table) == (claim.sentence, claim.table) and each.is_bound
        if of_it and each.columns != claim.columns and set(each.rows) & set(claim.rows):
            known = values(filing, each)
            if known and each.figure and not any(each.figure.agrees(total) for _, total in known):
                return True
    return False


def _exceeds(filing: Filing, statement: Statement) -> bool:
    """Whether a part by channel, which the table does not have, is more than all of it."""
    exact = statement.figure is not None and statement.figure.how == "exact" and statement.figure.unit
    if statement.why_not != CHANNEL or not exact or not statement.rows:
        return False
    known = values(filing, statement)
    return bool(known) and all(statement.value > total for _, total in known or ())


def _is_of_a_sum(options: Options, statement: Statement) -> bool:
    """Whether whose figure it is does not matter: each must be a multiple."""
    counted = statement.figure is not None and bool(statement.figure.unit)
    return options.multiple is not None and statement.why_not in OF_BODIES and counted


def _judge(
    rule: Rule, options: Options, filing: Filing, place: Told, statement: Statement
) -> Iterator[Finding]:
    if options.multiple is not None:
        if statement.value % options.multiple:
            detail = f"写了“{place.words}”，不是 {options.multiple} 的整数倍"
            yield not_met(rule, filing, detail, span=place.span, evidence=place.evidence)
        return
    known = values(filing, statement)
    if not known or any(_agrees(options, statement, total) for _, total in known):
        return
    cells, total = known[0]
    names = "，或者".join(_named(filing, statement))
    table = "，".join(dict.fromkeys(figure(total) for _, total in known))
    detail = f"把“{place.words}”读作{names}，表中是 {table}"
    sides = (_in_table(statement, statement.value), total)
    yield not_met(rule, filing, detail, cells=cells, span=place.span, evidence=place.evidence, sides=sides)


def _agrees(options: Options, statement: Statement, total: Fraction) -> bool:
    factor = statement.table.figure if statement.table else 1
    if options.relation == "at most":
        return statement.value <= total * factor
    written = statement.figure
    return written.agrees(total * factor) if written else statement.value == total * factor


def _in_table(statement: Statement, value: Fraction) -> Fraction:
    """A figure in the table's unit."""
    return value / statement.table.figure if statement.table else value


def _named(filing: Filing, statement: Statement) -> Iterator[str]:
    """Each sum that a statement can mean, under the printed labels of its rows and columns."""
    for rows, columns in product(statement.rows, statement.columns):
        table = statement.table.table if statement.table else ""
        shown = [named(filing, f"{table}.{row}", column) for row, column in product(rows, columns)]
        yield "与".join(shown[:SHOWN]) + (
            f"等 {len(shown)} 项之和" if len(shown) > SHOWN else "之和" if len(shown) > 1 else ""
        )
