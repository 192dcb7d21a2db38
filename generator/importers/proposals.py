"""What a number that could not be read must be, where sums leave only one: proposed, never taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from generator.common.same import Same
from generator.compose.blank import Known, blank
from generator.filing.given import Given
from generator.filing.load import load
from generator.form.format import Format
from generator.importers.tables import Taken
from generator.rules.sums.equations import Equation
from generator.rules.sums.of_form import equations_of_form
from generator.source.read import read


@dataclass(frozen=True, slots=True)
class Sum:
    """Addresses whose sums are equal, and what says so."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    name: str


def proposals(form: Format, cells: Mapping[str, Taken]) -> dict[str, tuple[str, str]]:
    """For numbers that were not read the only ones that balance, and which sums say so."""
    found: dict[str, tuple[str, str]] = {}
    sums = _sums(Same(form))
    for path, taken in cells.items():
        if taken.figure.is_known or taken.figure.blank:
            continue
        said = {value: each.name for each in sums if (value := _needed(each, path, cells)) is not None}
        if len(said) == 1:
            ((value, name),) = said.items()
            if value >= 0:
                found[path] = (format_number(value), name)
    return found


def format_number(value: Decimal) -> str:
    """A number as it is written."""
    return str(value.quantize(1) if value == value.to_integral() else value.normalize())


def _needed(equal: Sum, path: str, cells: Mapping[str, Taken]) -> Decimal | None:
    """What a number must be for this sum, where all the others of it are known."""
    on_left = path in equal.left
    if not on_left and path not in equal.right:
        return None
    same, other = (equal.left, equal.right) if on_left else (equal.right, equal.left)
    beside = _total((each for each in same if each != path), cells)
    against = _total(iter(other), cells)
    return None if beside is None or against is None else against - beside


def _total(paths: Iterator[str], cells: Mapping[str, Taken]) -> Decimal | None:
    total = Decimal(0)
    for path in paths:
        taken = cells.get(path)
        if taken is None or not (taken.figure.is_known or taken.figure.blank):
            return None
        total += Decimal(taken.figure.number or 0)
    return total


@cache
def _sums(key: Same[Format]) -> tuple[Sum, ...]:
    """All sums of a form, by the equations of its rules."""
    form = key.value
    filing = load(read(blank(form, Known()).encode()), Given(form)).filing
    assert filing is not None  # a blank filing has a head, however empty
    return tuple(Sum(each.left, each.right, _name(form, each)) for each in equations_of_form(filing))


def _name(form: Format, equation: Equation) -> str:
    """What says that the sums are equal."""
    if equation.total is None:
        return "勾稽关系"
    return "本行合计" if form.addresses[equation.total].total_column else "本列合计"
