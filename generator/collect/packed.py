"""The figures of a filing in little room: what is the same in thousands of filings is kept once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.workbook.figures import Figure

Number = int | Decimal
# Path, label, unit and state of a figure.
Name = tuple[str, str, str, str]
# So many shapes are known at once; the filings of one form have a few.
SHAPES = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What the figures of a filing are, and at which place each path stands."""

    names: tuple[Name, ...]
    places: Mapping[str, int]

    def __reduce__(self) -> tuple[Callable[[tuple[Name, ...]], Shape], tuple[tuple[Name, ...]]]:
        """In another process it is that of all others there."""
        return shape_of, (self.names,)


@lru_cache(maxsize=SHAPES)
def shape_of(names: tuple[Name, ...]) -> Shape:
    """The one shape of these names; of two of one path the first counts."""
    places: dict[str, int] = {}
    for place, (path, *_) in enumerate(names):
        places.setdefault(path, place)
    return Shape(names, places)


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Figures of one filing: whose they are (form, authority, year, period), what they are, their values."""

    whose: tuple[str, str, int, str]
    shape: Shape
    values: tuple[Number, ...]

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Figure]:
        """One after the other, each as it was."""
        for (path, label, unit, state), value in zip(self.shape.names, self.values, strict=True):
            yield Figure(*self.whose, path, label, value, unit, state)


NONE = Packed(("", "", 0, ""), shape_of(()), ())


def packed(figures: Iterable[Figure]) -> Packed:
    """Figures of one filing, packed."""
    found = list(figures)
    if not found:
        return NONE
    first = found[0]
    names = tuple((each.path, each.label, each.unit, each.state) for each in found)
    whose = (first.form, first.authority, first.year, first.period)
    return Packed(whose, shape_of(names), tuple(each.value for each in found))


@dataclass(frozen=True, slots=True, eq=False)
class Numbers(Mapping[str, Number]):
    """The first so many of the figures by their paths."""

    figures: Packed
    count: int

    def __getitem__(self, path: str) -> Number:
        place = self.figures.shape.places[path]
        if place >= self.count:
            raise KeyError(path)
        return self.figures.values[place]

    def __iter__(self) -> Iterator[str]:
        return (path for path, place in self.figures.shape.places.items() if place < self.count)

    def __len__(self) -> int:
        return sum(1 for _ in self)
