"""The signature of a report (落款): who signs, when, where it stands, whether room is left for the seal."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from generator.form.authorities import OneOf, authorities, meanings
from generator.form.head_values import Date, Line, Written, one_line
from generator.source.data_file import Model
from generator.source.verdicts import refusal

# A day in a line of text, the year first.
DAY = re.compile("[12][0-9]{3} *[-./年—–] *[0-9]{1,2} *[-./月—–] *[0-9]{1,2} *日?")
# What says only that there is to be one.
WISHES = frozenset({"是", "有", "要", "对", "需要", "Yes", "yes", "YES", "True", "TRUE", "true"})
HOW = "应当写 true，或者写机关的名称，或者写成 {机关: …, 日期: 2025-01-24} 这样"


class Signature(Model):
    """What is signed; what is left out is the filing's own authority, its day of publication, the end."""

    authority: Line | None = Field(
        None,
        alias="机关",
        description="署名的机关，与编制机关不同时写",
        examples=["示例市财政局", "示例市教育局"],
    )
    signed: Date | None = Field(
        None,
        alias="日期",
        description="成文日期，与发布日期不同时写，写成 2025-01-24",
        examples=["2025-01-24", "2026-01-20"],
    )
    place: Annotated[str, OneOf("place")] | None = Field(
        None,
        alias="位置",
        description="印在哪里，不写就在文末",
        json_schema_extra=meanings("place"),
    )
    seal: Annotated[str, OneOf("seal")] | None = Field(
        None,
        alias="印章",
        description="打印后要盖章的，写明留出位置",
        json_schema_extra=meanings("seal"),
    )

    @property
    def at_head(self) -> bool:
        """Whether it stands below the title."""
        return authorities().is_at_head(self.place)

    @model_validator(mode="after")
    def _has_room(self) -> Signature:
        if self.at_head and self.seal:
            raise refusal(f"的位置是{self.place}，不能留印章的位置：印章盖在文末的落款上")
        return self


def own_signature(value: object) -> object:
    """What a signature may be written as: true, a name, or its parts."""
    if isinstance(value, dict) or value is None:
        return value
    if isinstance(value, Written) and value.plain and value in ("true", "false"):
        return {} if value == "true" else None
    if not isinstance(value, str) or "\n" in value or value in WISHES or DAY.search(value):
        raise refusal(HOW)
    return {"机关": one_line(value)}


def _ways(schema: dict[str, Any]) -> None:
    """For editors: each way of writing it; added to the field's JSON schema."""
    parts = schema.pop("anyOf")[0]
    schema["oneOf"] = [{"type": "boolean"}, {"type": "string"}, parts, {"type": "null"}]


OwnSignature = Annotated[Signature | None, BeforeValidator(own_signature), Field(json_schema_extra=_ways)]
