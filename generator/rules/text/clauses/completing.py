"""Rows and columns of a figure, where one was said only before or goes without saying."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form.language import language
from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses.binding import Bound, meanings
from generator.rules.text.clauses.lexicon import Token
from generator.rules.text.clauses.spoken import Spoken
from generator.rules.text.clauses.statement import Statement


def completed(
    bound: Bound,
    spoken: Spoken,
    part_of: Statement | None,
    here: Sequence[Statement],
    sentence: Sequence[Token],
) -> tuple[Sums, Sums]:
    """The rows and columns of a figure that is ``part_of`` another, among the statements ``here`` in its
    sentence; nothing where that cannot be told."""
    table = bound.table
    if table is None or (bound.columns and not bound.rows and not _is_told(bound, spoken, part_of)):
        return (), ()
    if part_of is not None and part_of.table == table and not bound.rows and not bound.columns:
        return (), ()  # 复议7件，其中1件由上年的申请引发
    rows = bound.rows or (_added(table, here, bound.together) if bound.together else ())
    if not rows and (bound.columns or bound.noun):
        rows = _rows(table, bound, spoken, part_of, here, sentence)
    of_whole = part_of.columns if part_of and part_of.table == table else ()
    held = spoken.named or of_whole or table.usual_columns or spoken.columns.get(table.name, ())
    return rows, bound.columns or held


def usual(table: TableWords) -> Sums:
    """What is meant where no row is named: what is usual, or what was settled."""
    settled = tuple(means for sense in table.rows if sense.settled for means in sense.means)
    return (*table.usual.means, *settled) if table.usual else ()


def _rows(
    table: TableWords,
    bound: Bound,
    spoken: Spoken,
    part_of: Statement | None,
    here: Sequence[Statement],
    sentence: Sequence[Token],
) -> Sums:
    """The rows of a column, or of a noun: of its list, of its whole, those spoken of, the usual ones."""
    of_whole = part_of.rows if part_of and part_of.table == table else ()
    listed = (spoken.inner or spoken.listed.get(table.name, ())) if not table.usual else ()
    held = listed or of_whole or spoken.rows.get(table.name, ())
    if bound.columns and held:
        new = table.usual.means[:1] if table.usual else ()
        several = sum(each.table == table and bool(each.rows) and each.whole is None for each in here) > 1
        is_open = of_whole and (several or of_whole != new) and not listed
        return tuple(dict.fromkeys((*of_whole, *usual(table)))) if is_open else held
    return usual(table) or _only_row(sentence, table) or held


def _is_told(bound: Bound, spoken: Spoken, part_of: Statement | None) -> bool:
    """Whether it is told what a column counts: 自然人12件 alone says nothing of it."""
    table = bound.table
    if table is None or not table.usual or bound.noun or part_of is not None:
        return True
    called = any(noun in token.word for token in bound.read for noun in table.nouns)
    return called or table.name in spoken.rows or spoken.parted


def _added(table: TableWords, here: Sequence[Statement], word: str) -> Sums:
    """The rows of the figures that a sum is told of: 新收132件、上年结转2件，共计134件; of two: 两项合计."""
    if count := language().together_of.get(word[:1]):
        last = [each.rows[0] for each in here if each.table == table and each.rows and each.figure][-count:]
        return (tuple(name for names in last for name in names),) if len(last) == count else ()
    rows = [
        each.rows[0]
        for each in here
        if each.table == table and each.rows and each.whole is None and each.figure
    ]
    return (tuple(name for names in rows for name in names),) if len(rows) > 1 else ()


def _only_row(sentence: Sequence[Token], table: TableWords) -> Sums:
    """The only rows that a sentence names of a table."""
    found = {m.sense.means for _, m in meanings(sentence, "row") if m.table == table and m.sense}
    return found.pop() if len(found) == 1 else ()
