"""Findings turned into text: one module per form, each with ``report``.  Found by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from typing import Protocol, cast

from generator.examine import Examined


class Reporter(Protocol):
    """What a module of this package has."""

    def report(self, results: Sequence[Examined], *, colour: bool) -> str:
        """All findings of all files as one text."""


def names() -> tuple[str, ...]:
    """The reporters there are."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


def find(name: str) -> Reporter:
    """The reporter of that name; raises ModuleNotFoundError."""
    return cast(Reporter, importlib.import_module(f"{__name__}.{name}"))
