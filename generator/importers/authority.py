"""Kind and level of an authority by its name (templates/authority_names.yaml), and how certain that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator

from generator.common import data_folders
from generator.importers.wild import simplified
from generator.source.data_file import DataFault, Model, load_model

FILE = "authority_names.yaml"
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
# A place has no shorter name, the word for what it is apart.
SHORTEST = 2

Words = Annotated[tuple[str, ...], BeforeValidator(lambda text: tuple(text.split()))]


class Body(Model):
    """What names that end so are, where such a place stands before; ``stems`` stand before the end."""

    kind: str
    ends: Words
    stems: Words = ("",)
    level: str = ""
    after: Literal["place", "zone", "any"]
    sure: bool = False


class Place(Model):
    """The level of places whose names end so."""

    level: str
    ends: Words
    sure: bool = False
    town: bool = False


class National(Model):
    """Authorities of the nation, by their whole names."""

    kind: str
    level: str
    names: Words


class Names(Model):
    """What the file says."""

    others: tuple[str, ...]
    vertical: str
    national: tuple[National, ...]
    bodies: tuple[Body, ...]
    places: tuple[Place, ...]
    zones: Words
    no_places: Words
    city: str
    above: Words
    unknown: Words
    below: str
    cities: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a field may be: nothing known, one of several, or one; ``sure``: it is that."""

    values: tuple[str, ...] = ()
    sure: bool = False


OPEN = Guess()


@cache
def _names() -> Names:
    return load_model(data_folders.folder("templates") / FILE, Names, DataFault)


@cache
def _endings() -> tuple[tuple[str, Body], ...]:
    """Every ending there is with what it says, the longest first."""
    found = [(stem + end, body) for body in _names().bodies for stem in body.stems for end in body.ends]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _levels() -> tuple[tuple[str, Place], ...]:
    found = [(end, place) for place in _names().places for end in place.ends]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def kind_and_level(authority: str) -> tuple[Guess, Guess]:
    """Kind and level of the authority of that name."""
    names = _names()
    name = BRACKETS.sub("", simplified("".join(authority.split())))
    if any(re.search(pattern, name) for pattern in names.others):
        return OPEN, OPEN
    for nation in names.national:
        if re.sub("^中华人民共和国", "", name) in nation.names:
            return Guess((nation.kind,), sure=True), Guess((nation.level,), sure=True)
    end, body = next(((end, body) for end, body in _endings() if name.endswith(end)), ("", None))
    if body is None:
        return OPEN, _unsure(_level(name))
    kind, level = _as_body(body, name.removesuffix(end), end)
    return (_unsure(kind), _unsure(level)) if re.match(names.vertical, name) else (kind, level)


def _as_body(body: Body, place: str, end: str) -> tuple[Guess, Guess]:
    """What a name says that consists of a place and the end of such a body."""
    sort, level = _sort(place), _level(place)
    sure = body.sure and (body.after == sort or (body.after == "any" and not _is_cut(place, end)))
    kind = Guess((body.kind,), sure=sure)
    if body.after == "any" and not body.sure:
        return kind, OPEN  # where the place ends is not known
    if body.level:
        fits = body.after == "any" or body.level in level.values
        return kind, Guess((body.level,), sure=sure and fits)
    return kind, level if body.after != "zone" else OPEN


def _sort(place: str) -> str:
    """Whether it is a place with departments of its own, or a zone that was made one."""
    if place.endswith(_names().zones):
        return "zone"
    towns = tuple(end for each in _names().places if each.town for end in each.ends)
    return "place" if _level(place).values and not place.endswith(towns) else ""


def _is_cut(place: str, end: str) -> bool:
    """Whether it may be the name of a city without its last word: 景德镇人民政府."""
    name = place + end[0]
    return len(place) < SHORTEST or bool(_cities(name))


def _level(place: str) -> Guess:
    """The level of a place."""
    names = _names()
    if place.endswith(names.city) and (found := _cities(place.removesuffix(names.city))):
        return Guess((found[max(found, key=len)],), sure=True)
    end, each = next(((end, each) for end, each in _levels() if place.endswith(end)), ("", None))
    without = max(
        (word for word in (*names.zones, *names.no_places) if place.endswith(word)), key=len, default=""
    )
    if len(without) > len(end):
        return OPEN
    if place.endswith(names.city):
        return _of_city(place)
    return Guess((each.level,), sure=each.sure) if each and len(place) > len(end) else OPEN


def _of_city(place: str) -> Guess:
    """A city that is not known by its name is one of those below another, or may be of several levels."""
    names = _names()
    above = "|".join(names.above)
    below = re.fullmatch(f".{{{SHORTEST},}}?(?:{above}).{{{SHORTEST},}}{names.city}", place)
    return Guess((names.below,), sure=True) if below else Guess(names.unknown)


def _cities(name: str) -> dict[str, str]:
    """The cities that a name without its last word may be of, each with its level: nothing stands before them
    but another place."""
    cities = ((city, level) for level, several in _names().cities.items() for city in several)
    return {
        city: level
        for city, level in cities
        if name.endswith(city) and (name == city or _is_place(name.removesuffix(city)))
    }


def _is_place(text: str) -> bool:
    return text.endswith(_names().city) or any(text.endswith(end) for end, _ in _levels())


def _unsure(guess: Guess) -> Guess:
    return Guess(guess.values)
