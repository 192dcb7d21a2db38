"""Claims without a figure: that there was none, that all of it was settled or upheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.rules.text.clauses.before import Before
from generator.rules.text.clauses.everything import of_everything, of_one_column
from generator.rules.text.clauses.lexicon import Token
from generator.rules.text.clauses.nothing import of_nothing
from generator.rules.text.clauses.segments import Segment
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.whose import Reach


def claims(segment: Segment, sentence: Sequence[Token], before: Before, reach: Reach) -> Iterator[Statement]:
    """The claims of a segment; most have no word that could make one."""
    if segment.has("negation"):
        yield from of_nothing(segment, before, reach)
    if segment.has("everything", "rate", "nothing left"):
        yield from of_everything(segment, sentence, before, reach)
    if segment.has("column", "every"):
        yield from of_one_column(segment, before, reach)
