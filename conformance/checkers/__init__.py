"""The judges: one module each, found by name.

Each has ``TITLE`` (what the tables call it), ``KINDS`` (the outputs it judges), ``check`` (outputs to
verdicts) and ``faults`` (an output to the faults that the judge must find when they are planted in it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from conformance.verdict import Fault, Output, Verdict


class Checker(Protocol):
    """The shape of every module here."""

    TITLE: str
    KINDS: tuple[str, ...]

    def check(self, outputs: Sequence[Output]) -> Iterator[Verdict]:
        """One verdict or more for each output."""

    def faults(self, output: Output) -> Iterator[Fault]:
        """What must be found when it is planted in an output of a kind it judges."""


def checkers() -> tuple[Checker, ...]:
    """Every judge there is, in the order of their names."""
    return tuple(
        cast("Checker", import_module(f"{__name__}.{found.name}")) for found in iter_modules(__path__)
    )
