"""Findings turned into text: one module per form, each with ``report``.  Found by name."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from typing import Literal, Protocol, cast

from generator.findings.catalogue import catalogue
from generator.findings.exit_code import Unopened
from generator.findings.finding import Finding
from generator.rules.examine import Examined


class Reporter(Protocol):
    """What a module of this package has."""

    def report(
        self,
        results: Sequence[Examined],
        *,
        colour: bool = False,
        strict: bool = False,
        unopened: Sequence[Unopened] = (),
    ) -> str:
        """All findings of all files as one text.

        ``strict``: warnings fail the run.  ``unopened`` are the files that gave no result.  What has no
        place in a form is left out of it.
        """


def names() -> tuple[str, ...]:
    """The reporters there are."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


def find(name: str) -> Reporter:
    """The reporter of that name; raises ModuleNotFoundError."""
    return cast(Reporter, importlib.import_module(f"{__name__}.{name}"))


def body(one: Finding) -> str:
    """Everything a finding says in words, for the forms that show a message and nothing beside it."""
    lines = [one.message, one.detail, f"已接受：{one.accepted}" if one.accepted else ""]
    lines += [f"另见 {place.file or one.file}:{place.span.line}：{place.words}" for place in one.related]
    lines += [f"改法：{one.help}" if one.help else "", f"依据：{one.basis}" if one.basis else ""]
    return "\n".join(line for line in lines if line)


def in_general(code: str, key: Literal["message", "help"]) -> str:
    """A sentence of the catalogue with its holes left open: 「不认识的键“…”」."""
    return re.sub(r"(?<!\\)\{\w+\}", "…", catalogue()[code][key])
