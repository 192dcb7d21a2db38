"""What is called 其他 among the parts of a row: the row that is left, where all others are rows too."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form.language import language
from generator.form.vocabulary import Sums
from generator.rules.text.clauses.binding import Bound
from generator.rules.text.clauses.lexicon import PAUSE
from generator.rules.text.clauses.segments import Place
from generator.rules.text.clauses.statement import Statement


def other_rows(place: Place, bound: Bound, whole: int | None, told: Sequence[Statement]) -> Sums:
    """The rows that 其他 means at the end of 其他处理29件，其中逾期不补正11件、其他17件; nothing where a part
    before it is none of the rows of that group, and may be counted in them."""
    if whole is None or bound.rows or bound.columns:
        return ()
    said = [token.word for token in place.before if not token.is_a("plain", PAUSE)]
    group = told[whole]
    if len(said) != 1 or said[0] not in language().others_of or group.table is None or not group.is_bound:
        return ()
    parts = [each for each in told[whole + 1 :] if each.whole == whole]
    named = [name for part in parts for sum_ in part.rows for name in sum_ if part.is_bound]
    under = [name for name in named if any(name.startswith(f"{row}.") for sum_ in group.rows for row in sum_)]
    if not parts or len(under) != len(parts):
        return ()
    return next((sense.other for sense in group.table.rows if sense.means == group.rows), ())
