"""The rule book as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.kit.pack_additions import Addition
from generator.kit.rulebook import Entry


def as_json(entries: Iterable[Entry], additions: Iterable[Addition]) -> str:
    """The rules, and what local packs add beside their rules, as one object."""
    book = {"rules": list(map(_plain, entries)), "additions": [addition.plain for addition in additions]}
    return json.dumps(book, ensure_ascii=False, indent=2) + "\n"


def is_json(text: str) -> bool:
    """Whether a text is such an object."""
    try:
        book = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(book, dict) and book.keys() == {"rules", "additions"}


def _plain(entry: Entry) -> dict[str, Any]:
    """A rule for programs."""
    example = entry.example and {"wrong": entry.example.wrong, "right": entry.example.right}
    return {
        "version": entry.version,
        "code": entry.code,
        "level": entry.level.value,
        "message": entry.message,
        "why": entry.why,
        "basis": entry.basis,
        "nature": entry.official,
        "help": entry.help,
        "example": example,
    }
