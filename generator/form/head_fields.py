"""The fields of a head by their keys, groups by the keys in them: what each holds, asked of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.form.format import Format
from generator.form.header import head_schema

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: ``path`` is its key, with that of its group before it; ``required``: it must be there."""

    path: str
    schema: Schema
    required: bool = False

    @property
    def words(self) -> str:
        """What it means."""
        return str(self.schema.get("description", ""))

    @property
    def choices(self) -> tuple[str, ...]:
        """What alone may be written, where it is not free."""
        return tuple(next((each["enum"] for each in self._ways() if each.get("enum")), ()))

    def holds(self, kind: str) -> bool:
        """Whether a value of that kind of JSON Schema may be written: array, boolean, integer; or a date."""
        return any(kind in (each.get("type"), each.get("format")) for each in self._ways())

    def _ways(self) -> tuple[Schema, ...]:
        """Each way of writing it."""
        return (self.schema, *self.schema.get("anyOf", ()), *self.schema.get("oneOf", ()))


def head_fields(form: Format) -> Iterator[Field]:
    """All fields in the order of the head, those of the form behind them; of a group that may be written as a
    whole too, that as well."""
    schema = head_schema()
    for key, entry in schema["properties"].items():
        whole = Field(key, entry, key in schema["required"])
        inside = _inside(entry, schema["$defs"])
        if not inside or whole.holds("boolean"):
            yield whole
        yield from (Field(f"{key}.{below}", each) for below, each in inside.items())
    for own in form.own_fields:
        yield Field(own.key, {"description": own.hint, "enum": list(own.allowed)}, own.required)


def _inside(entry: Schema, models: Schema) -> Mapping[str, Schema]:
    """The fields of a group by their keys."""
    variants = (*entry.get("anyOf", ()), *entry.get("oneOf", ()))
    names = [str(variant["$ref"]).rpartition("/")[2] for variant in variants if "$ref" in variant]
    fields: Mapping[str, Schema] = models[names[0]]["properties"] if names else {}
    return fields
