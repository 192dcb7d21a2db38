"""Equations between cells: what rules about sums give, to be explained together (see `sums`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.filing.filing import Filing, State
from generator.form.rule import Rule


@dataclass(frozen=True)
class Equation:
    """``left`` and ``right`` are addresses whose sums must be equal, in one ``lane`` of a table.

    ``terms`` counts each written cell on the left minus the right, computed totals taken apart.
    ``implied``: follows from other equations of the table, so it is evidence, never a finding of
    its own while another one is broken.  ``total`` is the cell that an equation defines as a sum.
    """

    rule: Rule
    table: str
    lane: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    terms: Counter[str]
    sums: tuple[Fraction, Fraction]
    implied: bool
    total: str | None

    @property
    def residual(self) -> Fraction:
        """How much the left exceeds the right."""
        return self.sums[0] - self.sums[1]


def equation(
    rule: Rule,
    filing: Filing,
    lane: str,
    left: Sequence[str],
    right: Sequence[str],
    *,
    implied: bool,
    total: str | None = None,
) -> Iterator[Equation]:
    """The equation, unless it holds by construction or rests on a cell that is broken."""
    terms = _difference(filing, left, right)
    cells = [filing.cell(path) for path in (*left, *right)]
    if not terms or any(cell.state in (State.BROKEN, State.LEFT_OUT) for cell in cells):
        return
    if total is not None and filing.cell(total).state is State.BLANK:
        return  # nothing was written that could contradict its parts
    if implied and any(cell.parts for cell in cells):
        return  # with a total that was not written, it only adds up what the other columns say
    sums = (sum_of(filing, left), sum_of(filing, right))
    table = left[0].split(".")[0]
    yield Equation(rule, table, lane, tuple(left), tuple(right), terms, sums, implied, total)


def sum_of(filing: Filing, paths: Sequence[str]) -> Fraction:
    """The sum of numbers, a blank counting as nothing."""
    values = [filing.value(path) or 0 for path in paths]
    # Nearly all are whole, and integers are added many times faster.
    whole = sum(value for value in values if isinstance(value, int))
    return sum((Fraction(value) for value in values if not isinstance(value, int)), start=Fraction(whole))


def _difference(filing: Filing, left: Sequence[str], right: Sequence[str]) -> Counter[str]:
    """How often each written cell counts on the left more than on the right, where it is not the same."""
    terms = _terms(filing, left)
    terms.subtract(_terms(filing, right))
    return Counter({path: count for path, count in terms.items() if count})


def _terms(filing: Filing, paths: Sequence[str]) -> Counter[str]:
    """How often each written cell counts, with computed totals taken apart."""
    terms: Counter[str] = Counter()
    for path in paths:
        parts = filing.cell(path).parts
        terms.update(_terms(filing, parts) if parts else [path])
    return terms
