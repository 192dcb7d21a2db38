"""The words of the language by what they are for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.form.language import Language

Kind = tuple[str, Iterable[str]]


def of_language(said: Language) -> Iterator[Kind]:
    """Every kind of word with its words."""
    yield from _of_time_and_bodies(said)
    yield from _of_relations(said)
    yield from _of_numbers(said)
    yield from _of_other_things(said)


def _of_time_and_bodies(said: Language) -> Iterator[Kind]:
    times, scopes = said.times, said.scopes
    yield from (("this", times.this), ("last", times.last), ("following", times.following))
    yield from (("span", times.span), ("everybody", scopes.everybody), ("own", scopes.own))
    yield from (("some", scopes.some), ("government", scopes.government))
    yield from (("level", scopes.level), ("village", scopes.village))


def _of_relations(said: Language) -> Iterator[Kind]:
    yield from (("opener", said.openers), ("outside", said.outside), ("rest", said.rest))
    yield from (("respectively", said.respectively), ("together", said.together))
    yield from (("negation", said.negations), ("every", said.every), ("except", said.excepted))
    yield from (("pending", said.pending), ("narrow", said.narrow), ("left", said.left))
    yield from (("unrelated", said.unrelated), ("acting as", said.acting_as))


def _of_numbers(said: Language) -> Iterator[Kind]:
    growth = said.growth
    yield from (("share", (*said.shares, *said.shares_together)), ("shares", said.shares_together))
    yield from (("apart", said.apart), ("in time", said.in_time))
    yield from (("against", growth.against), ("more", growth.more), ("fewer", growth.fewer))
    yield from (("same", growth.same), ("compared", growth.compared))
    yield from (("risen to", growth.risen_to), ("fallen to", growth.fallen_to))


def _of_other_things(said: Language) -> Iterator[Kind]:
    yield from (("other", said.others), ("information", said.information))
    yield from (("channel", said.channels), ("plain", said.plain))
