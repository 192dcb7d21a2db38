"""Why a figure is not to be compared, by what stands around it and what was said before."""

from __future__ import annotations

from collections.abc import Sequence

from generator.form.language import language
from generator.rules.text.clauses import reasons
from generator.rules.text.clauses.binding import Bound, has
from generator.rules.text.clauses.lexicon import GAP, Token
from generator.rules.text.clauses.segments import Place
from generator.rules.text.clauses.spoken import Spoken
from generator.rules.text.clauses.statement import Statement
from generator.rules.text.clauses.whose import Reach, named_bodies


def why_not(place: Place, bound: Bound, part_of: Statement | None, spoken: Spoken, reach: Reach) -> str:
    """The reason, which ``spoken`` remembers for the figures that follow; nothing where there is none."""
    if bound.table is not None and bound.noun and _is_told_again(place):
        return ""
    if why := reasons.of_figure(place.figure, bound):
        spoken.joined = why if has(place.before, "other") else ""
        spoken.part = reasons.AGENCY if _is_helping(place.before) else spoken.part
        return why
    words = reasons.of_words(place.before, bound, reach) or reasons.of_qualified(place, bound)
    spoken.renew(place.before, words)
    if words or spoken.lead:
        spoken.joined = words if words == reasons.ELSEWHERE else ""
        return words or spoken.lead
    if spoken.joined and not (bound.columns or bound.verbs):
        return spoken.joined
    if has((*place.before, *(place.after if bound.behind else ())), "channel"):
        return reasons.CHANNEL
    return reasons.of_whole(place, part_of, bound) or spoken.lasting or spoken.unspoken(bound.table)


def _is_helping(before: Sequence[Token]) -> bool:
    """Whether another body is helped, whose are the figures that follow: 配合支队查处14件，作出处罚9件."""
    at = next((at for at, token in enumerate(before) if token.word in language().helping), None)
    return at is not None and (named_bodies(before[at:]) or has(before[at:], GAP))


def _is_told_again(place: Place) -> bool:
    """Whether a figure is that of all that was told before: 上述57件申请."""
    return bool(place.before) and place.before[-1].word in language().again and bool(place.figure.unit)
