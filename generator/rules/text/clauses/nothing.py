"""Claims that there was none: 未收到申请, 未发生行政复议, 零败诉."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.form.language import language
from generator.form.vocabulary import Sense, TableWords
from generator.rules.text.clauses.before import Before, claim, is_narrowed
from generator.rules.text.clauses.binding import has, meanings, topic_of
from generator.rules.text.clauses.lexicon import FIGURE, GAP, JOINED, PAUSE, Token
from generator.rules.text.clauses.segments import Segment
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.whose import Reach


def of_nothing(segment: Segment, before: Before, reach: Reach) -> Iterator[Statement]:
    """未收到申请, 未发生行政复议、行政诉讼, 没有制发规范性文件."""
    tokens = segment.tokens
    at = next((at for at, token in enumerate(tokens) if token.is_a("negation")), None)
    behind = _up_to(tokens[at + 1 :], "negation") if at is not None else ()
    if at is None or has(tokens[:at], "last", "span", "column", "other") or is_narrowed(tokens[:at]):
        return
    behind_row = _without_listed(_without_column(behind))
    if has(behind, FIGURE, "other", "every") or is_narrowed(behind_row):
        return
    if behind and behind[0].word.startswith(language().ends.attributive):
        return  # 2件信息不存在的申请
    if not behind and not has(tokens[:at], GAP, "noun"):
        behind = tokens[:at]  # 行政诉讼案件零发生
    if not behind or has(behind, GAP) or reach.other_than(tokens):
        return
    tables = _tables(behind)
    for table in tables:
        yield from _none_of(table, tokens[at], behind)
    if not tables:
        yield from _none_in_column(tokens[at], tokens[:at], behind, before)


def _none_in_column(
    negation: Token, ahead: Sequence[Token], behind: Sequence[Token], before: Before
) -> Iterator[Statement]:
    """无一被纠正, 零败诉: none in a column of the rows that are spoken of."""
    for token, meaning in meanings(behind, "column"):
        table, sense = meaning.table, meaning.sense
        if table is None or sense is None or table.usual is not None or not table.usual_columns:
            continue
        named = [m.sense.means for _, m in meanings(ahead, "row") if m.table == table and m.sense]
        held = {name for sum_ in sense.rows for name in sum_}
        if sense.rows and not all({name for sum_ in rows for name in sum_} <= held for rows in named):
            named = [sense.rows]
        for rows in named or ([sense.rows] if sense.rows else before.rows_of(table)):
            if rows:
                yield claim("none", negation.start, token.end, table, rows, sense.means)


def _without_column(tokens: Sequence[Token]) -> list[Token]:
    """The same but for a word of the column of the only row that is named: no 行政复议被纠正 is none of that
    column, no narrower claim."""
    rows = [(token, m.table) for token, m in meanings(tokens, "row") if m.sense and m.sense.alone]
    if not rows and not has(tokens, "noun"):
        return [token for token in tokens if not token.is_a("column")]
    if len(rows) != 1 or JOINED.search(rows[0][0].word):
        return list(tokens)
    _, table = rows[0]
    return [token for token in tokens if not any(m.table == table for _, m in meanings([token], "column"))]


def _without_listed(tokens: Sequence[Token]) -> list[Token]:
    """The same but for words that only stand beside a row in a list: 未发生行政复议、行政诉讼和申诉."""
    rows = [at for at, token in enumerate(tokens) if token.is_a("row")]
    joins = language().joins
    return [
        token
        for at, token in enumerate(tokens)
        if not (
            token.is_a("narrow")
            and rows
            and at > rows[0]
            and (tokens[at - 1].is_a(PAUSE) or tokens[at - 1].word in joins)
        )
    ]


def _up_to(tokens: Sequence[Token], kind: str) -> Sequence[Token]:
    """Tokens before the first of a kind: 零申请、零投诉 are two claims."""
    at = next((at for at, token in enumerate(tokens) if token.is_a(kind)), len(tokens))
    return tokens[:at]


def _tables(tokens: Sequence[Token]) -> list[TableWords]:
    found = (
        m.table
        for _, m in meanings(tokens, "noun", "row")
        if m.table and (m.kind == "noun" or (m.sense and m.sense.alone))
    )
    return list({table.name: table for table in found}.values())


def _none_of(table: TableWords, negation: Token, behind: Sequence[Token]) -> Iterator[Statement]:
    """There are none of the rows that are named; of a table with nouns, none of what is received."""
    senses = [(t, m.sense) for t, m in meanings(behind, "row") if m.table == table and m.sense]
    columns = [m.sense for _, m in meanings(behind, "column") if m.table == table and m.sense]
    alone = [(token, sense) for token, sense in senses if sense.alone]
    alone = [pair for pair in alone if not _is_group_of(pair[1], alone)]
    if has(behind, "about") and not alone and not has(behind, "noun"):
        return
    if alone:
        yield from _none_of_rows(table, negation, behind, alone)
    elif table.usual and _last_is_noun(behind, table) and not any(sense.settled for _, sense in senses):
        received = table.usual.means[:1]
        for means in dict.fromkeys(column.means for column in columns) or [((table.column,),)]:
            yield claim("none", negation.start, behind[-1].end, table, received, means)


def _none_of_rows(
    table: TableWords, negation: Token, behind: Sequence[Token], alone: Sequence[tuple[Token, Sense]]
) -> Iterator[Statement]:
    """There are none of some rows, or none of them in a column."""
    columns = [m.sense for _, m in meanings(behind, "column") if m.table == table and m.sense]
    if columns and table.usual_columns and len(alone) > 1:
        return
    means = columns[0].means if columns else table.usual_columns
    for token, sense in alone if means else ():
        end = max(behind[-1].end, token.end)
        yield claim("none", negation.start, end, table, sense.means[:1], means)


def _is_group_of(sense: Sense, named: Sequence[tuple[Token, Sense]]) -> bool:
    """Whether one of its own rows is named beside a group: 因危及三安全一稳定而不予公开."""
    names = [name for _, other in named for sum_ in other.means for name in sum_]
    return any(name.startswith(f"{group}.") for group in sense.means[0] for name in names)


def _last_is_noun(tokens: Sequence[Token], table: TableWords) -> bool:
    """Whether what there is none of is the noun itself: 没有收到申请, not 没有收到申请人的投诉; or stands
    in a list with another one: 没有被申请行政复议、提起行政诉讼."""
    topic = topic_of(tokens)
    listed = (
        noun.is_a("noun") and any(m.table == table for m in noun.meanings) and after.is_a(PAUSE)
        for noun, after in pairwise(tokens)
    )
    return (topic is not None and topic.table == table) or any(listed)
