"""Shares and growth: what a percentage, or a difference, is said of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses.binding import OTHER, Topic, bind, has
from generator.rules.text.clauses.figures import POINTS, Figure
from generator.rules.text.clauses.lexicon import GAP, Token
from generator.rules.text.clauses.segments import Place, Segment

Of = Literal["share", "rate", "difference", "base"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share, a rate of growth, a difference to last year, or last year's figure it is reckoned from.

    ``statement`` is the number of the figure it stands beside; ``rows`` and ``columns`` what it names itself.
    ``fewer``: it says a fall.  ``together``: it is that of several figures.  ``wholes``: the rows that it
    says it is a share of.
    """

    of: Of
    start: int
    end: int
    figure: Figure
    statement: int | None
    table: TableWords | None = None
    rows: Sums = ()
    columns: Sums = ()
    fewer: bool = False
    together: bool = False
    respectively: bool = False
    wholes: Sums = ()
    sentence: int = 0
    lasting: str = ""


def rate_of(
    place: Place, segment: Segment, topic: Topic | None, last: int | None, *, against: bool
) -> Rate | None:
    """What a percentage or a difference says; None where that is not understood."""
    before, figure = place.before, place.figure
    start = before[0].start if before else place.token.start
    bound = bind(_subject(before), (), topic)
    own = bound if bound.rows or bound.columns or has(_subject(before), "noun") else None
    if figure.unit == POINTS or has(before, "apart", "other", "limit"):
        return None
    of = _of(place, segment, against=against)
    if of is None or (of == "share" and _is_of_others(before)) or (topic == OTHER and own is None):
        return None
    return Rate(
        of,
        start,
        place.token.end,
        figure,
        last,
        own.table if own else None,
        own.rows if own else (),
        own.columns if own else (),
        fewer=has(before, "fewer"),
        together=has(before, "together", "shares"),
        respectively=has(before, "respectively"),
        wholes=_wholes(before, bound.table or (topic.table if topic else None)),
    )


def _of(place: Place, segment: Segment, *, against: bool) -> Of | None:
    before, rate = place.before, place.figure.is_rate
    if has(before, "more", "fewer"):
        return "rate" if rate else "difference"
    if (has(before, "against") or (against and segment.opened == "（")) and not rate:
        return "base"
    if rate and (
        has(before, "share") or (segment.opened == "（" and not [t for t in before if not t.is_a("plain")])
    ):
        return "share"
    return None


def _is_of_others(before: Sequence[Token]) -> bool:
    """Whether words behind 占 name a place or what is not understood: 占全县行政争议总数的."""
    at = next((at for at, token in enumerate(before) if token.is_a("share")), len(before))
    return has(before[at + 1 :], "everybody", "some", "other", GAP)


def _subject(before: Sequence[Token]) -> Sequence[Token]:
    """The words before 占: what follows it is the whole."""
    at = next((at for at, token in enumerate(before) if token.is_a("share")), len(before))
    return before[:at]


def _wholes(before: Sequence[Token], table: TableWords | None) -> Sums:
    """The rows that words behind 占 say it is a share of."""
    at = next((at for at, token in enumerate(before) if token.is_a("share")), None)
    if at is None or table is None:
        return ()
    words = "".join(token.word for token in before[at + 1 :])
    known = [(word, whole.means) for whole in table.shares.words for word in whole.words if word in words]
    first = min(known, key=lambda pair: (words.find(pair[0]), -len(pair[0])), default=None)
    return first[1] if first else ()
