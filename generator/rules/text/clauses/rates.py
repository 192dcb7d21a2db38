"""Shares and growth: what a percentage, or a difference, is said of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from generator.form.language import language
from generator.form.vocabulary import Sums, TableWords
from generator.rules.text.clauses.binding import OTHER, Bound, Topic, bind, has, meanings
from generator.rules.text.clauses.figures import POINTS, TIMES, Figure
from generator.rules.text.clauses.lexicon import GAP, Token
from generator.rules.text.clauses.segments import Place, Segment

# What makes a share with a name that of something else.
_OTHER_RATIOS = ("in time", "last", "limit", "other", "channel", "more", "fewer", GAP)
Of = Literal["share", "rate", "difference", "base", "same", "multiple"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share, a rate of growth, a difference to last year, last year's figure it is reckoned from, a
    multiple of that, or that a figure is as it was (its figure is nought then, about so if words say so).

    ``statement`` is the number of the figure it stands beside; ``rows`` and ``columns`` what it names itself.
    ``fewer``: it says a fall.  ``together``: it is that of several figures.  ``wholes``: the rows that it
    says it is a share of, ``whole_columns`` the columns where these are others; ``whole`` the number of the
    figure that it says so.
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
    whole_columns: Sums = ()
    whole: int | None = None
    sentence: int = 0
    lasting: str = ""


def rate_of(
    place: Place, segment: Segment, topic: Topic | None, last: int | None, *, against: bool, is_part: bool
) -> Rate | None:
    """What a percentage or a difference says; None where that is not understood.  ``is_part``: the figure
    before it is a part of another."""
    before, figure = place.before, place.figure
    start = before[0].start if before else place.token.start
    bound = bind(_subject(before), (), topic)
    own = bound if bound.rows or bound.columns or has(_subject(before), "noun") else None
    of = None if _is_not_told(place, own) else _of(place, segment, against=against)
    elsewhere = topic == OTHER and own is None and not is_part
    if of is None or elsewhere or (of == "share" and _is_of_others(before)):
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


def ratio_of(place: Place, topic: Topic | None, rows: Mapping[str, Sums]) -> Rate | None:
    """A share that has a name (维持率64.3%) of the rows it says, or else those spoken of."""
    before, figure = place.before, place.figure
    token, meaning = next(meanings(before, "ratio"), (None, None))
    if token is None or meaning is None or meaning.table is None or meaning.ratio is None:
        return None
    if has(before, *_OTHER_RATIOS) or not figure.is_rate:
        return None
    ratio, table = meaning.ratio, meaning.table
    if table.nouns and topic != Topic(table):
        return None
    named = tuple(m.sense.means for _, m in meanings(before, "row") if m.table == table and m.sense)
    held = ratio.rows or (named[0] if named else rows.get(table.name, ()))
    columns = ratio.columns or table.usual_columns
    if not held or figure.value == 100:
        return None  # that all of it is so is a claim
    start, wholes = token.start, ratio.whole_rows or held
    return Rate(
        *("share", start, place.token.end, figure, None, table, held, columns),
        wholes=wholes,
        whole_columns=ratio.whole_columns or table.usual_columns,
    )


def _is_not_told(place: Place, own: Bound | None) -> bool:
    """Whether a percentage is of something that is not counted here."""
    other = place.figure.unit == POINTS or has(place.before, "apart", "other", "limit")
    return other or _is_of_unknown(_subject(place.before), own)


def _is_of_unknown(subject: Sequence[Token], own: Bound | None) -> bool:
    """Whether a share is that of something no figure was told of: 满意的占96.3%, 网上申请占61.7%."""
    return has(subject, "channel") or (own is None and has(subject, GAP, "column", "row"))


def same_as_before(segment: Segment, last: int | None) -> Rate | None:
    """That something is as it was last year: 与上年持平."""
    if not segment.has("same") or not segment.has("last", "against"):
        return None
    if segment.has("negation", "other", "limit", "channel", GAP):
        return None
    tokens = segment.tokens
    word = next(token for token in tokens if token.is_a("same"))
    bound = bind(tokens, (), None)
    if last is None and not bound.rows:
        return None
    about = word.word not in language().growth.exactly
    figure = Figure(word.start, word.end, Fraction(0), how="about" if about else "exact")
    table = bound.table if bound.rows else None
    return Rate(
        "same", tokens[0].start, word.end, figure, last, table, bound.rows, bound.columns if table else ()
    )


def is_base(place: Place) -> bool:
    """Whether a figure is last year's, before this year's or what it grew by: 由上年的98件增至132件."""
    risen = has(place.after[:1], "risen to", "fallen to")
    return risen or (has(place.before, "last") and has(place.after[:1], "more", "fewer", "compared"))


def _of(place: Place, segment: Segment, *, against: bool) -> Of | None:
    before, rate = place.before, place.figure.is_rate
    if is_base(place):
        return None if rate else "base"
    if place.figure.unit == TIMES and has(before, "last") and not has(before, "more", "fewer"):
        return "multiple"
    last = max((at for at, token in enumerate(before) if token.is_a("more", "fewer")), default=None)
    if last is not None:
        known = not has(before[last + 1 :], GAP)  # 较多的1名申请人提交了17件
        return None if not known else "rate" if rate else "difference"
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
    named = [m.sense.means for _, m in meanings(before[at + 1 :], "row") if m.table == table and m.sense]
    return first[1] if first else named[0] if len(named) == 1 else ()
