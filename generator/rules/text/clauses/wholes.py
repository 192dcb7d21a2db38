"""Of which figure another one is a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.rules.text.clauses.binding import Bound, has, meanings
from generator.rules.text.clauses.lexicon import PAUSES
from generator.rules.text.clauses.segments import Place
from generator.rules.text.clauses.spoken import Spoken
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.whose import NARROWER, Reach


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard before a figure: all that was stated, in the sentence of which number it stands, among
    which words, whose report it is."""

    spoken: Spoken
    statements: Sequence[Statement]
    sentence: int
    words: str
    reach: Reach


def whole_of(place: Place, bound: Bound, heard: Heard) -> int | None:
    """The number of the figure that this one is a part of; a list of parts goes on until something says it is
    over."""
    spoken, opener = heard.spoken, has(place.before, "opener")
    _open(place, spoken, opener=opener)
    if has(place.before, "outside", "except"):
        return None
    joined = _is_joined(place, heard)
    if has(place.before, "this") and not opener:
        spoken.whole = None
        return None
    if _is_other(place, heard) and not (opener or spoken.brackets or joined):
        spoken.whole = None
    if spoken.whole is None and _divides(place, heard):
        spoken.whole = spoken.main
    below = spoken.whole is not None and heard.reach.other_than(place.before) == NARROWER
    leaves = bound.verbs and not bound.behind and not (opener or spoken.among or below or joined)
    spoken.among = False
    pending = any(m.sense and m.sense.pending for _, m in meanings(bound.read, "row"))
    if (leaves or pending) and not spoken.brackets:
        spoken.whole = None
    return None if pending else spoken.whole


def _open(place: Place, spoken: Spoken, *, opener: bool) -> None:
    """A list of parts that begins here, of bare ones or such with a verb each."""
    if opener or spoken.opened or spoken.among:
        spoken.verbal = _has_other_verb(place)
    if opener or spoken.opened:
        spoken.opened, spoken.series = False, spoken.series + 1
        spoken.whole = spoken.whole if spoken.brackets else spoken.main


def _is_other(place: Place, heard: Heard) -> bool:
    """Whether something else is told from here on: ，公开专项资金使用信息8条; or by somebody else, where the
    parts so far are bare: 其中通知203条，公众号发布信息1560条."""
    first = next((token for token in place.before if not token.is_a("plain")), None)
    if first is not None and any(meaning.limit == "elsewhere" for meaning in first.meanings):
        return True
    return _has_other_verb(place) and not heard.spoken.verbal and _begins_clause(place, heard)


def _has_other_verb(place: Place) -> bool:
    """Whether a figure has a verb of its own."""
    return any(meaning.limit == "elsewhere" for _, meaning in meanings(place.before, "limit"))


def _begins_clause(place: Place, heard: Heard) -> bool:
    return bool(place.before) and heard.words[place.before[0].start - 1 : place.before[0].start] == "，"


def _is_joined(place: Place, heard: Heard) -> bool:
    """Whether a figure is joined to a part: 其中上年结转2件、本年新收120件."""
    part = heard.statements[-1] if heard.statements else None
    if part is None or part.sentence != heard.sentence or part.whole is None:
        return False
    return bool(part.figure and place.before) and _between(part, place, heard) in PAUSES


def _between(part: Statement, place: Place, heard: Heard) -> str:
    return heard.words[part.figure.end : place.before[0].start] if part.figure else ""


def _divides(place: Place, heard: Heard) -> bool:
    """Whether a figure is that of a channel or of a span, and the one that the sentence is about of all:
    全年收到6件，一季度2件、二季度4件."""
    main = heard.spoken.main
    divided = has(place.before, "channel", "span") and not has(place.before, "last", "following")
    whole = heard.statements[main] if main is not None else None
    if whole is None or not divided or place.figure.value > whole.value:
        return False
    return whole.is_bound and whole.sentence == heard.sentence


def names_what_about(place: Place, whole: Statement) -> bool:
    """Whether only a part is about the table's things: 行政复议14件，其中政府信息公开3件."""
    return any(
        m.table == whole.table and whole.table.about for _, m in meanings(place.before, "about") if m.table
    )
