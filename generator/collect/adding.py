"""Numbers of several filings added up, each with what it is made of."""

from __future__ import annotations

import decimal
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.collect.handed import Handed
from generator.collect.packed import Number
from generator.collect.roster import Unit

# More digits than any sum of a country has: nothing is rounded.
DIGITS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into a sum: a unit's filing, or the sum of what is below the unit (without ``file``), of so
    many ``filings``.  ``numbers`` by address; ``unknown`` addresses of which it says nothing."""

    unit: Unit
    form: str
    numbers: Mapping[str, Number]
    unknown: tuple[str, ...] = ()
    file: str = ""
    has_errors: bool = False
    filings: int = 1


@dataclass(frozen=True, slots=True)
class Conflict:
    """A number of which an authority's own filing says another thing than the sum of those it takes in."""

    path: str
    own: Number
    together: Number


@dataclass(frozen=True, slots=True)
class Sum:
    """What is below a unit together, in one form.

    ``parts`` are what was added, ``missing`` the units that handed in nothing, ``left_out`` filings that were
    not added, each with the reason; ``doubts`` what makes it uncertain, ``notes`` what was done so that
    nothing is counted twice.  ``own`` is the filing that stands for all of them, the unit's or its office's,
    and ``conflicts`` where that says otherwise; ``scope`` is what the sum reaches.  ``unknown`` are the
    parts that say nothing of a number, by its address.
    """

    unit: Unit
    scope: str
    form: str
    parts: tuple[Part, ...]
    missing: tuple[Unit, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    own: Handed | None = None
    conflicts: tuple[Conflict, ...] = ()
    numbers: Mapping[str, Number] = field(default_factory=dict)
    unknown: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)

    @property
    def wrong(self) -> tuple[Part, ...]:
        """The parts in which there are errors."""
        return tuple(part for part in self.parts if part.has_errors)

    @property
    def filings(self) -> int:
        """How many filings it is made of, those in smaller sums inside it too."""
        return sum(part.filings for part in self.parts)

    @property
    def is_whole(self) -> bool:
        """Whether all that should be in it is, without a doubt."""
        return not (self.missing or self.left_out or self.doubts or self.unknown or self.wrong)

    def as_part(self) -> Part:
        """The same as part of a greater sum."""
        wrong, unknown = bool(self.wrong), tuple(self.unknown)
        return Part(self.unit, self.form, self.numbers, unknown, has_errors=wrong, filings=self.filings)


def part_of(unit: Unit, filing: Handed) -> Part:
    """A filing as part of a sum."""
    return Part(unit, filing.form, filing.numbers, filing.unknown, filing.file, filing.may_be_wrong)


@dataclass
class Gathered:
    """What is to be added, and all that is to be said of it, while it is gathered."""

    parts: list[Part] = field(default_factory=list)
    missing: list[Unit] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_sum(self, inner: Sum) -> None:
        """A smaller region as the sum of its own, with all that is to be said of that; one of which nothing
        was added is no part."""
        if inner.parts:
            self.parts.append(inner.as_part())
        self.missing += inner.missing
        self.left_out += inner.left_out
        self.doubts += inner.doubts
        self.notes += inner.notes

    def summed(self, unit: Unit, scope: str, own: Handed | None) -> Sum:
        """The sum; parts in another form than most are left out, for their numbers are others."""
        forms = Counter(part.form for part in self.parts if part.form)
        form = own.form if own else next((form for form, _ in forms.most_common(1)), "")
        fitting = [part for part in self.parts if part.form == form]
        foreign = [
            (part.file, f"{part.unit.authority}用的是“{part.form}”这一版格式，加不到一起")
            for part in self.parts
            if part.form not in (form, "")
        ]
        numbers = total(part.numbers for part in fitting)
        return Sum(
            unit,
            scope,
            form,
            tuple(fitting),
            missing=tuple(self.missing),
            left_out=(*self.left_out, *foreign),
            doubts=tuple(self.doubts),
            notes=tuple(self.notes),
            own=own,
            conflicts=tuple(_conflicts(own, numbers)) if own else (),
            numbers=numbers,
            unknown=_unknown(fitting),
        )


def total(parts: Iterable[Mapping[str, Number]]) -> dict[str, Number]:
    """Every number summed, exactly, by its address."""
    found: dict[str, Number] = {}
    with decimal.localcontext(prec=DIGITS):
        for numbers in parts:
            for path, value in numbers.items():
                found[path] = found.get(path, 0) + value
    return found


def _conflicts(own: Handed, numbers: Mapping[str, Number]) -> Iterable[Conflict]:
    return (
        Conflict(path, value, numbers.get(path, 0))
        for path, value in own.numbers.items()
        if value != numbers.get(path, 0)
    )


def _unknown(parts: Iterable[Part]) -> dict[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = {}
    for part in parts:
        for path in part.unknown:
            found[path] = (*found.get(path, ()), part)
    return found
