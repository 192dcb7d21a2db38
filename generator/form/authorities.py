"""What there is to choose from in the head of a filing, as data: kinds of authority, levels, scopes, signing.

``templates/authorities.yaml`` names them and says what each means, what a scope takes in, who speaks for a
region and who belongs to one.  No Python repeats any of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from generator.common import data_folders
from generator.source.data_file import DataFault, Model, load_model

FILE = "authorities.yaml"


class Choice(Model):
    """A value that a field of the head may have."""

    name: str
    meaning: str


class Kind(Choice):
    """A kind of authority: whether it can speak for a region, and whether it belongs to the one it is in.

    ``region``: figures of everybody in its place are its own where it declares no scope.  ``called``: which
    of the words for governments its own texts call it by.
    """

    speaks: bool = False
    belongs: bool = False
    region: bool = False
    called: Literal["", "government", "village"] = ""


class Scope(Choice):
    """How far the figures of a report reach: which authorities besides its own they take in."""

    takes_in: Literal["", "same level", "any level"] = ""


Choices = Annotated[tuple[Choice, ...], Field(min_length=1)]


class SigningPlace(Choice):
    """Where a report is signed; ``head``: below its title, not at its end."""

    head: bool = False


class Examples(Model):
    """Names that editors show as examples."""

    authorities: tuple[str, ...]
    websites: tuple[str, ...]


class Authorities(Model):
    """All choices, the word that ends the name of a region in the name of who speaks for it, and words that
    are no reason for accepting a warning."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    levels: Choices
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1)]
    signing_places: Annotated[tuple[SigningPlace, ...], Field(min_length=1)]
    seals: Choices
    seat: str
    no_reasons: tuple[str, ...] = ()
    examples: Examples

    def choices(self, field: str) -> tuple[Choice, ...]:
        """The choices of a field of the head by its name in `Header`; none for a field written freely."""
        of_field: dict[str, tuple[Choice, ...]] = {
            "authority_kind": self.kinds,
            "level": self.levels,
            "scope": self.scopes,
            "place": self.signing_places,
            "seal": self.seals,
        }
        return of_field.get(field, ())

    def names(self, field: str) -> tuple[str, ...]:
        """What may be written there."""
        return tuple(choice.name for choice in self.choices(field))

    def speaks(self, kind: str) -> bool:
        """Whether an authority of that kind can speak for a region."""
        return any(each.name == kind and each.speaks for each in self.kinds)

    def belongs(self, kind: str) -> bool:
        """Whether an authority of that kind counts in the region it is in."""
        return any(each.name == kind and each.belongs for each in self.kinds)

    def is_at_head(self, place: str | None) -> bool:
        """Whether a report that is signed in that place is signed below its title."""
        return any(each.name == place and each.head for each in self.signing_places)

    @property
    def place_at_head(self) -> str:
        """The place below the title."""
        return next(each.name for each in self.signing_places if each.head)

    def place_of(self, authority: str) -> str:
        """The place that an authority's name speaks for, 示例市 of 示例市人民政府办公室; nothing for one
        whose name has no seat in it."""
        place, seat, _ = authority.partition(self.seat)
        return place if seat else ""

    def scope_that(self, takes_in: str) -> str:
        """The scope that takes in so much."""
        return next(each.name for each in self.scopes if each.takes_in == takes_in)

    def takes_in(self, scope: str | None) -> str:
        """What a declared scope takes in; nothing for one that is narrow or not declared."""
        return next((each.takes_in for each in self.scopes if each.name == scope), "")


@cache
def authorities() -> Authorities:
    """Those of ``templates/authorities.yaml``, read once."""
    return load_model(data_folders.folder("templates") / FILE, Authorities, DataFault)


class OneOf:
    """A field of the head that must be one of its choices; they are read when the model is first needed."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(authorities().names(self.field)))


def meanings(field: str) -> Callable[[dict[str, Any]], None]:
    """What each choice means, in their order, for editors: added to the field's JSON schema."""

    def add(schema: dict[str, Any]) -> None:
        schema["enumDescriptions"] = [choice.meaning for choice in authorities().choices(field)]

    return add
