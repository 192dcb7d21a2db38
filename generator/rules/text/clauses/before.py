"""What was said before a claim, and what makes one of something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses.binding import Topic, has
from generator.rules.text.clauses.lexicon import TITLE, Token
from generator.rules.text.clauses.statement import Said, Statement

# What makes a claim one of something else, or none at all.
NARROWS = (
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


def is_narrowed(tokens: Sequence[Token]) -> bool:
    """Whether words make a claim one of something else; 有关政府信息公开的 names only what it is about."""
    kept = [
        token
        for token, after in zip(tokens, (*tokens[1:], None), strict=False)
        if not (token.is_a("limit") and after and after.is_a("about"))
    ]
    return has(kept, *NARROWS)


def claim(said: str, start: int, end: int, table: TableWords, rows: Sums, columns: Sums) -> Statement:
    """A claim that there was none, or all, of rows in columns."""
    kind: Said = "none" if said == "none" else "every"
    return Statement(start, end, Fraction(0), kind, table=table, rows=rows, columns=columns)
