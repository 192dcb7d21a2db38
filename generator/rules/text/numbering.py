"""Numbers at the heads of lines and of clauses, in the runs that they form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from generator.filing.narrative.filters import write

# No list is longer.
LONGEST = 99


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what it is written like (``series``), from where to where on the page, on which line.
    One of a lower ``level`` begins all below it anew."""

    series: int
    level: int
    value: int
    start: int
    end: int
    line: int


@dataclass(slots=True)
class Run:
    """Numbers of one series that go together; ``wrong``: the places among them that do not go on as they
    should."""

    numbers: list[Number] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)

    def add(self, number: Number) -> None:
        """Put the next number behind the others; a lower one on the same line may speak of what was counted
        before."""
        if self.numbers:
            last = self.numbers[-1]
            if number.value < last.value and number.line == last.line:
                return
            if number.value != last.value + 1:
                self.wrong.append(len(self.numbers))
        self.numbers.append(number)

    @property
    def only_repeats(self) -> bool:
        """Whether nothing is wrong but that numbers stand there again: then it is certain what they ought to
        be."""
        return all(self.numbers[at].value == self.numbers[at - 1].value for at in self.wrong)

    def renumbered(self) -> Iterator[tuple[Number, int]]:
        """Each number that changes where they go on from the first, with what it becomes."""
        for value, number in enumerate(self.numbers, self.numbers[0].value):
            if value != number.value:
                yield number, value


def runs(numbers: Iterable[Number]) -> list[Run]:
    """The runs of numbers that come in the order of the page."""
    found: list[Run] = []
    going: dict[int, Run] = {}
    levels: dict[int, int] = {}
    for number in numbers:
        levels[number.series] = number.level
        for series in [each for each in going if levels[each] > number.level]:
            del going[series]
        run = going.get(number.series)
        if run is None or (number.value == 1 and not _is_again(run, number)):
            run = going[number.series] = Run()
            found.append(run)
        run.add(number)
    return found


def _is_again(run: Run, number: Number) -> bool:
    """Whether a first number follows a first one so closely that it is the same list."""
    last = run.numbers[-1]
    return last.value == 1 and number.line - last.line <= 1


@cache
def _numerals() -> dict[str, int]:
    return {write(Fraction(value), "汉字", None): value for value in range(1, LONGEST + 1)}


def value_of(written: str) -> int | None:
    """The number that is written in digits, in Chinese numerals or in a circle; None for what is none."""
    if written in _numerals():
        return _numerals()[written]
    if written.isdecimal():
        return int(written)
    return int(unicodedata.numeric(written)) if len(written) == 1 and written.isnumeric() else None


def written_as(value: int, like: str) -> str | None:
    """A number as another one is written; None where there is no such sign."""
    if like in _numerals():
        return next((words for words, number in _numerals().items() if number == value), None)
    if like.isdecimal():
        return str(value)
    sign = chr(ord(like) + value - (value_of(like) or 0))
    return sign if value_of(sign) == value else None


def shown(words: Sequence[str], at: int) -> str:
    """The numbers around one of a run."""
    first = max(0, at - 3)
    return "".join(["…" if first else "", *words[first : at + 2], "…" if at + 2 < len(words) else ""])
