"""Claims of all that was counted: 全部办结, 均维持, 均由自然人提出, 均因涉及国家秘密."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.form.language import language
from generator.form.vocabulary import Every, Sums, TableWords
from generator.rules.text.clauses.before import NARROWS, Before, claim, is_narrowed
from generator.rules.text.clauses.binding import OTHER, Topic, has, meanings, topic_of
from generator.rules.text.clauses.lexicon import FIGURE, GAP, Token
from generator.rules.text.clauses.segments import Segment
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.whose import Reach


def of_everything(
    segment: Segment, sentence: Sequence[Token], before: Before, reach: Reach
) -> Iterator[Statement]:
    """全部办结, 均维持, 办结率100%, 无结转."""
    tokens = segment.tokens
    found = list(_everything(tokens))
    if not found:
        return
    here = topic_of(tokens) or before.topic
    if (
        (has([t for t in tokens if not t.is_a("everything")], *NARROWS) and not has(tokens, "nothing left"))
        or here == OTHER
        or reach.other_than(tokens)
    ):
        return
    if has(sentence, "except", "rest"):
        return
    for token, every in found:
        after = tokens[tokens.index(token) + 1 :]
        if after and after[0].word.startswith(language().ends.attributive):
            continue  # 所有办结的申请均依法送达
        table = next(m.table for m in token.meanings if m.every is every)
        if table is None or not _is_of_all(tokens, token, table, here):
            continue
        if not before.is_of_some(table):
            yield from _nought(table, every, tokens, token, before)


def of_one_column(segment: Segment, before: Before, reach: Reach) -> Iterator[Statement]:
    """申请均由自然人提出, and 行政复议1件，结果维持: all of it is in one column."""
    tokens = segment.tokens
    named = {id(m.sense): (token, m) for token, m in meanings(tokens, "column") if m.table and m.sense}
    usual = any(m.sense and m.sense.usual for _, m in meanings(tokens, "row"))
    if len(named) != 1 or (segment.has_figures and not usual) or has(tokens, GAP, "negation", "other"):
        yield from _of_one_row(tokens, before.statement)
        return
    if is_narrowed([each for each in tokens if not each.is_a("column")]) or reach.other_than(tokens):
        return
    token, meaning = next(iter(named.values()))
    if meaning.table is None or meaning.sense is None or len(meaning.sense.means) != 1:
        return
    if meaning.table.usual is None:
        yield from _all_as_told(tokens, token, meaning.table, meaning.sense.means, before.statement)
    elif has(tokens, "every") and (topic_of(tokens) or before.topic) == Topic(meaning.table):
        start = next(each.start for each in tokens if each.is_a("every"))
        rest = _rest(meaning.table, meaning.sense.means[0])
        yield claim("every", start, token.end, meaning.table, meaning.table.usual.means[:1], (rest,))


def _of_one_row(tokens: Sequence[Token], beside: Statement | None) -> Iterator[Statement]:
    """不予公开3件，均因涉及国家秘密: the figure told before is all in one row of its group."""
    rows = [(token, m) for token, m in meanings(tokens, "row") if m.sense and m.sense.alone]
    others = [each for each in tokens if not each.is_a("plain", "every", "row")]
    if len(rows) != 1 or others or not has(tokens, "every") or beside is None or not beside.is_bound:
        return
    token, meaning = rows[0]
    if meaning.table is None or meaning.table != beside.table or meaning.sense is None:
        return
    if len(beside.rows) == 1 and all(
        name.startswith(f"{group}.") for name in meaning.sense.means[0] for group in beside.rows[0]
    ):
        start = next(each.start for each in tokens if each.is_a("every"))
        said = claim("every", start, token.end, meaning.table, meaning.sense.means, beside.columns)
        yield replace(said, value=beside.value)


def _all_as_told(
    tokens: Sequence[Token], token: Token, table: TableWords, columns: Sums, beside: Statement | None
) -> Iterator[Statement]:
    """The figure told before is all in a column."""
    # 均获维持 is a claim of its own.
    kinds = ("plain",) if token.is_a("everything") else ("plain", "every")
    alone = all(each is token or each.is_a(*kinds) for each in tokens)
    if beside is None or beside.figure is None or beside.table != table or not beside.is_bound or not alone:
        return
    if beside.columns == table.usual_columns:
        value, rows = beside.value, beside.rows
        yield Statement(token.start, token.end, value, "every", table=table, rows=rows, columns=columns)


def _rest(table: TableWords, column: tuple[str, ...]) -> tuple[str, ...]:
    """The other columns of a table that have words."""
    names = (name for sense in table.columns for sum_ in sense.means for name in sum_)
    return tuple(name for name in dict.fromkeys(names) if name not in column)


def _everything(tokens: Sequence[Token]) -> Iterator[tuple[Token, Every]]:
    """The words of a segment that say something of everything."""
    found = False
    for at, token in enumerate(tokens):
        all_of_it = token.figure is not None and token.figure.is_rate and token.figure.value == 100
        found = found or token.is_a("every") or all_of_it
        for meaning in token.meanings:
            said = meaning.kind == "everything" and found
            in_time = at and tokens[at - 1].is_a("in time")  # says nothing of what was carried over
            whole = meaning.kind == "rate" and not in_time and _is_whole(tokens[at + 1 :])
            if meaning.every and (said or whole or meaning.kind == "nothing left"):
                yield token, meaning.every


def _is_whole(tokens: Sequence[Token]) -> bool:
    first = next((token.figure for token in tokens if token.figure), None)
    return first is not None and first.unit == "%" and first.value == 100


def _is_of_all(tokens: Sequence[Token], token: Token, table: TableWords, topic: Topic | None) -> bool:
    """Whether it is said of all that the table counts, not of one row or column of it."""
    senses = [m.sense for t, m in meanings(tokens, "row") if m.table == table and m.sense and t is not token]
    if table.nouns:
        received = {name for sum_ in (table.usual.means if table.usual else ()) for name in sum_}
        named = [{name for sum_ in sense.means for name in sum_} for sense in senses if sense.alone]
        usual = any(sense.usual for sense in senses)
        limited = any(not (usual and names <= received) for names in named)
        limited = limited or has(_columns(tokens, table), "column")
        figures = [token.figure for token in tokens if token.figure]
        counted = not usual and not all(figure.is_rate and figure.value == 100 for figure in figures)
        return topic is not None and topic.table == table and not limited and not counted
    return bool(senses) or (topic is not None and topic.table == table)


def _columns(tokens: Sequence[Token], table: TableWords) -> list[Token]:
    return [token for token, m in meanings(tokens, "column") if m.table == table]


def _nought(
    table: TableWords, every: Every, tokens: Sequence[Token], token: Token, before: Before
) -> Iterator[Statement]:
    start = next(
        (each.start for each in tokens if each.is_a("every") and each.start <= token.start), token.start
    )
    end = next((each.end for each in tokens if each.figure and each.start >= token.end), token.end)
    rows = every.last_rows if has(tokens[: tokens.index(token)], "last") else every.zero_rows
    if rows:
        yield claim("every", start, end, table, (rows,), ((table.column,),))
    if every.zero_columns:
        named = [m.sense.means for _, m in meanings(tokens, "row") if m.table == table and m.sense]
        if not named and has(tokens[: tokens.index(token)], FIGURE):
            return  # 已判决3件全部胜诉
        for means in dict.fromkeys(named or before.rows_of(table)):
            partly = any(each.table == table and each.why_not for each in before.told) and token.is_a("rate")
            if means and not partly and not (every.rows and set(means[0]).isdisjoint(every.rows)):
                yield claim("every", start, end, table, means, (every.zero_columns,))
