"""Claims without a figure: that there was none, that all of it was settled or upheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.form.language import language
from generator.form.vocabulary import Every, Sense, Sums, TableWords
from generator.rules.text.clauses.binding import OTHER, Topic, has, meanings, topic_of
from generator.rules.text.clauses.lexicon import FIGURE, GAP, JOINED, PAUSE, TITLE, Token
from generator.rules.text.clauses.segments import Segment
from generator.rules.text.clauses.statement import Said, Statement
from generator.rules.text.clauses.whose import Reach

# What makes a claim one of something else, or none at all.
_NARROWS = (
    "narrow",
    "limit",
    "channel",
    "last",
    "following",
    "span",
    "pending",
    "except",
    "opener",
    "rest",
    TITLE,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before a segment: what is spoken of, the rows of each table, the statement beside it, and
    all of the sentence."""

    topic: Topic | None
    rows: Mapping[str, Sums]
    statement: Statement | None
    told: tuple[Statement, ...] = ()

    def is_of_some(self, table: TableWords) -> bool:
        """Whether the sentence tells figures of the table, none of what is usual: 上年结转7件，全部办结."""
        told = [each for each in self.told if each.table == table and each.rows and each.figure]
        usual = {sum_ for sense in table.rows if sense.usual or sense.settled for sum_ in sense.means}
        if not (told and usual):
            return False
        return not any(usual & set(each.rows) or each.sort == "columns" for each in told)

    def rows_of(self, table: TableWords) -> list[Sums]:
        """The rows that figures were told of in the sentence, or else those spoken of last; none where they
        are not the report's own, or only a part (已审结的3件均维持)."""
        last = self.statement
        if last is not None and last.table == table and last.whole is not None and last.is_bound:
            return [last.rows]  # 其中直接起诉2件，结果均为维持
        told = [each for each in self.told if each.table == table and each.rows and each.whole is None]
        if not told:
            return [self.rows.get(table.name, ())]
        return list(dict.fromkeys(each.rows for each in told if each.is_bound))


def claims(segment: Segment, sentence: Sequence[Token], before: Before, reach: Reach) -> Iterator[Statement]:
    """The claims of a segment."""
    yield from _of_nothing(segment, before, reach)
    yield from _of_everything(segment, sentence, before, reach)
    yield from _of_one_column(segment, before, reach)


def _of_nothing(segment: Segment, before: Before, reach: Reach) -> Iterator[Statement]:
    """未收到申请, 未发生行政复议、行政诉讼, 没有制发规范性文件."""
    tokens = segment.tokens
    at = next((at for at, token in enumerate(tokens) if token.is_a("negation")), None)
    behind = _up_to(tokens[at + 1 :], "negation") if at is not None else ()
    if at is None or has(tokens[:at], "last", "span", "column", "other") or is_narrowed(tokens[:at]):
        return
    behind_row = _without_listed(_without_column(behind))
    if has(behind, FIGURE, "other", "every") or is_narrowed(behind_row):
        return
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
                yield _claim("none", negation.start, token.end, table, rows, sense.means)


def is_narrowed(tokens: Sequence[Token]) -> bool:
    """Whether words make a claim one of something else; 有关政府信息公开的 names only what it is about."""
    kept = [
        token
        for token, after in zip(tokens, (*tokens[1:], None), strict=False)
        if not (token.is_a("limit") and after and after.is_a("about"))
    ]
    return has(kept, *_NARROWS)


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
            yield _claim("none", negation.start, behind[-1].end, table, received, means)


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
        yield _claim("none", negation.start, end, table, sense.means[:1], means)


def _is_group_of(sense: Sense, named: Sequence[tuple[Token, Sense]]) -> bool:
    """Whether one of its own rows is named beside a group: 因危及三安全一稳定而不予公开."""
    names = [name for _, other in named for sum_ in other.means for name in sum_]
    return any(name.startswith(f"{group}.") for group in sense.means[0] for name in names)


def _last_is_noun(tokens: Sequence[Token], table: TableWords) -> bool:
    """Whether what there is none of is the noun itself: 没有收到申请, not 没有收到申请人的投诉."""
    topic = topic_of(tokens)
    return topic is not None and topic.table == table


def _of_everything(
    segment: Segment, sentence: Sequence[Token], before: Before, reach: Reach
) -> Iterator[Statement]:
    """全部办结, 均维持, 办结率100%, 无结转."""
    tokens = segment.tokens
    found = list(_everything(tokens))
    if not found:
        return
    here = topic_of(tokens) or before.topic
    if (
        (has([t for t in tokens if not t.is_a("everything")], *_NARROWS) and not has(tokens, "nothing left"))
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


def _of_one_column(segment: Segment, before: Before, reach: Reach) -> Iterator[Statement]:
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
        yield _claim("every", start, token.end, meaning.table, meaning.table.usual.means[:1], (rest,))


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
        said = _claim("every", start, token.end, meaning.table, meaning.sense.means, beside.columns)
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
        yield _claim("every", start, end, table, (rows,), ((table.column,),))
    if every.zero_columns:
        named = [m.sense.means for _, m in meanings(tokens, "row") if m.table == table and m.sense]
        if not named and has(tokens[: tokens.index(token)], FIGURE):
            return  # 已判决3件全部胜诉
        for means in dict.fromkeys(named or before.rows_of(table)):
            partly = any(each.table == table and each.why_not for each in before.told) and token.is_a("rate")
            if means and not partly and not (every.rows and set(means[0]).isdisjoint(every.rows)):
                yield _claim("every", start, end, table, means, (every.zero_columns,))


def _claim(said: str, start: int, end: int, table: TableWords, rows: Sums, columns: Sums) -> Statement:
    kind: Said = "none" if said == "none" else "every"
    return Statement(start, end, Fraction(0), kind, table=table, rows=rows, columns=columns)
