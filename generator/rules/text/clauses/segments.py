"""A sentence in segments: what stands between two marks, with its figures and what stands round each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.form.language import language
from generator.rules.text.clauses.figures import Figure
from generator.rules.text.clauses.lexicon import FIGURE, GAP, MARK, PAUSE, Token

Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its segment, with the tokens before it and behind it."""

    token: Token
    before: Tokens
    after: Tokens

    @property
    def figure(self) -> Figure:
        """The figure that stands there."""
        assert self.token.figure is not None
        return self.token.figure


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens between two marks.  ``opened`` is the mark before them, ``closed`` that behind; ``depth`` is how
    many brackets they stand in; ``kinds`` is all that its tokens can be."""

    tokens: Tokens
    opened: str
    closed: str
    depth: int
    kinds: frozenset[str]

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds is in it: most segments have none of most, and need not be
        gone through."""
        return not self.kinds.isdisjoint(kinds)

    @property
    def has_figures(self) -> bool:
        """Whether there is a figure in it."""
        return FIGURE in self.kinds

    def places(self) -> Iterator[Place]:
        """Each figure with what belongs to it: what stands before, back to the last pause behind the figure
        before; and what follows, up to the first pause or the next figure."""
        spots = [at for at, token in enumerate(self.tokens) if token.is_a(FIGURE)]
        for number, spot in enumerate(spots):
            first = spots[number - 1] + 1 if number else 0
            last = spots[number + 1] if number + 1 < len(spots) else len(self.tokens)
            before = _behind_pause(self.tokens[first:spot]) if number else self.tokens[:spot]
            after = self.tokens[spot + 1 : last]
            if number + 1 < len(spots):
                after = _before_pause(after) or _unit_behind(after)
            yield Place(self.tokens[spot], before, after)


def of_two_years(segment: Segment) -> Iterator[Place]:
    """The figures of a segment with what belongs to each; of 由上年的98件增至132件 the first has the words
    between them behind it, and the second those before both but for the time; of 7件复议中有3件被纠正 the
    first has what stands before 中有."""
    places = _of_one_column(list(segment.places()))
    lead: Tokens = ()
    for at, place in enumerate(places):
        before = (*lead, *place.before)
        lead = ()
        if at + 1 < len(places) and (between := _reached(segment.tokens, place, places[at + 1])):
            lead = tuple(token for token in before if not token.is_a("last", "span"))
            yield Place(place.token, before, between)
        elif at + 1 < len(places) and (named := _named_between(segment.tokens, place, places[at + 1])):
            yield Place(place.token, before, named)
        elif at and place.figure.is_rate and (whole := _share_of(segment.tokens, places[at - 1], place)):
            yield Place(place.token, whole, place.after)
        else:
            yield Place(place.token, before, place.after)


def _of_one_column(places: list[Place]) -> list[Place]:
    """The figures of 6件行政复议、1件行政诉讼被纠正, or 复议1件、诉讼1件未审结, where the column behind
    the last is that of all."""
    if len(places) < 2 or not (all(map(_is_before_row, places)) or all(map(_is_behind_row, places))):
        return places
    columns = tuple(token for token in places[-1].after if token.is_a("column") and not token.is_a("row"))
    first = [Place(place.token, place.before, (*place.after, *columns)) for place in places[:-1]]
    return [*first, places[-1]]


def _is_before_row(place: Place) -> bool:
    return _has(place.after, "row") and not _has(place.before, "row", "column")


def _is_behind_row(place: Place) -> bool:
    named = _has(place.before, "row") and not _has(place.before, "column", "noun")
    return named and not _has(place.after, "row")


def _has(tokens: Tokens, *kinds: str) -> bool:
    return any(token.is_a(*kinds) for token in tokens)


def _named_between(tokens: Tokens, first: Place, second: Place) -> Tokens:
    """What the first of two figures counts, where the second is a part of it; else nothing."""
    between = tokens[tokens.index(first.token) + 1 : tokens.index(second.token)]
    among = (at + 1 for at, token in enumerate(between) if token.word.endswith(language().ends.among))
    at = next((at for at, token in enumerate(between) if token.is_a("opener")), next(among, 0))
    return between[:at] if not any(token.is_a(PAUSE) for token in between[:at]) else ()


def _share_of(tokens: Tokens, whole: Place, share: Place) -> Tokens:
    """The words before a share that is told with its whole (占全年办结47件的21.7%); else nothing."""
    between = tokens[tokens.index(whole.token) + 1 : tokens.index(share.token)]
    known = all(token.is_a("plain", "noun", "row") for token in between)
    told = _has(whole.before, "share") and between and known
    return (*whole.before, whole.token, *between) if told else ()


def _reached(tokens: Tokens, first: Place, second: Place) -> Tokens:
    """The words between two figures where they say that the one became the other; else nothing."""
    between = tokens[tokens.index(first.token) + 1 : tokens.index(second.token)]
    kinds = ("risen to", "fallen to")
    at = next((at for at, token in enumerate(between) if token.is_a(*kinds)), None)
    return between[at:] if at is not None and not any(token.is_a(PAUSE) for token in between) else ()


def respectively(segment: Segment) -> list[Place]:
    """The figures of 甲、乙分别为1件、2件, each with its own word before it; none where there is no such
    word or the words are not as many as the figures."""
    tokens = segment.tokens
    at = next((at for at, token in enumerate(tokens) if token.is_a("respectively")), None)
    spots = [spot for spot, token in enumerate(tokens) if token.is_a(FIGURE)]
    if at is None or len(spots) < 2 or spots[0] < at:
        return []
    named = [token for token in tokens[:at] if token.is_a("row", "column", "channel")]
    rest = tuple(token for token in tokens[:at] if token not in named and not token.is_a(PAUSE, "plain"))
    if len(named) != len(spots):
        return []
    lead = (*rest, *(token for token in tokens[at : spots[0]] if not token.is_a("respectively")))
    return [Place(tokens[spot], (*lead, word), ()) for spot, word in zip(spots, named, strict=True)]


def _behind_pause(tokens: Tokens) -> Tokens:
    """What belongs to the second of two figures: all behind the first pause, or all where there is none."""
    at = next((at for at, token in enumerate(tokens) if token.is_a(PAUSE)), -1)
    return tokens[at + 1 :]


def _unit_behind(tokens: Tokens) -> Tokens:
    """What stands right behind a figure and is not known: 2笔."""
    return tokens[:1] if tokens and tokens[0].is_a(GAP) else ()


def _before_pause(tokens: Tokens) -> Tokens:
    """What belongs to the first of two figures: all before the first pause, or nothing."""
    at = next((at for at, token in enumerate(tokens) if token.is_a(PAUSE)), 0)
    return tokens[:at]


def segments(tokens: Sequence[Token]) -> Iterator[Segment]:
    """The segments of a sentence, empty ones left out."""
    held: list[Token] = []
    opened, depth = "", 0
    for token in tokens:
        if not token.is_a(MARK):
            held.append(token)
            continue
        if held:
            yield _segment(held, opened, token.word, depth)
        held, opened = [], token.word
        depth = max(0, depth + {"（": 1, "）": -1}.get(token.word, 0))
    if held:
        yield _segment(held, opened, "", depth)


def _segment(tokens: Iterable[Token], opened: str, closed: str, depth: int) -> Segment:
    tokens = tuple(tokens)
    kinds = frozenset[str]().union(*(token.meanings.kinds for token in tokens))
    return Segment(tokens, opened, closed, depth, kinds)
