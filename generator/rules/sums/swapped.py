"""Two figures that changed places, or one that stands a column or a row on: two equations, one slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.filing.filing import Filing, State
from generator.rules.finding_of_rule import figure, named
from generator.rules.sums.equations import Equation

# Of more broken equations than this no pair says anything.
MOST = 60


@dataclass(frozen=True, slots=True)
class Swap:
    """Two cells whose figures, changed for each other, put both equations right."""

    cells: tuple[str, str]
    equations: tuple[Equation, Equation]


def swap_of(filing: Filing, broken: Sequence[Equation], equations: Sequence[Equation]) -> Swap | None:
    """The first pair of broken equations that just one swap of two cells beside each other explains, and
    that breaks none of the others."""
    pairs = combinations(broken, 2) if len(broken) <= MOST else ()
    for first, second in pairs:
        if first.rule is second.rule and first.lane != second.lane and first.residual == -second.residual:
            others = [equation for equation in equations if equation not in (first, second)]
            found = [
                pair
                for pair in _swaps(filing, first, second)
                if all(equation.terms[pair[0]] == equation.terms[pair[1]] for equation in others)
            ]
            if len(found) == 1:
                return Swap(found[0], (first, second))
    return None


def _swaps(filing: Filing, first: Equation, second: Equation) -> Iterator[tuple[str, str]]:
    for here, count in first.terms.items():
        for there in second.terms:
            if second.terms[there] == count and _beside(filing, here, there):
                gained = (filing.value(here) or 0) - (filing.value(there) or 0)
                if count * gained == first.residual:
                    yield here, there


def _beside(filing: Filing, here: str, there: str) -> bool:
    """Whether two written cells stand in one row, or in one column."""
    if any(filing.cells[path].state is not State.GIVEN for path in (here, there)):
        return False
    one, other = filing.format.addresses[here], filing.format.addresses[there]
    same_row = one.row_path == other.row_path
    return here != there and (same_row or (bool(one.column) and one.column == other.column))


def in_words(filing: Filing, swap: Swap) -> str:
    """What the figures look like: 「像是填颠倒了」, or 「像是应当填在…」 where one of them is nothing."""
    here, there = swap.cells
    values = {path: figure(filing.value(path) or 0) for path in swap.cells}
    for start, end in ((here, there), (there, here)):
        if values[end] == "0":
            moved = f"“{named(start)}”的 {values[start]} 像是应当填在“{named(end)}”，填错了一格"
            return f"{moved}：挪过去，两处就都平衡"
    both = f"“{named(here)}”的 {values[here]} 和“{named(there)}”的 {values[there]}"
    return f"{both} 像是填颠倒了：互换以后，两处就都平衡"
